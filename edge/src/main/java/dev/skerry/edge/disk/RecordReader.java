package dev.skerry.edge.disk;

import dev.skerry.edge.cache.CacheKey;
import dev.skerry.edge.cache.Content;
import dev.skerry.edge.cache.ContentMemory;
import dev.skerry.edge.cache.ResponseStore;
import dev.skerry.edge.cache.StoredHead;
import dev.skerry.edge.cache.StoredResponse;
import dev.skerry.edge.disk.RecordIndex.Entry;
import dev.skerry.edge.purge.PurgeState;
import dev.skerry.edge.purge.PurgeTable;
import dev.skerry.edge.purge.Ticket;
import dev.skerry.http.Fields;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes stored responses of records again: verified, and compared with the purges. What cannot be
 * used any more goes from the index. Used by the threads that read.
 */
final class RecordReader {
  private static final Logger log = LoggerFactory.getLogger(RecordReader.class);

  /** Bodies up to this are copied into memory; longer ones are sent from the segment. */
  static final int MEMORY_BODY_BYTES = 64 * 1024;

  private static final int PREFIX_BYTES = 4 * 1024;
  private static final String NOT_AS_WRITTEN = "its content is not what was written";

  private final SegmentLog segments;
  private final RecordIndex index;
  private final PurgeTable purges;
  private final ResponseStore store;
  private final ContentMemory memory;
  private final Windows windows;
  private final DiskCounters counters;
  private final InstantSource clock;

  RecordReader(
      SegmentLog segments,
      RecordIndex index,
      PurgeTable purges,
      ResponseStore store,
      ContentMemory memory,
      Windows windows,
      DiskCounters counters,
      InstantSource clock) {
    this.segments = segments;
    this.index = index;
    this.purges = purges;
    this.store = store;
    this.memory = memory;
    this.windows = windows;
    this.counters = counters;
    this.clock = clock;
  }

  /**
   * Reads a record.
   *
   * @param key what it must be of
   * @return a stored response with its ticket and one reference of its content, for who gets it;
   *     null if there is nothing that may be used
   */
  @Nullable StoredResponse read(Entry entry, CacheKey key) {
    SegmentFile file = segments.segment(Place.segment(entry.place()));
    if (file == null) {
      return gone(entry);
    }
    try {
      int bytes = (int) Math.min(entry.bytes(), PREFIX_BYTES + MEMORY_BODY_BYTES);
      RecordPrefix prefix = RecordPrefix.read(file, entry.place(), bytes, segments.secret());
      if (prefix == null || !prefix.header().key().equals(entry.key())) {
        return unusable(file, entry, "its header is not what was written");
      }
      RecordHead head = RecordHead.unpack(prefix.head());
      if (!head.key().equals(key)) {
        // Another key with the same hash: the record is right, and not what was looked for.
        return null;
      }
      return found(file, prefix, entry, head);
    } catch (IOException e) {
      return unreadable(file, entry, e);
    } finally {
      file.release();
    }
  }

  private @Nullable StoredResponse found(
      SegmentFile file, RecordPrefix prefix, Entry entry, RecordHead head) {
    RecordHeader header = prefix.header();
    long now = clock.millis();
    Ticket ticket =
        header.uselessFromMillis() <= now
            ? null
            : purges.adopt(header.ticket(), header.soft() ? PurgeState.SOFT : PurgeState.NONE);
    if (ticket == null) {
      return gone(entry);
    }
    StoredHead stored = head.stored(ticket, now);
    StoredResponse found = null;
    try {
      found =
          header.bodyBytes() <= MEMORY_BODY_BYTES && header.kind() == RecordHeader.Kind.RESPONSE
              ? inMemory(file, prefix, entry, stored, head.trailers())
              : inFile(entry, prefix, head, stored);
    } finally {
      if (found == null) {
        ticket.release();
      }
    }
    if (found != null && purges.check(found) == PurgeState.HARD) {
      found.release();
      return gone(entry);
    }
    return found;
  }

  private @Nullable StoredResponse inMemory(
      SegmentFile file, RecordPrefix prefix, Entry entry, StoredHead stored, Fields trailers) {
    ByteBuffer body = prefix.bodyBegin();
    int length = (int) prefix.header().bodyBytes();
    if (body.remaining() != length
        || (length > 0 && !ChunkSums.isIntact(body, prefix.sums().getInt()))) {
      return unusable(file, entry, NOT_AS_WRITTEN);
    }
    Content content = new Content(length, length, memory);
    try {
      if (length > 0) {
        content.append(Unpooled.wrappedBuffer(body));
      }
      content.complete(trailers);
      return content.isKept() ? StoredResponse.of(stored, content) : null;
    } finally {
      content.release();
    }
  }

  private @Nullable StoredResponse inFile(
      Entry entry, RecordPrefix prefix, RecordHead head, StoredHead stored) {
    RecordHeader header = prefix.header();
    SegmentFile file = segments.segment(header.bodySegment());
    if (file == null) {
      return gone(entry);
    }
    Content content =
        SegmentBody.content(
            new SegmentBody.Extent(file, header.bodyStart(), header.bodyBytes(), prefix.sums()),
            head.trailers(),
            memory,
            windows,
            new SegmentBody.User(head.key(), store, () -> unusable(file, entry, NOT_AS_WRITTEN)));
    try {
      // The first window now: a response that cannot begin is no response.
      if (header.bodyBytes() > 0 && !brings(content)) {
        return unusable(file, entry, NOT_AS_WRITTEN);
      }
      return StoredResponse.of(stored, content);
    } catch (IOException e) {
      return unreadable(file, entry, e);
    } finally {
      content.release();
    }
  }

  private static boolean brings(Content content) throws IOException {
    return content.diskBody() instanceof SegmentBody body && body.bringNow(0) > 0;
  }

  private @Nullable StoredResponse gone(Entry entry) {
    var _ = index.remove(entry.key(), entry.place());
    return null;
  }

  /** A file that was given up for room may be shorter than it was: that is no error of the disk. */
  private @Nullable StoredResponse unreadable(SegmentFile file, Entry entry, IOException why) {
    if (!file.isDropped()) {
      counters.errors.increment();
    }
    return unusable(file, entry, why.toString());
  }

  private @Nullable StoredResponse unusable(SegmentFile file, Entry entry, String why) {
    if (file.isDropped()) {
      return gone(entry);
    }
    counters.damaged.increment();
    log.warn(
        "record at {} of segment {} is lost: {}",
        Place.offset(entry.place()),
        Place.segment(entry.place()),
        why);
    return gone(entry);
  }
}
