package dev.skerry.edge.disk;

import dev.skerry.edge.purge.PurgeState;
import dev.skerry.edge.purge.PurgeTable;
import dev.skerry.edge.purge.Ticket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segments of the disk, from the oldest to the one that is being written: appends records, and
 * evicts the oldest segment when room is needed.
 *
 * <p>Changed by the writer's thread only; {@link #segment} is safe for any. Each segment holds a
 * ticket as old as its oldest record, so that no purge is forgotten which that one may be concerned
 * by.
 */
final class SegmentLog {
  private static final Logger log = LoggerFactory.getLogger(SegmentLog.class);

  /** What is collected before it is written. */
  static final int BUFFER_BYTES = 4 << 20;

  /** A segment that is not written any more. */
  record Sealed(SegmentFile file, long bytes, @Nullable Ticket lease) {}

  private final Path folder;
  private final SegmentSizes sizes;
  private final long secret;
  private final PurgeTable purges;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final Map<Integer, SegmentFile> files = new ConcurrentHashMap<>();
  private final ArrayDeque<Sealed> sealed = new ArrayDeque<>();
  private @Nullable OpenSegment open;
  private @Nullable Ticket openLease;
  private int lastNumber;
  private final HeldSegments held;

  /** Dropped, but with their names still. */
  private final List<SegmentFile> undeleted = new ArrayList<>();

  private final AtomicLong sealedBytes = new AtomicLong();
  private volatile long openBytes;

  SegmentLog(Path folder, SegmentSizes sizes, long secret, PurgeTable purges) {
    this.folder = folder;
    this.sizes = sizes;
    this.secret = secret;
    this.purges = purges;
    this.held = new HeldSegments(sizes.mostHeld());
  }

  /** Takes a segment that was found at the start; called in the order of their numbers. */
  void recovered(SegmentFile file, long bytes, RecordList records) {
    purges.startAbove(records.highestTicket());
    long lowest = records.lowestTicket();
    Ticket lease = lowest == Long.MAX_VALUE ? null : purges.adopt(lowest, PurgeState.NONE);
    files.put(file.number(), file);
    sealed.add(new Sealed(file, bytes, lease));
    sealedBytes.addAndGet(bytes);
  }

  /** New segments get higher numbers than this one. */
  void numberedUpTo(int number) {
    lastNumber = number;
  }

  /** The file of a segment with a reference that the caller releases, or null if it is gone. */
  @Nullable SegmentFile segment(int number) {
    SegmentFile file = files.get(number);
    return file != null && file.tryRetain() ? file : null;
  }

  /** Whether a segment must be evicted before a record of that length can be appended. */
  boolean isFullFor(long recordBytes) {
    OpenSegment now = open;
    boolean fits = now != null && fits(now, recordBytes);
    long needed = fits ? 0 : Math.max(recordBytes, sizes.segmentBytes());
    return !sealed.isEmpty() && bytes() + needed > sizes.totalBytes();
  }

  private boolean fits(OpenSegment segment, long recordBytes) {
    return segment.isEmpty() || segment.bytes() + recordBytes <= sizes.segmentBytes();
  }

  /** Appends a record; it can be read once it is {@linkplain #flush flushed}. */
  RecordHeader append(Draft draft) throws IOException {
    OpenSegment segment = open;
    if (segment != null && !fits(segment, draft.recordBytes())) {
      seal();
      segment = null;
    }
    if (segment == null) {
      segment = begin();
    }
    if (draft.header().kind().isStored()) {
      lease(draft.header().ticket());
    }
    RecordHeader written = segment.append(draft);
    openBytes = segment.bytes();
    return written;
  }

  private OpenSegment begin() throws IOException {
    SegmentFile file = SegmentFile.create(folder, lastNumber + 1);
    lastNumber++;
    files.put(file.number(), file);
    OpenSegment segment = new OpenSegment(file, buffer, secret);
    open = segment;
    return segment;
  }

