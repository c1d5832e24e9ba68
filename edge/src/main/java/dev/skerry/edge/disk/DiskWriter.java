package dev.skerry.edge.disk;

import dev.skerry.edge.disk.OfferQueue.Removal;
import dev.skerry.edge.disk.RecordHeader.Kind;
import dev.skerry.edge.disk.RecordIndex.Entry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes to the log: takes what was offered and removed, appends it, makes room
 * by evicting, and puts into the index what can be read.
 *
 * <p>An error of the disk turns writing off for a while; what is on the disk is read as before.
 */
final class DiskWriter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DiskWriter.class);

  private static final int MAX_UNPUBLISHED = 4096;
  private static final long IDLE_MILLIS = 100;
  private static final long STOP_MILLIS = 10_000;
  private static final long SAY_AGAIN_NANOS = 60_000_000_000L;

  /** A record that was appended and is to be in the index once it can be read. */
  private record Appended(RecordHeader header, @Nullable Offer offer, long oldPlace) {}

  private final OfferQueue queue;
  private final SegmentLog segments;
  private final RecordIndex index;
  private final Removals removals;
  private final DiskState state;
  private final DiskCounters counters;
  private final InstantSource clock;
  private final long mostRecords;
  private final List<Appended> unpublished = new ArrayList<>();
  private final Thread thread;
  private volatile boolean stopping;
  private volatile boolean discardAll;
  private boolean noSpace;
  private long saidFullAt = System.nanoTime() - SAY_AGAIN_NANOS;
  private long lookedAt = System.nanoTime();

  DiskWriter(
      OfferQueue queue,
      SegmentLog segments,
      RecordIndex index,
      Removals removals,
      DiskState state,
      DiskCounters counters,
      InstantSource clock) {
    this.queue = queue;
    this.segments = segments;
    this.index = index;
    this.removals = removals;
    this.state = state;
    this.counters = counters;
    this.clock = clock;
    this.mostRecords = segments.sizes().mostRecords();
    this.thread = Thread.ofPlatform().daemon().name("skerry-disk-writer").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Everything on the disk is to go: there were more removals than can be written. */
  void discardAll() {
    discardAll = true;
    removals.addEverything();
    index.clear();
  }

  private void run() {
    while (!stopping || queue.size() > 0) {
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
    try {
      if (state.isOn()) {
        writeRemovals();
        publish();
        segments.seal();
      }
    } catch (IOException | RuntimeException e) {
      failed(e instanceof IOException ? e : new IOException(e));
    }
    dropOffers();
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
      segments.checkThere();
    }
  }

  private void writeRemovals() throws IOException {
    for (Removal next = queue.nextRemoval(); next != null; next = queue.nextRemoval()) {
      makeRoom(RecordHeader.BYTES);
      var _ = segments.append(Draft.removed(next.kind(), next.key()));
    }
  }

  private void write(Offer offer) throws IOException {
    boolean kept = false;
    try {
      Draft draft = removals.ofVariant(offer.key()) == offer.removals() ? offer.draft() : null;
      if (draft != null && draft.recordBytes() <= segments.sizes().longestRecord()) {
        makeRoom(draft.recordBytes());
        RecordHeader header = segments.append(draft);
        unpublished.add(new Appended(header, offer, Place.NONE));
        kept = true;
        counters.writes.increment();
        counters.writtenBytes.add(header.recordBytes());
      }
    } finally {
      offer.close();
      if (!kept) {
        queue.taken(offer);
      }
    }
    if (unpublished.size() >= MAX_UNPUBLISHED) {
      publish();
    }
  }

  /** Lets be read what was appended, and puts it into the index. */
  private void publish() throws IOException {
    if (unpublished.isEmpty()) {
      segments.flush();
      return;
    }
    segments.flush();
    noSpace = false;
    for (Appended next : unpublished) {
      publish(next);
    }
    unpublished.clear();
  }

  private void publish(Appended appended) {
    RecordHeader header = appended.header();
    Offer offer = appended.offer();
    if (offer == null) {
      boolean _ =
          index.move(header.key(), appended.oldPlace(), header.place(), header.recordBytes());
      return;
    }
    index.put(
        header.key(),
        header.place(),
        header.recordBytes(),
        header.kind() == Kind.FRESHENED,
        () -> removals.ofVariant(header.key()) == offer.removals());
    queue.taken(offer);
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
        unpublished.add(new Appended(header, null, entry.place()));
        counters.moves.increment();
        counters.writtenBytes.add(header.recordBytes());
      }
    }
    publish();
  }

  private void dropSegments() throws IOException {
    discardAll = false;
    giveUpUnpublished();
    segments.abandon();
    while (evict(false)) {
      counters.drops.increment();
    }
  }

  // ---- trouble

  private void failed(Exception e) {
    counters.errors.increment();
    giveUpUnpublished();
    segments.abandon();
    if (SegmentFile.isNoSpace(e) && !noSpace) {
      // Others fill the disk as well: make room once, and try again.
      noSpace = true;
      try {
        if (evict(false)) {
          sayFull();
          return;
        }
      } catch (IOException again) {
        e.addSuppressed(again);
      }
    }
    noSpace = false;
    state.off(e, System.nanoTime());
  }

  /** At most once a minute: a disk that others fill stays full. */
  private void sayFull() {
    long now = System.nanoTime();
    if (now - saidFullAt > SAY_AGAIN_NANOS) {
      saidFullAt = now;
      log.warn("the disk is full; the disk cache gives up its oldest segment");
    }
  }

  private void giveUpUnpublished() {
    for (Appended appended : unpublished) {
      if (appended.offer() != null) {
        queue.taken(appended.offer());
        counters.drops.increment();
      }
    }
    unpublished.clear();
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
    queue.taken(offer);
    counters.drops.increment();
  }

  /** Writes what was offered before, ends the open segment, and stops. */
  @Override
  public void close() {
    stopping = true;
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
