package dev.skerry.origin.objects.content;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.objects.content.ContentException.Kind;
import dev.skerry.origin.objects.content.ContentRow.InBucket;
import dev.skerry.origin.objects.content.ContentRow.Kept;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Keeps contents in a bucket of another service, which all processes on the same rows share. A
 * content that is on its way has a row that says so ({@link Arrivals}), and what nothing refers to
 * stays for a while, for those who read it elsewhere.
 */
final class BucketDepot implements Depot {
  private final Engine engine;
  private final BackingBucket bucket;
  private final Arrivals arrivals;
  private final InstantSource clock;
  private final Ticks ticks;
  private final PieceBuffers buffers = new PieceBuffers();
  private final ReadMemory memory = ReadMemory.ofThisMachine();

  /**
   * Contents in a bucket.
   *
   * @param clock the time of day
   * @param nanos a clock of nanoseconds that nobody sets
   */
  BucketDepot(Engine engine, BackingBucket bucket, InstantSource clock, LongSupplier nanos) {
    this.engine = engine;
    this.bucket = bucket;
    this.clock = clock;
    this.arrivals = new Arrivals(engine);
    this.ticks = new Ticks(engine, nanos);
  }

  @Override
  public Deposit begin(ContentId id) {
    return new BucketDeposit(id, bucket, arrivals, buffers);
  }

  @Override
  public void settle(Transaction transaction, ContentId id) {
    arrivals.settle(transaction, id);
  }

  @Override
  public void discard(ContentId id, Kept place) {
    try {
      if (bucket.delete(List.of(BucketKeys.of(id))).isEmpty()) {
        arrivals.end(id);
      }
    } catch (IOException | EngineException e) {
      // Its row stays: it is given up later, and removed then.
    }
  }

  /** Nothing: its row tells whether it has arrived. */
  @Override
  public void leave() {}

  @Override
  public InputStream stream(ContentId id, Kept place, long from, long count) {
    if (!(place instanceof InBucket)) {
      throw new ContentException(Kind.DAMAGED, "content " + id + " is in no bucket");
    }
    return new BucketInput(bucket, memory, id, from, count);
  }

  @Override
  public Removed remove(Map<ContentId, Kept> contents) throws IOException {
    List<ContentId> all = List.copyOf(contents.keySet());
    Set<ContentId> done = new HashSet<>();
    IOException failure = null;
    for (int from = 0; from < all.size(); from += BackingBucket.MOST) {
      List<ContentId> some = all.subList(from, Math.min(from + BackingBucket.MOST, all.size()));
      Map<String, String> refused = bucket.delete(some.stream().map(BucketKeys::of).toList());
      some.stream().filter(id -> !refused.containsKey(BucketKeys.of(id))).forEach(done::add);
      if (!refused.isEmpty()) {
        failure = new IOException("objects cannot be removed: " + refused);
      }
    }
    return new Removed(done, failure);
  }

  @Override
  public Orphans orphans() {
    return new BucketOrphans(engine, bucket, arrivals, ticks, clock);
  }

  @Override
  public long tick(Reads reads) {
    return Ticks.now(reads);
  }

  /** For the longest read that there should be, at the pace of a slow client. */
  @Override
  public long linger() {
    return Ticks.HOUR;
  }

  @Override
  public void cut() {
    bucket.close();
  }

  @Override
  public void close() {
    bucket.close();
  }
}
