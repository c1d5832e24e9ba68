package dev.skerry.origin.objects;

import dev.skerry.origin.objects.row.ValueReader;
import dev.skerry.origin.objects.row.ValueWriter;

/**
 * How an object is encrypted where it is kept, as its readers may know it.
 *
 * @param keyDigest of the customer's key, as it was sent; of a named key its name; empty when there
 *     is none
 */
public record Encryption(Kind kind, String keyDigest) {
  /** Not at all. */
  public static final Encryption NONE = new Encryption(Kind.NONE, "");

  /** Under the store's own key (SSE-S3). */
  public static final Encryption STORE = new Encryption(Kind.STORE, "");

  /** Under whose key. */
  public enum Kind {
    NONE,
    STORE,
    CUSTOMER,
    NAMED
  }

  /** Under a customer's key (SSE-C) of that digest. */
  public static Encryption customer(String keyDigest) {
    return new Encryption(Kind.CUSTOMER, keyDigest);
  }

  /** Under a key that the store knows by a name (SSE-KMS). */
  public static Encryption named(String name) {
    return new Encryption(Kind.NAMED, name);
  }

  static void write(ValueWriter out, Encryption encryption) {
    out.choice(Kind.values(), encryption.kind).text(encryption.keyDigest);
  }

  static Encryption read(ValueReader in) {
    return new Encryption(in.choice(Kind.values()), in.text());
  }
}
