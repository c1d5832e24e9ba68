package dev.skerry.control.purges;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Gathers orders that come at the same time, so that one commit serves them all: whoever finds
 * nobody committing commits all that wait. What waits is bounded by its callers, who wait with it.
 */
final class OrderBatches {
  private static final int BATCH_MAX = 1_000;
  private static final long SELECTORS_MAX = 2_000;

  private final Committer committer;
  private final Queue<Order> waiting = new ArrayDeque<>();
  private final ReentrantLock committing = new ReentrantLock();

  /** Writes orders in one transaction, and completes each. */
  @FunctionalInterface
  interface Committer {
    void commit(List<Order> orders);
  }

  /**
   * An order whose caller waits.
   *
   * @param committed told when it is durable, before anybody else hears of it
   */
  record Order(
      PurgeDraft draft, Consumer<LoggedPurge> committed, CompletableFuture<LoggedPurge> done) {}

  OrderBatches(Committer committer) {
    this.committer = committer;
  }

  /** Has an order committed, alone or with others, and returns it with its number. */
  LoggedPurge commit(PurgeDraft draft, Consumer<LoggedPurge> committed) {
    Order order = new Order(draft, committed, new CompletableFuture<>());
    synchronized (waiting) {
      waiting.add(order);
    }
    exclusively(
        () -> {
          while (!order.done().isDone()) {
            commitNext();
          }
        });
    try {
      return order.done().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Does something while nobody commits. */
  void exclusively(Runnable work) {
    committing.lock();
    try {
      work.run();
    } finally {
      committing.unlock();
    }
  }

  private void commitNext() {
    List<Order> batch = next();
    try {
      committer.commit(batch);
    } catch (RuntimeException e) {
      batch.forEach(order -> order.done().completeExceptionally(e));
    } catch (Error e) {
      batch.forEach(order -> order.done().completeExceptionally(e));
      throw e;
    }
  }

  /** The next that wait: at least one, and as many as one transaction can hold. */
  private List<Order> next() {
    List<Order> batch = new ArrayList<>();
    synchronized (waiting) {
      long selectors = 0;
      while (!waiting.isEmpty() && batch.size() < BATCH_MAX) {
        selectors += waiting.element().draft().selectors().size();
        if (!batch.isEmpty() && selectors > SELECTORS_MAX) {
          break;
        }
        batch.add(waiting.remove());
      }
    }
    return batch;
  }
}