  /** Sees to it that no purge is forgotten that is newer than a record to be written. */
  private void lease(long ticket) throws IOException {
    Ticket held = openLease;
    if (held == null || held.sequence() > ticket) {
      Ticket lease = purges.adopt(ticket, PurgeState.NONE);
      if (lease == null) {
        throw new IOException("purges since " + ticket + " are forgotten");
      }
      if (held != null) {
        held.release();
      }
      openLease = lease;
    }
  }

  /** Lets all that was appended be read. */
  void flush() throws IOException {
    if (open != null) {
      open.flush();
    }
  }

  /** Ends the open segment, if there is one, with a footer. */
  void seal() throws IOException {
    if (open != null) {
      open.seal();
      close(open);
    }
  }

  /** Gives the open segment up after an error: what was flushed of it stays. */
  void abandon() {
    if (open != null) {
      close(open);
    }
  }

  private void close(OpenSegment segment) {
    segment.file().isWhole();
    sealed.add(new Sealed(segment.file(), segment.bytes(), openLease));
    sealedBytes.addAndGet(segment.bytes());
    openBytes = 0;
    open = null;
    openLease = null;
  }

  /** The oldest segment, taken out of the log: {@link #drop} it when its records are seen to. */
  @Nullable Sealed takeOldest() {
    Sealed oldest = sealed.poll();
    if (oldest != null) {
      sealedBytes.addAndGet(-oldest.bytes());
    }
    return oldest;
  }

  /**
   * Lets a segment go: its name at once, its space when nobody sends from it any more, and then at
   * the latest when what is held so is too much.
   */
  void drop(Sealed segment) throws IOException {
    SegmentFile file = segment.file();
    files.remove(file.number());
    if (segment.lease() != null) {
      segment.lease().release();
    }
    try {
      held.drop(file, segment.bytes());
    } catch (IOException e) {
      undeleted.add(file);
      throw e;
    }
  }

  /** Deletes every segment, as far as that can be done. */
  void deleteAll() {
    for (Sealed next = takeOldest(); next != null; next = takeOldest()) {
      try {
        drop(next);
      } catch (IOException e) {
        log.warn("{} cannot be deleted", next.file(), e);
      }
    }
  }

  /** Whether a segment that was dropped would be found by the next start all the same. */
  boolean hasUndeleted() {
    undeleted.removeIf(SegmentLog::isDeleted);
    return !undeleted.isEmpty();
  }

  private static boolean isDeleted(SegmentFile file) {
    try {
      file.unlink();
      return true;
    } catch (IOException e) {
      log.warn("{} cannot be deleted", file, e);
      return false;
    }
  }

  /**
   * Looks whether the file that is written still has its name.
   *
   * @throws IOException if it has not: what is written into it would be lost
   */
  void checkThere() throws IOException {
    if (open != null && !open.file().isThere()) {
      throw new IOException(open.file() + " is gone");
    }
  }

  /** Tries whether a segment can be begun and written. */
  void probe() throws IOException {
    OpenSegment segment = begin();
    RecordKey nobodys = new RecordKey(0, 0);
    var _ = segment.append(Draft.removed(RecordHeader.Kind.REMOVED, nobodys));
    segment.flush();
  }

  /** Closes every file; nothing can be read any more but by who reads already. */
  void close() {
    abandon();
    for (Sealed segment = takeOldest(); segment != null; segment = takeOldest()) {
      files.remove(segment.file().number());
      if (segment.lease() != null) {
        segment.lease().release();
      }
      segment.file().release();
    }
  }

  /** Bytes of all segments, and of those that were dropped and are still being read. */
  long bytes() {
    return sealedBytes.get() + openBytes + held.bytes();
  }

  /** Segments that were dropped, and whose files are open as something of them is being sent. */
  int heldSegments() {
    return held.segments();
  }

  /** Segments now. */
  int segments() {
    return files.size();
  }

  SegmentSizes sizes() {
    return sizes;
  }

  long secret() {
    return secret;
  }
}
