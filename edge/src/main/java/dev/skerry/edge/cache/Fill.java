package dev.skerry.edge.cache;

import dev.skerry.edge.flow.ProxyError;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One fetch that may bring in a stored response, and the exchanges that wait for its head: the
 * leader's and the followers'.
 *
 * <p>Its outcome is known once, when the head of the origin's response has come (or will never
 * come). Waiters are told on their own executors. Safe for any thread.
 */
public final class Fill {
  /** What became of a fill, known at the head of the response. */
  public sealed interface Outcome {
    /** There is a response that all may use; its content may still be growing. */
    record Shared(StoredResponse stored) implements Outcome {}

    /**
     * The response is the leader's alone: it may not be stored, or not be used without validation.
     */
    record Private() implements Outcome {}

    /** There is no response. */
    record Failed(ProxyError error) implements Outcome {}
  }

  /** One who waits for the outcome. */
  public interface Waiter {
    /** Told once, on the executor given to {@link Fill#await}. */
    void resolved(Outcome outcome);
  }

  private record Waiting(Waiter waiter, Executor executor) {}

  private final CacheKey key;
  private final String variant;
  private final int maxWaiters;
  private final long joinableUntilNanos;
  private final List<Waiting> waiters = new ArrayList<>(2);
  private @Nullable Outcome outcome;
  private volatile boolean invalidated;

  // the ring's; guarded as it is

  /** Whether nobody can join it: its head is awaited, and awaited by its leader only. */
  boolean alone;

  @Nullable Fill next;
  @Nullable Fill previous;

  /**
   * Begins a fill.
   *
   * @param variant the selecting values of the leader's request, as far as the selecting fields
   *     were known
   * @param joinableUntilNanos by {@link System#nanoTime}: nobody joins later while there is no
   *     outcome
   * @param maxWaiters nobody joins while so many wait
   */
  Fill(CacheKey key, String variant, long joinableUntilNanos, int maxWaiters) {
    this.key = key;
    this.variant = variant;
    this.joinableUntilNanos = joinableUntilNanos;
    this.maxWaiters = maxWaiters;
  }

  public CacheKey key() {
    return key;
  }

  String variant() {
    return variant;
  }

  /**
   * Waits for the outcome.
   *
   * @return the outcome if it is known already, and then the waiter is not told; else null
   */
  public @Nullable Outcome await(Waiter waiter, Executor executor) {
    synchronized (this) {
      if (outcome == null) {
        waiters.add(new Waiting(waiter, executor));
        return null;
      }
      return outcome;
    }
  }

  /** Stops waiting; the waiter may still be told if that is under way. */
  @SuppressWarnings("ReferenceEquality") // A waiter is itself, whatever it says it equals.
  public synchronized void forget(Waiter waiter) {
    waiters.removeIf(w -> w.waiter() == waiter);
  }

  /**
   * Says that what it fetches has been changed meanwhile: nobody joins it, and it is not stored.
   */
  void invalidate() {
    invalidated = true;
  }

  /** Whether what it fetches must not be stored any more. */
  public boolean isInvalidated() {
    return invalidated;
  }

  /** Whether another request may wait for it. */
  synchronized boolean isJoinable(long nanoTime) {
    return outcome == null
        && !invalidated
        && waiters.size() < maxWaiters
        && nanoTime - joinableUntilNanos < 0;
  }

  /** The shared response, or null if there is none (yet). */
  synchronized @Nullable StoredResponse shared() {
    return outcome instanceof Outcome.Shared shared && !invalidated ? shared.stored() : null;
  }

  synchronized boolean isResolved() {
    return outcome != null;
  }

  /** Makes the outcome known; only the first call counts. */
  void resolve(Outcome result) {
    List<Waiting> toTell;
    synchronized (this) {
      if (outcome != null) {
        return;
      }
      outcome = result;
      toTell = List.copyOf(waiters);
      waiters.clear();
    }
    for (Waiting waiting : toTell) {
      waiting.executor().execute(() -> waiting.waiter().resolved(result));
    }
  }
}
