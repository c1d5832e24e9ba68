package dev.skerry.edge.disk;

/**
 * What the index knows of a cache key and a variant of it: 96 bits of the key's hash and 32 of the
 * variant's. Two things may share it; so a record's own key is compared before it is used.
 *
 * @param a 64 bits of the key's hash
 * @param b 32 more of them, and below these the 32 bits of the variant
 */
record RecordKey(long a, long b) {
  private static final long KEY_PART = 0xFFFF_FFFF_0000_0000L;

  /** Whether both are of the same cache key, whatever the variant. */
  boolean isSameKey(long otherA, long otherB) {
    return a == otherA && ((b ^ otherB) & KEY_PART) == 0;
  }

  /** The same key with another variant. */
  RecordKey withVariant(int variant) {
    return new RecordKey(a, (b & KEY_PART) | Integer.toUnsignedLong(variant));
  }
}
