package dev.skerry.origin.objects.content;

import dev.skerry.origin.objects.row.Octets;

/** How a content is encrypted where it is kept. */
public sealed interface Sealing {
  /** Not at all. */
  Sealing NONE = new None();

  /** Under the store's own key. */
  Sealing STORE = new Store();

  /** Not at all. */
  record None() implements Sealing {}

  /** Under the store's own key (SSE-S3). */
  record Store() implements Sealing {}

  /**
   * Under a key that the customer gives with each call, and that is not kept (SSE-C).
   *
   * @param key 32 octets
   */
  record Customer(Octets key) implements Sealing {
    /** Refuses what is no key of AES-256. */
    public Customer {
      if (key.length() != Segments.KEY_BYTES) {
        throw new IllegalArgumentException(
            "a key of " + key.length() + " octets, expected " + Segments.KEY_BYTES);
      }
    }

    @Override
    public String toString() {
      return "Customer";
    }
  }
}
