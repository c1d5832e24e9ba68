package dev.skerry.origin.objects.content;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.objects.content.ContentRow.InFile;
import dev.skerry.origin.objects.content.ContentRow.Seal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the files of all contents one after the other, and tells which are not as they were
 * written. One thread at a time takes steps; any may ask what was found.
 */
public final class Scrubber {
  private static final Logger log = LoggerFactory.getLogger(Scrubber.class);
  private static final int ROWS = 100;
  private static final int BUFFER_BYTES = 256 << 10;

  /** So many damaged contents are named; more are only counted. */
  private static final int NAMED = 1_000;

  private final Engine engine;
  private final ContentFiles files;
  private final Pins pins;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);

  private Range rest = ContentKeys.contents();
  private @Nullable Reading reading;

  // Guarded by this.
  private final List<Damage> found = new ArrayList<>();
  private long checked;
  private long bytes;
  private long damaged;
  private long rounds;

  /** A content that is not as it was written, and in what way. */
  public record Damage(ContentId content, String what) {}

  /**
   * What was found since the start.
   *
   * @param checked contents that were read to their end
   * @param bytes of files that were read
   * @param rounds how often all contents were read
   * @param damaged how many were not as they were written
   * @param named the first {@value #NAMED} of them
   */
  public record Report(long checked, long bytes, long rounds, long damaged, List<Damage> named) {}

  private record Reading(ContentId id, long length, int checksum, FileChannel file, CRC32C sum) {}

  Scrubber(Engine engine, ContentFiles files, Pins pins) {
    this.engine = engine;
    this.files = files;
    this.pins = pins;
  }

  /** What was found since the start. */
  public synchronized Report report() {
    return new Report(checked, bytes, rounds, damaged, List.copyOf(found));
  }

  /**
   * Reads on, up to about so many octets of files.
   *
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

  /** Goes to the first row whose content is in a file and not being removed. */
  private void begin(List<Row> rows) {
    for (Row row : rows) {
      rest = ContentKeys.contents().startingAt(row.key().next());
      ContentRow content = ContentRow.decode(row.value());
      ContentId id = ContentKeys.id(row.key());
      if (content.place() instanceof InFile place && pins.pin(id)) {
        reading = open(id, content, place);
        if (reading != null) {
          return;
        }
        pins.unpin(id);
      }
    }
  }

  private @Nullable Reading open(ContentId id, ContentRow row, InFile place) {
    try {
      FileChannel file = FileChannel.open(files.file(id, place), StandardOpenOption.READ);
      long length =
          row.seal().kind() == Seal.Kind.NONE ? row.length() : Segments.sealedLength(row.length());
      return new Reading(id, length, place.checksum(), file, new CRC32C());
    } catch (IOException e) {
      // Removed since its row was read, or lost.
      if (engine.get(ContentKeys.content(id)) != null) {
        damaged(id, "its file cannot be opened: " + e);
      }
      return null;
    }
  }

  private long readOn(Reading now) {
    try {
      buffer.clear();
      int count = now.file.read(buffer);
      if (count > 0) {
        now.sum.update(buffer.flip());
        synchronized (this) {
          bytes += count;
        }
        return count;
      }
      if (now.file.size() != now.length) {
        damaged(
            now.id, "its file has %d bytes, expected %d".formatted(now.file.size(), now.length));
      } else if ((int) now.sum.getValue() != now.checksum) {
        damaged(now.id, "the checksum of its file is another");
      }
    } catch (IOException e) {
      damaged(now.id, "its file cannot be read: " + e);
    }
    end(now);
    return 1;
  }

  private void end(Reading now) {
    reading = null;
    pins.unpin(now.id);
    try {
      now.file.close();
    } catch (IOException e) {
      // A file that was read only has nothing to lose.
    }
    synchronized (this) {
      checked++;
    }
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
