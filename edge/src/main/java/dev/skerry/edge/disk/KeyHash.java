package dev.skerry.edge.disk;

import dev.skerry.edge.cache.CacheKey;
import dev.skerry.edge.cache.StoredHead;
import dev.skerry.edge.semantics.Vary;
import java.util.List;

/**
 * Hashes cache keys with a secret of the disk's own, so that nobody can choose URLs that collide.
 * The hashes are on disk: how they are made is part of the format.
 */
final class KeyHash {
  private static final long FIRST = 0x9E37_79B9_7F4A_7C15L;
  private static final long SECOND = 0xC2B2_AE3D_27D4_EB4FL;

  private final long seed;

  KeyHash(long seed) {
    this.seed = seed;
  }

  /** The hash of a cache key, with variant 0. */
  RecordKey of(CacheKey key) {
    Lanes lanes = new Lanes(seed);
    lanes.add(key.site());
    lanes.add(key.scheme());
    lanes.add(key.url());
    String extra = key.extra();
    if (extra != null) {
      lanes.add(extra);
    }
    return new RecordKey(lanes.first(), lanes.second()).withVariant(0);
  }

  /** The hash of a stored response's key and variant. */
  RecordKey of(StoredHead head) {
    return of(head.key()).withVariant(variant(head.vary(), head.variant()));
  }

  /** The hash of a variant: of the selecting fields and their values. */
  int variant(Vary vary, String variant) {
    Lanes lanes = new Lanes(seed);
    List<String> names = vary.names();
    for (int i = 0; i < names.size(); i++) {
      lanes.add(names.get(i));
    }
    lanes.add(variant);
    return (int) lanes.first();
  }

  private static final class Lanes {
    private long first;
    private long second;

    Lanes(long seed) {
      first = seed;
      second = Long.rotateLeft(seed, 32) ^ SECOND;
    }

    void add(String text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        first = Long.rotateLeft((first ^ c) * FIRST, 27);
        second = Long.rotateLeft(second * SECOND + c, 31);
      }
      first = (first ^ ~text.length()) * SECOND;
      second = (second ^ text.length()) * FIRST;
    }

    long first() {
      return mixed(first);
    }

    long second() {
      return mixed(second + first);
    }

    private static long mixed(long hash) {
      long h = (hash ^ (hash >>> 33)) * 0xFF51_AFD7_ED55_8CCDL;
      h = (h ^ (h >>> 33)) * 0xC4CE_B9FE_1A85_EC53L;
      return h ^ (h >>> 33);
    }
  }
}
