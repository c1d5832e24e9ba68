package dev.skerry.edge.listener;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop, and their clock.
 *
 * <p>Time limits are coarse and many, so no connection has timers: all are looked at once in a
 * tick, and remember at which tick something happened. The clock stands still while there is no
 * connection. Used on its event loop only.
 */
final class LoopConnections {
  static final long TICK_MS = 100;

  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(TICK_MS);

  private final EventLoop loop;
  private final List<Supervised> members = new ArrayList<>();
  private final long origin = System.nanoTime();
  private int now;
  private boolean draining;
  private @Nullable Future<?> sweeping;

  LoopConnections(EventLoop loop) {
    this.loop = loop;
  }

  /** The ticks that a time limit takes, rounded up, and one for the tick that has begun. */
  static int ticks(long ms) {
    return (int) Math.min(Integer.MAX_VALUE / 2, ms / TICK_MS + 2);
  }

  EventLoop loop() {
    return loop;
  }

  /** The current tick, also where the clock stands still because nobody is here yet. */
  int now() {
    if (sweeping == null) {
      now = tick();
    }
    return now;
  }

  void add(Supervised member) {
    member.place(members.size());
    members.add(member);
    if (sweeping == null) {
      now = tick();
      sweeping = loop.scheduleWithFixedDelay(this::sweep, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
    }
    if (draining) {
      member.drain();
    }
  }

  void remove(Supervised member) {
    int place = member.place();
    Supervised last = members.removeLast();
    if (place < members.size()) {
      members.set(place, last);
      last.place(place);
    }
    Future<?> task = sweeping;
    if (members.isEmpty() && task != null) {
      task.cancel(false);
      sweeping = null;
    }
  }

  int size() {
    return members.size();
  }

  /** Ends all connections in good order, also those to come. */
  void drain() {
    draining = true;
    // From the end, as ending one may take it out and put the last one, seen already, in its place.
    for (int i = members.size() - 1; i >= 0; i--) {
      if (i < members.size()) {
        members.get(i).drain();
      }
    }
  }

  void abort() {
    for (Supervised member : List.copyOf(members)) {
      member.abort();
    }
  }

  private void sweep() {
    now = tick();
    for (int i = members.size() - 1; i >= 0; i--) {
      if (i < members.size()) {
        members.get(i).sweep(now);
      }
    }
  }

  private int tick() {
    return (int) ((System.nanoTime() - origin) / TICK_NANOS);
  }
}
