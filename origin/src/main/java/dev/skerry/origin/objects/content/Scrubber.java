package dev.skerry.origin.objects.content;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.objects.content.ContentRow.Kept;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all contents that are in a depot one after the other, and tells which are not as they were
 * written. One thread at a time takes steps; any may ask what was found.
 */
public final class Scrubber {
  private static final Logger log = LoggerFactory.getLogger(Scrubber.class);
  private static final int ROWS = 100;
  private static final int BUFFER_BYTES = 256 << 10;

  /** How often a content is begun before it is passed over until the next round. */
  private static final int ATTEMPTS = 3;

  /** So many damaged contents are named; more are only counted. */
  private static final int NAMED = 1_000;

  private final Engine engine;
  private final Depot depot;
  private final Pins pins;
  private final byte[] buffer = new byte[BUFFER_BYTES];

  /** From the content on that is being read, or is to be read next. */
  private Range rest = ContentKeys.contents();

  private @Nullable Reading reading;

  /** How often the next content was begun in vain. */
  private int attempts;

  // Guarded by this.
  private final List<Damage> found = new ArrayList<>();
  private long checked;
  private long bytes;
  private long damaged;
  private long unread;
  private long rounds;

  /** A content that is not as it was written, and in what way. */
  public record Damage(ContentId content, String what) {}

  /**
   * What was found since the start.
   *
   * @param checked contents that were read to their end
   * @param bytes that were read
   * @param rounds how often all contents were read
   * @param unread contents that could not be read then, each as often as that was so
   * @param damaged how many were not as they were written
   * @param named the first {@value #NAMED} of them
   */
  public record Report(
      long checked, long bytes, long rounds, long unread, long damaged, List<Damage> named) {}

  /** A content that is being read: what is known of it, and what was found so far. */
  private static final class Reading {
    final ContentId id;
    final long length;
    final int checksum;
    final InputStream in;
    final CRC32C sum = new CRC32C();
    long count;

    Reading(ContentId id, long length, int checksum, InputStream in) {
      this.id = id;
      this.length = length;
      this.checksum = checksum;
      this.in = in;
    }
  }

  Scrubber(Engine engine, Depot depot, Pins pins) {
    this.engine = engine;
    this.depot = depot;
    this.pins = pins;
  }

  /** What was found since the start. */
  public synchronized Report report() {
    return new Report(checked, bytes, rounds, unread, damaged, List.copyOf(found));
  }

  /**
   * Reads on, up to about so many octets.
   *
   * @throws ContentException when a content cannot be read now: it is begun anew by the next steps,
   *     some times, and passed over then
   * @return whether the round goes on; the next begins with the next step
   */
  public boolean step(long most) {
    long left = most;
    while (left > 0) {
      if (reading == null) {
        List<Row> rows =
            engine.<List<Row>, RuntimeException>read(
                snapshot -> snapshot.scan(Scan.of(rest).upTo(ROWS)).rows());
        if (rows.isEmpty()) {
          rest = ContentKeys.contents();
          synchronized (this) {
            rounds++;
          }
          return false;
        }
        begin(rows);
        left--;
      } else {
        left -= readOn(reading);
      }
    }
    return true;
  }

  /** Goes to the first row whose content is in the depot and not being removed. */
  private void begin(List<Row> rows) {
    for (Row row : rows) {
      ContentRow content = ContentRow.decode(row.value());
      ContentId id = ContentKeys.id(row.key());
      if (content.place() instanceof Kept place && pins.pin(id)) {
        open(id, content, place);
        return;
      }
      pass(id);
    }
  }

  /** Goes on behind a content. */
  private void pass(ContentId id) {
    rest = ContentKeys.contents().startingAt(ContentKeys.content(id).next());
    attempts = 0;
  }

  private void open(ContentId id, ContentRow row, Kept place) {
    long length = row.keptLength();
    try {
      // One more, to see whether it is longer.
      InputStream in = depot.stream(id, place, 0, length + 1);
      reading = new Reading(id, length, place.checksum(), in);
    } catch (ContentException e) {
      pins.unpin(id);
      failed(id, e);
    } catch (RuntimeException e) {
      pins.unpin(id);
      throw e;
    }
  }

  private long readOn(Reading now) {
    try {
      int count = now.in.read(buffer);
      if (count > 0) {
        now.sum.update(buffer, 0, count);
        now.count += count;
        synchronized (this) {
          bytes += count;
        }
        return count;
      }
      if (now.count != now.length) {
        damaged(now.id, "it has %d bytes, expected %d".formatted(now.count, now.length));
      } else if ((int) now.sum.getValue() != now.checksum) {
        damaged(now.id, "its checksum is another");
      }
    } catch (IOException e) {
      damaged(now.id, "it cannot be read: " + e);
    } catch (ContentException e) {
      end(now);
      failed(now.id, e);
      return 1;
    }
    end(now);
    pass(now.id);
    synchronized (this) {
      checked++;
    }
    return 1;
  }

  /** A content cannot be read: at all, or now. */
  private void failed(ContentId id, ContentException e) {
    if (!e.passes()) {
      // Removed since its row was read, or lost.
      if (engine.get(ContentKeys.content(id)) != null) {
        damaged(id, "it cannot be read: " + e.getMessage());
      }
      pass(id);
      return;
    }
    if (++attempts < ATTEMPTS) {
      throw new ContentException(e.kind(), "contents cannot be read now", e);
    }
    log.warn("content {} is passed over until the next round: {}", id, e.getMessage());
    pass(id);
    synchronized (this) {
      unread++;
    }
  }

  private void end(Reading now) {
    reading = null;
    pins.unpin(now.id);
    StreamExtents.close(now.in);
  }

  private synchronized void damaged(ContentId id, String what) {
    log.warn("content {} is damaged: {}", id, what);
    damaged++;
    if (found.size() < NAMED) {
      found.add(new Damage(id, what));
    }
  }

  /** Gives back what it holds; nobody takes steps any more. */
  public void close() {
    if (reading != null) {
      end(reading);
    }
  }
}
