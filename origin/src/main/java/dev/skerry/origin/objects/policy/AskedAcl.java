package dev.skerry.origin.objects.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The access control list that a request asks for, in one of the three ways there are. */
public sealed interface AskedAcl {
  /** By name. */
  record Canned(CannedAcl acl) implements AskedAcl {}

  /** By {@code x-amz-grant-*} headers. */
  record Headers(List<Grant> grants) implements AskedAcl {
    /** Copies what it is given. */
    public Headers {
      grants = List.copyOf(grants);
    }
  }

  /**
   * By an {@code AccessControlPolicy} in XML.
   *
   * @param owner the canonical id that it names as the owner; null where it names none
   */
  record Document(@Nullable String owner, List<Grant> grants) implements AskedAcl {
    /** Copies what it is given. */
    public Document {
      grants = List.copyOf(grants);
    }
  }
}
