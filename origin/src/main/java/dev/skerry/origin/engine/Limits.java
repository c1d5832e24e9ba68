package dev.skerry.origin.engine;

import java.time.Duration;
import java.util.List;

/** What every engine keeps; a layer that stays within them runs on each. */
public final class Limits {
  /** Octets of a row's key. */
  public static final int KEY_BYTES = 2_400;

  /** Octets of a value. */
  public static final int VALUE_BYTES = 90_000;

  /**
   * Octets of a transaction: keys and values written, entries emitted and the keys and ends of
   * ranges that must be checked, with {@value #ENTRY_BYTES} for each of them.
   */
  public static final int TRANSACTION_BYTES = 8_000_000;

  /** What a write, an entry or a check counts in a transaction beside its own octets. */
  public static final int ENTRY_BYTES = 32;

  /** From a transaction's beginning to its commit. */
  public static final Duration TRANSACTION_AGE = Duration.ofSeconds(5);

  /** How long a snapshot can be read. */
  public static final Duration SNAPSHOT_AGE = Duration.ofSeconds(60);

  /** Keys of one {@link Reads#getAll}. */
  public static final int GET_KEYS = 10_000;

  /** Rows of one scan, entries of one page of the feed. */
  public static final int SCAN_ROWS = 100_000;

  /** Octets after which one scan, or one page of the feed, stops. */
  public static final int SCAN_BYTES = 4_000_000;

  /** Octets of a topic's name in UTF-8. */
  public static final int TOPIC_BYTES = 255;

  private Limits() {}

  /** Returns a key that may name a row, or throws {@link EngineException.TooLarge}. */
  public static Key checked(Key key) {
    if (key.length() == 0 || key.length() > KEY_BYTES) {
      throw new EngineException.TooLarge(
          "the key " + key + " has " + key.length() + " bytes, expected 1 to " + KEY_BYTES);
    }
    if (key.at(0) == 0xFF) {
      throw new EngineException.Unsupported(
          "the key " + key + " begins with \\xff, which is the engine's own");
    }
    return key;
  }

  /** Returns keys that are not too many for one {@link Reads#getAll}. */
  public static List<Key> checked(List<Key> keys) {
    if (keys.size() > GET_KEYS) {
      throw new EngineException.TooLarge(
          keys.size() + " keys are read at once, expected at most " + GET_KEYS);
    }
    return keys;
  }

  /** Returns a value that may be kept, or throws {@link EngineException.TooLarge}. */
  public static byte[] checked(byte[] value) {
    if (value.length > VALUE_BYTES) {
      throw new EngineException.TooLarge(
          "a value has " + value.length + " bytes, expected at most " + VALUE_BYTES);
    }
    return value;
  }
}
