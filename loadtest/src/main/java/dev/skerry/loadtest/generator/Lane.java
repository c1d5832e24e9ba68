package dev.skerry.loadtest.generator;

import io.netty.channel.EventLoop;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One event loop's part of a run: takes what is due from its schedule to a free connection, and
 * counts what comes back. All methods but {@link #counts} on the loop's thread.
 */
final class Lane {
  /** Sent this much later than due with a connection free, the generator was too slow. */
  private static final long LATE = TimeUnit.MILLISECONDS.toNanos(1);

  private static final long SHORTEST_WAIT = TimeUnit.MICROSECONDS.toNanos(20);

  private final Plan plan;
  private final EventLoop loop;
  private final Schedule schedule;
  private final Keys keys;
  private final Sizes sizes;
  private final long requests;
  private final Counts counts = new Counts();
  private final ArrayDeque<Viewer> free = new ArrayDeque<>();
  private final List<Viewer> viewers = new ArrayList<>();
  private final CompletableFuture<Void> done = new CompletableFuture<>();

  private long begin;
  private long counting;
  private long end;
  private long due;
  private long sent;
  private int underWay;
  private long freeSince;
  private long lastAnswer;
  private long cpuAtCounting;
  private double busy;
  private boolean waking;

  /** The lane with this number of several; {@code requests} is its part of them. */
  Lane(Plan plan, EventLoop loop, int number, Keys keys, long requests) {
    this.plan = plan;
    this.loop = loop;
    this.keys = keys;
    this.requests = requests;
    sizes = plan.target().hasSize() ? Sizes.parse(plan.sizes()) : key -> -1;
    if (!plan.openLoop()) {
      schedule = () -> 0;
    } else if (plan.random()) {
      schedule = Schedule.random(plan.perSecond() / plan.threads(), plan.seed() + number);
    } else {
      schedule = Schedule.even(plan.perSecond(), number, plan.threads());
    }
  }

  EventLoop loop() {
    return loop;
  }

  Plan plan() {
    return plan;
  }

  Counts counts() {
    return counts;
  }

  /** When all that was sent is answered or given up. */
  CompletableFuture<Void> done() {
    return done;
  }

  /** The last answer that counts, as {@link System#nanoTime} counts; 0 if there was none. */
  long lastAnswer() {
    return lastAnswer;
  }

  /** The share of the time in which the thread used its processor, from 0 to 1. */
  double busy() {
    return busy;
  }

  /** A connection was made. */
  void joined(Viewer viewer) {
    viewers.add(viewer);
  }

  /** Begins; the moment is the same for all lanes. */
  void start(long moment) {
    begin = moment;
    counting = begin + plan.warmUp();
    end = counting + plan.duration();
    due = begin + schedule.next();
    freeSince = begin;
    loop.schedule(this::beginCounting, counting - System.nanoTime(), TimeUnit.NANOSECONDS);
    loop.schedule(this::finish, end - System.nanoTime(), TimeUnit.NANOSECONDS);
    long tick = Math.max(TimeUnit.MILLISECONDS.toNanos(10), plan.timeout() / 10);
    loop.scheduleAtFixedRate(this::giveUp, tick, tick, TimeUnit.NANOSECONDS);
    pump();
  }

  /** A connection, or a stream of one, can take a request. */
  void free(Viewer viewer) {
    if (free.isEmpty()) {
      freeSince = System.nanoTime();
    }
    free.add(viewer);
    if (begin != 0) {
      pump();
    }
  }

  /** A connection can take no more requests. */
  void gone(Viewer viewer) {
    free.removeIf(viewer::equals);
    viewers.remove(viewer);
  }

  private void pump() {
    long now = System.nanoTime();
    if (now < begin) {
      wakeIn(begin - now);
      return;
    }
    while (now < end && sent < requests && (!plan.openLoop() || due <= now)) {
      Viewer viewer = free.poll();
      if (viewer == null) {
        return; // whoever becomes free comes here
      }
      send(viewer, now);
      now = System.nanoTime();
    }
    if (now < end && sent < requests && plan.openLoop()) {
      wakeIn(due - now);
    }
    endIfDone(now);
  }

  private void wakeIn(long nanos) {
    if (!waking) {
      waking = true;
      loop.schedule(this::wake, Math.max(SHORTEST_WAIT, nanos), TimeUnit.NANOSECONDS);
    }
  }

  private void wake() {
    waking = false;
    pump();
  }

  private void send(Viewer viewer, long now) {
    long intended = plan.openLoop() ? due : now;
    if (intended >= counting) {
      if (freeSince > intended) {
        counts.waited.increment();
      } else if (now - intended > LATE) {
        counts.late.increment();
      }
    }
    long key = keys.next();
    sent++;
    underWay++;
    due = plan.openLoop() ? begin + schedule.next() : now;
    viewer.send(new Ask(key, sizes.of(key), intended));
  }

  /** An answer is complete; its connection says itself when it is free. */
  void answered(Ask ask, int status, long length, boolean contentIsRight) {
    underWay--;
    long now = System.nanoTime();
    if (ask.due() < counting) {
      endIfDone(now);
      return;
    }
    lastAnswer = now;
    counts.bytes.add(length);
    if (!plan.statuses().contains(status)) {
      counts.fault(Fault.STATUS);
    } else if (status == 200 && ask.size() >= 0 && length != ask.size()) {
      counts.fault(Fault.LENGTH);
    } else if (!contentIsRight) {
      counts.fault(Fault.CONTENT);
    } else {
      counts.answered.increment();
      counts.latency(now - ask.due());
    }
    endIfDone(now);
  }

  /** A request got no whole answer. */
  void failed(Ask ask, Fault fault) {
    underWay--;
    if (ask.due() >= counting) {
      counts.fault(fault);
    }
    endIfDone(System.nanoTime());
  }

  private void giveUp() {
    long before = System.nanoTime() - plan.timeout();
    List.copyOf(viewers).forEach(viewer -> viewer.giveUpBefore(before));
  }

  private void beginCounting() {
    cpuAtCounting = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private void finish() {
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuAtCounting;
    while (plan.openLoop() && due < end && sent < requests) {
      if (due >= counting) {
        counts.unsent.increment();
      }
      due = begin + schedule.next();
    }
    busy = (double) cpu / Math.max(1, System.nanoTime() - counting);
    endIfDone(System.nanoTime());
  }

  private void endIfDone(long now) {
    if (underWay == 0 && (now >= end || sent >= requests) && !done.isDone()) {
      if (now < end) {
        end = now;
        finish();
      }
      done.complete(null);
    }
  }

  /** Closes all connections. */
  void leave() {
    List.copyOf(viewers).forEach(Viewer::leave);
  }
}
