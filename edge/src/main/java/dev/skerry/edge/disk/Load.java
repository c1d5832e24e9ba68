package dev.skerry.edge.disk;

import dev.skerry.edge.cache.CacheKey;
import dev.skerry.edge.cache.Content;
import dev.skerry.edge.cache.LowerTier;
import dev.skerry.edge.cache.StoredResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One reading of the records of a key, and those who wait for it. Safe for any thread.
 *
 * <p>What was found stays usable, whatever the memory tier does with it, until all who waited have
 * been told.
 */
final class Load {
  private record Waiting(Executor executor, LowerTier.Waiter waiter) {}

  private final CacheKey key;
  private final RecordKey hash;
  private final BooleanSupplier valid;

  /** Changed by the thread that reads, until the load ends. */
  private final List<Content> held = new ArrayList<>(1);

  private @Nullable List<Waiting> waiting = new ArrayList<>(2);

  /**
   * Begins without anybody who waits.
   *
   * @param valid whether nothing of the key was removed since it began
   */
  Load(CacheKey key, RecordKey hash, BooleanSupplier valid) {
    this.key = key;
    this.hash = hash;
    this.valid = valid;
  }

  CacheKey key() {
    return key;
  }

  RecordKey hash() {
    return hash;
  }

  boolean isValid() {
    return valid.getAsBoolean();
  }

  /** Waits for it; false if it is over. */
  synchronized boolean join(Executor executor, LowerTier.Waiter waiter) {
    if (waiting == null) {
      return false;
    }
    waiting.add(new Waiting(executor, waiter));
    return true;
  }

  /** Waits no more. */
  @SuppressWarnings("ReferenceEquality") // A waiter is itself, whatever it says it equals.
  synchronized void leave(LowerTier.Waiter waiter) {
    if (waiting != null) {
      waiting.removeIf(next -> next.waiter() == waiter);
    }
  }

  /** Keeps what was found usable until all have been told. */
  void hold(StoredResponse stored) {
    Content content = stored.whole();
    if (content != null) {
      content.retain();
      held.add(content);
    }
  }

  /** Tells all who wait what was found. */
  void end(List<StoredResponse> found) {
    List<Waiting> toTell;
    synchronized (this) {
      toTell = waiting == null ? List.of() : waiting;
      waiting = null;
    }
    AtomicInteger left = new AtomicInteger(toTell.size() + 1);
    for (Waiting next : toTell) {
      try {
        next.executor().execute(() -> tell(next.waiter(), found, left));
      } catch (RejectedExecutionException loopIsShutDown) {
        letGo(left);
      }
    }
    letGo(left);
  }

  private void tell(LowerTier.Waiter waiter, List<StoredResponse> found, AtomicInteger left) {
    try {
      waiter.found(isValid() ? found : List.of());
    } finally {
      letGo(left);
    }
  }

  private void letGo(AtomicInteger left) {
    if (left.decrementAndGet() == 0) {
      held.forEach(Content::release);
    }
  }
}
