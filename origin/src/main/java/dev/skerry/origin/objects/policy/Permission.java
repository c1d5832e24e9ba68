package dev.skerry.origin.objects.policy;

import java.util.Arrays;
import java.util.Optional;

/** What a grant of an access control list gives. */
public enum Permission {
  READ("x-amz-grant-read"),
  WRITE("x-amz-grant-write"),
  READ_ACP("x-amz-grant-read-acp"),
  WRITE_ACP("x-amz-grant-write-acp"),
  /** All of the others. */
  FULL_CONTROL("x-amz-grant-full-control");

  private final String header;

  Permission(String header) {
    this.header = header;
  }

  /** The name, in lower case, of the header that grants it. */
  public String header() {
    return header;
  }

  /** The permission of a word in XML: {@code READ_ACP}. */
  public static Optional<Permission> of(String word) {
    return Arrays.stream(values()).filter(value -> value.name().equals(word)).findFirst();
  }

  boolean includes(Permission asked) {
    return this == asked || this == FULL_CONTROL;
  }
}
