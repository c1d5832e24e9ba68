package dev.skerry.origin.objects.content;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.objects.row.ValueReader;
import dev.skerry.origin.objects.row.ValueWriter;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The clock that all processes on an engine share, as their own may differ: a number in a row, to
 * which one is added by whoever has seen it unchanged for ten minutes. So between a transaction
 * that found a number and one that finds a number larger by n, n - 1 times ten minutes have passed
 * at least, whatever time each of the processes takes it to be; more where none is at work. Any
 * thread.
 */
final class Ticks {
  /** So many ticks later an hour has passed for certain. */
  static final long HOUR = 7;

  private static final Duration BETWEEN = Duration.ofMinutes(10);
  private static final int LAYOUT = 1;

  private final Engine engine;
  private final LongSupplier nanos;

  // Guarded by this.
  private long seen = -1;

  /** When it was seen first, by the clock of nanoseconds. */
  private long since;

  /** The clock of an engine, as it is seen by somebody with a clock of nanoseconds. */
  Ticks(Engine engine, LongSupplier nanos) {
    this.engine = engine;
    this.nanos = nanos;
  }

  /** What it shows. */
  static long now(Reads reads) {
    byte[] value = reads.get(ContentKeys.ticks());
    if (value == null) {
      return 0;
    }
    ValueReader in = new ValueReader("the clock of contents", value);
    in.layout(LAYOUT);
    long tick = in.number();
    in.end();
    return tick;
  }

  /** Moves it on when it is time; to be called each minute or so. */
  synchronized void advance() {
    long began = nanos.getAsLong();
    long found = engine.<Long, RuntimeException>read(Ticks::now);
    if (found != seen) {
      seen = found;
      since = nanos.getAsLong(); // only now: it may have been moved on a moment ago
    } else if (began - since >= BETWEEN.toNanos()) {
      engine.write(
          transaction -> {
            if (now(transaction) == found) {
              byte[] next = new ValueWriter().octet(LAYOUT).number(found + 1).toArray();
              transaction.put(ContentKeys.ticks(), next);
            }
          });
    }
  }
}
