package dev.skerry.edge.disk;

import dev.skerry.edge.disk.RecordHeader.Kind;
import dev.skerry.edge.disk.RecordIndex.Entry;
import dev.skerry.edge.disk.RemovalQueue.Removal;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes to the log: takes what was offered and removed, appends it, makes room
 * by evicting, and puts into the index what can be read.
 *
 * <p>An error of the disk turns writing off for a while; what is on the disk is read as before.
 * Whatever fails, what was removed does not come back with the next start: a removal waits until it
 * is in a file, and where that cannot be before the end, what it may be about is given up.
 */
final class DiskWriter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DiskWriter.class);

  private static final long IDLE_MILLIS = 100;
  private static final long STOP_MILLIS = 10_000;

  private final OpenDisk disk;
  private final OfferQueue queue;
  private final RemovalQueue toRemove;
  private final SegmentLog segments;
  private final RecordIndex index;
  private final Removals removals;
  private final DiskState state;
  private final DiskCounters counters;
  private final InstantSource clock;
  private final long mostRecords;
  private final Unpublished unpublished;
  private final Thread thread;
  private volatile boolean stopping;

  /** When it stops: nothing more is written after that but removals. */
  private volatile long writeUntil;

  private volatile boolean discardAll;
  private boolean noSpace;
  private long lookedAt = System.nanoTime();

  DiskWriter(
      OpenDisk disk, OfferQueue queue, Removals removals, DiskState state, InstantSource clock) {
    this.disk = disk;
    this.queue = queue;
    this.toRemove = queue.removals();
    this.segments = disk.segments();
    this.index = disk.index();
    this.removals = removals;
    this.state = state;
    this.counters = disk.counters();
    this.clock = clock;
    this.mostRecords = disk.mostRecords();
    this.unpublished = new Unpublished(index, removals);
    this.thread = Thread.ofPlatform().daemon().name("skerry-disk-writer").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /**
   * Everything on the disk is to go: there were more removals than can be written. From now on
   * nothing may be found there; the writer's thread takes it out. Any thread.
   */
  void discardAll() {
    discardAll = true;
    removals.addEverything();
  }

  /** Whether everything is about to go. */
  boolean isDiscarding() {
    return discardAll;
  }

  private void run() {
    while (!stopping || (queue.size() > 0 && System.nanoTime() - writeUntil < 0)) {
      try {
        step();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      } catch (IOException e) {
        failed(e);
      } catch (RuntimeException e) {
        log.error("the disk cache failed in a way it should not", e);
        failed(e);
      }
    }
    end();
  }

  private void step() throws IOException, InterruptedException {
    if (discardAll) {
      dropSegments();
    }
    if (!state.isOn() && !isOnAgain()) {
      dropOffers();
      Offer late = queue.await(IDLE_MILLIS);
      if (late != null) {
        drop(late);
      }
      return;
    }
    lookForFile();
    writeRemovals();
    Offer next = queue.next();
    if (next == null) {
      publish();
      next = queue.await(IDLE_MILLIS);
    }
    if (next != null) {
      write(next);
    }
  }

  /** A file that was deleted takes everything, and keeps nothing. */
  private void lookForFile() throws IOException {
    long now = System.nanoTime();
    if (now - lookedAt > 1_000_000_000L) {
      lookedAt = now;
      var _ = segments.hasUndeleted();
      segments.checkThere();
    }
  }

  /** Writes all removals that wait, down to the file. */
  private void writeRemovals() throws IOException {
    Removal next = toRemove.peek();
    if (next == null) {
      return;
    }
    for (; next != null; next = toRemove.peek()) {
      makeRoom(RecordHeader.BYTES);
      var _ = segments.append(Draft.removed(next.kind(), next.key()));
      toRemove.isAppended();
    }
    publish();
  }

  private void write(Offer offer) throws IOException {
    boolean kept = false;
    try {
      Draft draft = removals.ofVariant(offer.key()) == offer.removals() ? offer.draft() : null;
      if (draft != null && draft.recordBytes() <= segments.sizes().longestRecord()) {
        makeRoom(draft.recordBytes());
        RecordHeader header = segments.append(draft);
        unpublished.add(header, offer);
        kept = true;
        counters.writes.increment();
        counters.writtenBytes.add(header.recordBytes());
      }
    } finally {
      offer.close();
      if (!kept) {
        isNotWritten(offer);
      }
    }
    if (unpublished.isFull()) {
      publish();
    }
  }

  /** The older record that it was to take the place of must not outlive it. */
  private void isNotWritten(Offer offer) {
    if (offer.supersedes()) {
      index.remove(offer.key());
      remove(offer.key());
    }
    queue.taken(offer);
  }

  /** Has it written that no record so far of the key and variant counts. */
  private void remove(RecordKey key) {
    if (!queue.remove(Kind.REMOVED, key)) {
      discardAll();
    }
  }

  /** Lets be read what was appended, and puts it into the index. */
  private void publish() throws IOException {
    segments.flush();
    toRemove.areFlushed();
    if (!unpublished.isEmpty()) {
      noSpace = false;
      unpublished.publish(queue::taken, this::remove);
    }
  }

  // ---- room

  private void makeRoom(long recordBytes) throws IOException {
    boolean full = true;
    while (full && (segments.isFullFor(recordBytes) || index.records() >= mostRecords)) {
      full = evict(true);
    }
  }

  /** Evicts the oldest segment; false if there is none. */
  private boolean evict(boolean moveHot) throws IOException {
    publish();
    Eviction eviction = Eviction.ofOldest(segments, index, counters, clock.millis());
    if (eviction == null) {
      return false;
    }
    try {
      if (moveHot) {
        moveOn(eviction);
      }
    } finally {
      eviction.close();
    }
    return true;
  }

  private void moveOn(Eviction eviction) throws IOException {
    for (Entry entry : eviction.hot()) {
      Draft draft = eviction.draft(entry);
      if (draft != null) {
        RecordHeader header = segments.append(draft);
        unpublished.addMoved(header, entry.place());
        counters.moves.increment();
        counters.writtenBytes.add(header.recordBytes());
      }
    }
    publish();
  }

  private void dropSegments() throws IOException {
    giveUpSegment();
    index.clear();
    while (evict(false)) {
      counters.drops.increment();
    }
    // Who found something before the index was empty must not bring it back.
    removals.addEverything();
    discardAll = false;
    toRemove.clear();
  }

  // ---- trouble

  private void failed(Exception e) {
    counters.errors.increment();
    giveUpSegment();
    if (SegmentFile.isNoSpace(e) && !noSpace) {
      // Others fill the disk as well: make room once, and try again.
      noSpace = true;
      try {
        if (evict(false)) {
          if (state.full(System.nanoTime())) {
            log.warn("the disk is full; the disk cache gives up its oldest segments");
          }
          return;
        }
      } catch (IOException again) {
        e.addSuppressed(again);
      }
    }
    noSpace = false;
    state.off(e, System.nanoTime());
  }

  /** Gives up what the open segment has not in its file yet. */
  private void giveUpSegment() {
    segments.abandon();
    toRemove.areLost();
    unpublished.giveUp(
        offer -> {
          counters.drops.increment();
          isNotWritten(offer);
        });
  }

  private boolean isOnAgain() {
    long now = System.nanoTime();
    if (!state.isRetryDue(now)) {
      return false;
    }
    try {
      segments.probe();
      state.on(now);
      return true;
    } catch (IOException e) {
      segments.abandon();
      state.off(e, now);
      return false;
    }
  }

  private void dropOffers() {
    for (Offer next = queue.next(); next != null; next = queue.next()) {
      drop(next);
    }
  }

  private void drop(Offer offer) {
    offer.close();
    counters.drops.increment();
    isNotWritten(offer);
  }

  // ---- the end

  private void end() {
    dropOffers();
    try {
      if (discardAll) {
        dropSegments();
      }
      if (state.isOn()) {
        writeRemovals();
        publish();
        segments.seal();
      }
    } catch (IOException | RuntimeException e) {
      failed(e instanceof IOException ? e : new IOException(e));
    }
    if (!toRemove.isEmpty() && !discardAll) {
      tryOnceMore();
    }
    boolean isUntrue = !toRemove.isEmpty() || discardAll;
    if (isUntrue) {
      log.warn("what was invalidated lately cannot be written: what is on the disk is dropped");
      segments.deleteAll();
    }
    if (segments.hasUndeleted() || isUntrue) {
      disk.disown();
    }
  }

  /** With removals that are in no file yet, as the disk took no writes. */
  private void tryOnceMore() {
    try {
      segments.probe();
      writeRemovals();
      segments.seal();
    } catch (IOException | RuntimeException e) {
      log.debug("the disk takes no writes at the end either", e);
      giveUpSegment();
    }
  }

  /** Writes what was offered before, ends the open segment, and stops. */
  @Override
  public void close() {
    writeUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_MILLIS / 2);
    stopping = true;
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      log.warn("the disk did not take what was to be written before the end");
      disk.disown();
    }
  }
}
