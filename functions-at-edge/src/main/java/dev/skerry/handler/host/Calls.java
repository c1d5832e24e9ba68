package dev.skerry.handler.host;

import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one version of a handler that are not answered: those that have a worker, or are
 * about to have one, and those that wait until it is their turn.
 *
 * <p>Safe for any thread; its lock is held for a few instructions only.
 */
final class Calls {
  private final long concurrency;
  private final long most;

  // guarded by this

  /** In the order in which they were asked for, which is that of their deadlines. */
  private final LinkedHashSet<Call> open = new LinkedHashSet<>();

  /** Those of them that no worker was asked for yet. */
  private final LinkedHashSet<Call> waiting = new LinkedHashSet<>();

  private int running;
  private @Nullable HandlerFault outOfService;

  /** Whether any is open, for a glance without the lock. */
  private volatile boolean any;

  Calls(HandlerLimits limits) {
    this.concurrency = limits.get(HandlerLimit.CONCURRENCY);
    this.most = concurrency + limits.get(HandlerLimit.WAITING);
  }

  /** Lets a call wait for its turn; why it may not, or null. */
  synchronized @Nullable HandlerFault add(Call call) {
    if (outOfService != null) {
      return outOfService;
    }
    if (running + waiting.size() >= most) {
      return HandlerFault.BUSY;
    }
    waiting.add(call);
    open.add(call);
    any = true;
    return null;
  }

  /**
   * Lets a call begin without a place: one that another call waits for. It may have to be over
   * before those that were asked for earlier; who waits for it then looks to that.
   */
  synchronized @Nullable HandlerFault addNested(Call call) {
    if (outOfService == null) {
      open.add(call);
      any = true;
    }
    return outOfService;
  }

  /** The call whose turn it is, which then holds a place until {@link #ended}; null if none. */
  synchronized @Nullable Call next() {
    if (running >= concurrency || waiting.isEmpty()) {
      return null;
    }
    running++;
    return waiting.removeFirst();
  }

  /**
   * The call whose turn it is, which takes over a place; null if none waits, and then the place is
   * free again. One that is added later is seen here, or sees that there is a place.
   */
  synchronized @Nullable Call following() {
    if (!waiting.isEmpty()) {
      return waiting.removeFirst();
    }
    running--;
    return null;
  }

  /** A place is free again. */
  synchronized void ended() {
    running--;
  }

  /** Whether nobody has answered a call, or withdrawn it. */
  synchronized boolean isOpen(Call call) {
    return open.contains(call);
  }

  /** The author's code is about to be entered; false if the call is not open any more. */
  synchronized boolean begins(Call call) {
    call.begun = open.contains(call);
    return call.begun;
  }

  /**
   * A call is answered.
   *
   * @return whether the author's code was entered for it
   */
  synchronized boolean remove(Call call) {
    waiting.remove(call);
    open.remove(call);
    any = !open.isEmpty();
    return call.begun;
  }

  /** Takes out a call that has not begun; false if it has, or is answered. */
  synchronized boolean leaves(Call call) {
    if (call.begun || !open.contains(call)) {
      return false;
    }
    var _ = remove(call);
    return true;
  }

  /** Whether any call is open. */
  boolean isAnyOpen() {
    return any;
  }

  /** The call that should have been answered by now, or null. */
  synchronized @Nullable Call overdue(long now) {
    Iterator<Call> calls = open.iterator();
    Call oldest = calls.hasNext() ? calls.next() : null;
    return oldest != null && now - oldest.deadlineNanos() > 0 ? oldest : null;
  }

  synchronized @Nullable HandlerFault outOfService() {
    return outOfService;
  }

  /** Takes no more calls, and returns those that have not begun: they are to be answered. */
  synchronized List<Call> close(HandlerFault why) {
    if (outOfService == null) {
      outOfService = why;
    }
    List<Call> refused = new ArrayList<>(open);
    refused.removeIf(call -> call.begun);
    return refused;
  }
}
