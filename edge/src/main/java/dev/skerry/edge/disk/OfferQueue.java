package dev.skerry.edge.disk;

import dev.skerry.edge.disk.RecordHeader.Kind;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the writer: offers, bounded in number and bytes, which are refused beyond; and
 * removals.
 *
 * <p>Safe for any thread; takers are the writer's thread only.
 */
final class OfferQueue {
  private static final int MAX_OFFERS = 4096;
  private static final long MAX_BYTES = 32L << 20;
  private final ArrayBlockingQueue<Offer> offers = new ArrayBlockingQueue<>(MAX_OFFERS);
  private final RemovalQueue removals = new RemovalQueue();

  /** Wakes the writer. */
  private final Semaphore arrivals = new Semaphore(0);

  private final AtomicLong bytes = new AtomicLong();

  /** How many offers wait, or are being written, of a variant. */
  private final ConcurrentHashMap<RecordKey, Integer> variants = new ConcurrentHashMap<>();

  /** The same of a key, with variant 0. */
  private final ConcurrentHashMap<RecordKey, Integer> keys = new ConcurrentHashMap<>();

  /** Adds an offer, which the queue owns from now on; false if there is no room for it. */
  boolean offer(Offer offer) {
    long before = bytes.getAndAdd(offer.bytes());
    if (before > 0 && before + offer.bytes() > MAX_BYTES) {
      bytes.addAndGet(-offer.bytes());
      return false;
    }
    variants.merge(offer.key(), 1, Integer::sum);
    keys.merge(offer.key().withVariant(0), 1, Integer::sum);
    if (!offers.offer(offer)) {
      taken(offer);
      return false;
    }
    wakeTaker();
    return true;
  }

  /** Adds a removal; false if there is no room for it, and everything must be removed. */
  boolean remove(Kind kind, RecordKey key) {
    boolean added = removals.add(kind, key);
    wakeTaker();
    return added;
  }

  private void wakeTaker() {
    if (arrivals.availablePermits() == 0) {
      arrivals.release();
    }
  }

  /** The removals. */
  RemovalQueue removals() {
    return removals;
  }

  /** Whether an offer of that key and variant waits, or is being written. */
  boolean isWaiting(RecordKey key) {
    return variants.containsKey(key);
  }

  /** The same of any variant. */
  boolean isAnyWaiting(RecordKey key) {
    return keys.containsKey(key.withVariant(0));
  }

  /** The next offer if there is one, else null. It is to be given back to {@link #taken}. */
  @Nullable Offer next() {
    return offers.poll();
  }

  /** The next offer; waits a short while for one, or for a removal. */
  @Nullable Offer await(long millis) throws InterruptedException {
    Offer next = offers.poll();
    if (next == null && arrivals.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
      arrivals.drainPermits();
      next = offers.poll();
    }
    return next;
  }

  /** Says that an offer is in the index, or will never be. */
  void taken(Offer offer) {
    bytes.addAndGet(-offer.bytes());
    keys.computeIfPresent(offer.key().withVariant(0), OfferQueue::less);
    variants.computeIfPresent(offer.key(), OfferQueue::less);
  }

  private static @Nullable Integer less(RecordKey key, int count) {
    return count == 1 ? null : count - 1;
  }

  /** Whether there is no room at all. */
  boolean isFull() {
    return bytes.get() >= MAX_BYTES || offers.remainingCapacity() == 0;
  }

  /** Whether all that came has been dealt with. */
  boolean isIdle() {
    return variants.isEmpty() && removals.isEmpty();
  }

  /** Offers that wait. */
  int size() {
    return offers.size();
  }

  /** Bytes that they hold. */
  long bytes() {
    return bytes.get();
  }
}
