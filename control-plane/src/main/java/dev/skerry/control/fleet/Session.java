package dev.skerry.control.fleet;

import dev.skerry.control.fleet.DirectiveSource.Following;
import dev.skerry.edge.sync.Directive;
import dev.skerry.edge.sync.Directive.Beat;
import dev.skerry.edge.sync.Directive.Revoked;
import dev.skerry.edge.sync.Directive.Welcome;
import dev.skerry.edge.sync.Report;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of an edge: what it is told next, and what becomes of its reports.
 *
 * <p>It holds no directives: when the edge has taken one, the sources are asked for the next, in
 * turn. One thread tells; any may report, wake or end.
 */
public final class Session {
  /** An edge that takes nothing for so long is cut. */
  public static final Duration STALL = Duration.ofSeconds(15);

  private static final Duration FOR_EVER = Duration.ofDays(10_000);

  private static final Logger log = LoggerFactory.getLogger(Session.class);

  private final String edge;
  private final Sessions.Plan plan;
  private final Fleet fleet;
  private final List<Following> sources;
  private final Object reporting = new Object();

  private @Nullable Welcome welcome;
  private boolean farewell;
  private int turn;
  private long toldAtNanos;

  private volatile @Nullable Thread teller;
  private volatile boolean woken;
  private volatile boolean revoked;

  /** The highest number of a purge that the edge can have applied: it was told no higher. */
  private volatile long toldUpTo;

  private volatile @Nullable String ended;

  /**
   * A session that has not told anything yet.
   *
   * @param sources in the order in which they begin
   */
  Session(String edge, Fleet fleet, Sessions.Plan plan, Welcome welcome, List<Following> sources) {
    this.edge = edge;
    this.fleet = fleet;
    this.plan = plan;
    this.welcome = welcome;
    this.sources = List.copyOf(sources);
    this.toldAtNanos = plan.nanos().getAsLong();
  }

  /** The name of the edge. */
  public String edge() {
    return edge;
  }

  /** Why this session is over, for people; null while it is not. */
  public @Nullable String ended() {
    return ended;
  }

  /**
   * What the edge is to be told now; with that it counts as told. For the one thread that tells.
   *
   * @return null where there is nothing, until the session is woken up, but for at most {@link
   *     #restNanos}
   */
  public @Nullable Directive next() {
    if (ended != null) {
      return null;
    }
    Directive next = choose();
    if (next != null) {
      toldAtNanos = plan.nanos().getAsLong();
      note(next);
    }
    return next;
  }

  private void note(Directive told) {
    switch (told) {
      case Welcome first -> toldUpTo = first.latest();
      case Directive.Order order -> toldUpTo = Math.max(toldUpTo, order.sequence());
      case Directive.Forgotten(long upTo, long _) -> toldUpTo = Math.max(toldUpTo, upTo);
      default -> {
        // No purges.
      }
    }
  }

  private @Nullable Directive choose() {
    if (revoked) {
      if (farewell) {
        end("the edge is not wanted any more");
        return null;
      }
      farewell = true;
      return new Revoked();
    }
    Welcome first = welcome;
    if (first != null) {
      welcome = null;
      return first;
    }
    for (int asked = 0; asked < sources.size(); asked++) {
      Following source = sources.get(turn);
      turn = (turn + 1) % sources.size();
      Directive next = source.next();
      if (next != null) {
        return next;
      }
    }
    return restNanos() <= 0 ? new Beat(plan.clock().millis()) : null;
  }

  /** In how many nanoseconds the edge is told that there is nothing new; 0 or less for now. */
  public long restNanos() {
    return toldAtNanos + plan.beat().toNanos() - plan.nanos().getAsLong();
  }

  /**
   * Tells the edge until the session ends; for a virtual thread of its own.
   *
   * @throws IOException when the edge can be told nothing any more
   */
  public void tell(DirectiveSink sink) throws IOException, InterruptedException {
    while (ended == null) {
      Directive next = take(FOR_EVER);
      if (next != null && !sink.tell(next, STALL)) {
        end("the edge took nothing for " + STALL.toSeconds() + " s");
      }
    }
  }

  /**
   * What the edge is to be told next, when there is something. For the one thread that tells.
   *
   * @param atMost waits so long, 0 for not at all
   * @return null if there was nothing in that time, or the session has ended
   */
  public @Nullable Directive take(Duration atMost) throws InterruptedException {
    LongSupplier nanos = plan.nanos();
    long until = nanos.getAsLong() + atMost.toNanos();
    teller = Thread.currentThread();
    try {
      while (true) {
        woken = false;
        Directive next = next();
        long left = until - nanos.getAsLong();
        if (next != null || left <= 0 || ended != null) {
          return next;
        }
        rest(Math.min(left, restNanos()));
      }
    } finally {
      teller = null;
    }
  }

  private void rest(long atMostNanos) throws InterruptedException {
    long until = plan.nanos().getAsLong() + atMostNanos;
    for (long left = atMostNanos;
        left > 0 && !woken && ended == null;
        left = until - plan.nanos().getAsLong()) {
      LockSupport.parkNanos(this, left);
      if (Thread.interrupted()) {
        throw new InterruptedException("while session " + edge + " had nothing to tell");
      }
    }
  }

  /** There may be something new to tell. Never blocks. */
  public void wake() {
    woken = true;
    Thread thread = teller;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }

  /**
   * The edge has reported. Reports after the session's end are of no account, and neither is the
   * acknowledgement of a purge that this session has not told: it is of one before.
   */
  public void report(Report report) {
    if (report instanceof Report.Applied(long sequence) && sequence > toldUpTo) {
      log.warn("edge {} says to have applied {} and was told {}", edge, sequence, toldUpTo);
      return;
    }
    synchronized (reporting) {
      if (fleet.reported(this, report)) {
        plan.listeners().forEach(listener -> listener.reported(edge, report));
      }
    }
  }

  /** Lets the edge be told that it is not wanted any more, and the session end with that. */
  void revoke() {
    revoked = true;
    wake();
  }

  /**
   * Ends the session: what is being told is told to its end, and nothing after it. Has no effect
   * when it has ended.
   *
   * @param why for people
   */
  public void end(String why) {
    synchronized (sources) {
      if (ended != null) {
        return;
      }
      ended = why;
    }
    fleet.leave(this);
    for (Following source : sources) {
      source.end();
    }
    log.info("edge {}: {} (told nothing for {} ms)", edge, why, idleMillis());
    wake();
  }

  private long idleMillis() {
    return TimeUnit.NANOSECONDS.toMillis(plan.nanos().getAsLong() - toldAtNanos);
  }
}
