package dev.skerry.origin.tables.value;

import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import java.util.function.LongPredicate;

/**
 * Counts what is read out of a body by what it takes in memory, and has it charged ahead, so that
 * few are asked. Not thread-safe.
 *
 * <p>A short text of JSON can stand for many objects; the costs are those of the objects that a
 * value is made of, on a machine with compressed references, and of what holds it while it is read.
 */
final class ReadMemory {
  /** A string without its characters. */
  static final int STRING_BYTES = 48;

  /** An attribute's value without its content. */
  static final int VALUE_BYTES = 64;

  /** A number beside its text. */
  static final int NUMBER_BYTES = 112;

  /** A list, a set or a map without its elements, as it is read and as it is kept. */
  static final int COLLECTION_BYTES = 160;

  /** The place of an element in a list or a set. */
  static final int ELEMENT_BYTES = 32;

  /** The place of an entry in a map. */
  static final int ENTRY_BYTES = 96;

  /** A structure with its members, but not with what is in them. */
  static final int STRUCTURE_BYTES = 512;

  private static final int LEAST_AHEAD_BYTES = 4 << 10;
  private static final int MOST_AHEAD_BYTES = 1 << 20;

  private final LongPredicate memory;
  private long charged;
  private long used;

  /** Counts against memory that says whether there is so much more of it. */
  ReadMemory(LongPredicate memory) {
    this.memory = memory;
  }

  /**
   * Counts so many bytes, before they are held.
   *
   * @throws TableException of a service that is not available, if there are not so many
   */
  void use(long bytes) {
    used += bytes;
    if (used > charged) {
      charge();
    }
  }

  private void charge() {
    long ahead = Math.clamp(charged / 4, LEAST_AHEAD_BYTES, MOST_AHEAD_BYTES);
    long more = used - charged + ahead;
    if (!memory.test(more)) {
      throw new TableException(
          ErrorType.SERVICE_UNAVAILABLE, "The service is currently unavailable or busy.");
    }
    charged += more;
  }
}
