package dev.skerry.edge.sync;

import dev.skerry.edge.config.ControlPlaneSettings;
import dev.skerry.edge.purge.Position;
import dev.skerry.edge.purge.Purge;
import dev.skerry.edge.purge.PurgeTable;
import dev.skerry.edge.sync.LastGood.Kept;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What following does at an edge, one directive after the other, whatever brings them: the state of
 * it, without a thread, a connection or a clock of its own.
 *
 * <p>{@link #hello}, then {@link #told} for each directive, {@link #settle} for what is to be
 * reported, {@link #lost} when the connection has ended. One thread calls; {@link #status} and
 * {@link #takeAside} are for any. What takes long is done beside it: configurations are put in
 * force and purges counted while purges go on.
 */
final class Following {
  private static final Logger log = LoggerFactory.getLogger(Following.class);

  private final Plan plan;
  private final PurgesTold told;
  private final ConfigurationsTold configurations;
  private final RunsTold runs;
  private final ReportsDue reports;
  private final Hearing hearing;

  private String controlPlane = "";
  private long beatMillis = 5_000;
  private boolean current;
  private boolean revoked;

  /** When it was last heard by an edge that was current; a long time ago for never. */
  private long currentAtMillis = Long.MIN_VALUE / 2;

  /** Whether purges may not be there after a restart yet. */
  private boolean unsettled;

  /**
   * Whether there is something to acknowledge on this connection. Before that a number says
   * nothing: a control plane that was put back to an older state may mean other purges by it, and
   * is about to say so.
   */
  private boolean acknowledges;

  /** The newest position that will be there after a restart. */
  private @Nullable Position settled;

  private @Nullable String trouble;

  private volatile FollowStatus status;

  /**
   * What following stands on.
   *
   * @param software the version of the program
   * @param startedAtMillis when the process started
   * @param clock the edge's
   * @param configuring does what a configuration takes, beside following
   * @param counting does what a dry run takes; may refuse
   * @param telling tells the lines of handlers; may refuse
   * @param reportsAside run when there is something to {@link #takeAside}
   */
  record Plan(
      FollowingNode node,
      PurgeTable purges,
      LastGood lastGood,
      String software,
      long startedAtMillis,
      InstantSource clock,
      Executor configuring,
      Executor counting,
      Executor telling,
      Runnable reportsAside) {}

  /**
   * An edge that has not been told anything yet.
   *
   * @param inForce what it has started with; null if that did not come from a control plane
   */
  Following(Plan plan, @Nullable Kept inForce) {
    this.plan = plan;
    this.told = new PurgesTold(plan.purges(), plan.node());
    this.runs = new RunsTold(plan.node());
    this.reports = new ReportsDue(runs);
    this.hearing = new Hearing(plan.clock());
    this.configurations =
        new ConfigurationsTold(
            plan.node(), plan.lastGood(), plan.configuring(), inForce, this::decided);
    this.settled = told.position();
    this.status = statusNow(false);
    guard();
  }

  // ---- one connection

  /** What the edge says first; a connection begins. */
  synchronized Hello hello() {
    reports.begin();
    hearing.begin();
    current = false;
    acknowledges = false;
    makeLast();
    Position position = settled;
    Kept kept = configurations.inForce();
    String of = position != null ? position.source() : kept != null ? kept.controlPlane() : "";
    Kept ours = kept != null && kept.controlPlane().equals(of) ? kept : null;
    return new Hello(
        plan.software(),
        of,
        ours == null ? 0 : ours.version(),
        ours == null ? "" : ours.bundle().sha256(),
        position == null ? 0 : position.sequence(),
        position == null ? 0 : position.atMillis(),
        position != null,
        plan.startedAtMillis());
  }

  /**
   * Carries a directive out.
   *
   * @throws IOException if this connection cannot go on
   */
  synchronized void told(Directive directive) throws IOException {
    if (!hearing.isWelcomed() && !(directive instanceof Directive.Welcome)) {
      throw new SyncException("the first directive was no welcome");
    }
    switch (directive) {
      case Directive.Welcome welcome -> welcome(welcome);
      case Directive.Configure(long version, var bundle) ->
          configurations.want(
              new Kept(controlPlane, version, plan.clock().millis(), bundle), reports.connection());
      case Directive.Order(Purge purge) -> {
        order(purge);
        toAcknowledge();
        hearing.heard(purge.atMillis());
      }
      case Directive.Forgotten(long upTo, long atMillis) -> {
        log.warn("the control plane does not know any more what was purged: everything is purged");
        told.everything(new Position(controlPlane, upTo, atMillis), plan.clock().millis());
        toAcknowledge();
      }
      case Directive.Current _ -> {
        current = true;
        // Also what was acknowledged on a connection that broke, perhaps before it was heard.
        toAcknowledge();
      }
      case Directive.Beat(long now) -> hearing.beat(now, lostAfterMillis());
      case Directive.Count(long question, Purge purge) -> count(question, purge);
      case Directive.Tail(long question, var asked) -> {
        int on = reports.connection();
        plan.node()
            .tail(
                asked,
                lines -> answerAside(plan.telling(), on, () -> new Report.Lines(question, lines)));
      }
      case Directive.Offer(ScheduledRun run) -> reports.add(runs.offered(run));
      case Directive.Begin(ScheduledRun run) -> runs.begin(run, this::ran);
      case Directive.Revoked() -> revoked = true;
    }
    guard();
    status = statusNow(true);
  }

  private void order(Purge purge) {
    try {
      told.order(controlPlane, purge, hearing.clocks());
    } catch (RuntimeException e) {
      // It would be told again and again, and what is behind it never.
      log.error("purge {} cannot be carried out; its whole site is purged", purge.sequence(), e);
      told.orderWhole(controlPlane, purge, hearing.clocks());
    }
  }

  private void toAcknowledge() {
    unsettled = true;
    acknowledges = true;
  }

  private void welcome(Directive.Welcome welcome) {
    long now = plan.clock().millis();
    hearing.welcomed(welcome.nowMillis());
    beatMillis = welcome.beatMillis();
    controlPlane = welcome.controlPlane();
    Position position = told.position();
    Position latest = new Position(controlPlane, welcome.latest(), welcome.latestAtMillis());
    if (position == null || !told.areOf(controlPlane)) {
      if (position != null) {
        log.warn(
            "this is another control plane than before, {} and not {}: everything is purged",
            controlPlane,
            position.source());
      }
      told.everything(latest, now);
      toAcknowledge();
    } else if (position.sequence() > welcome.latest()) {
      log.warn(
          "the control plane has forgotten purges, its newest is {} and not {}: everything is"
              + " purged",
          welcome.latest(),
          position.sequence());
      told.everything(latest, now);
      toAcknowledge();
    }
    hearing.heard(welcome.nowMillis());
    reports.welcomed();
  }

  /** What has become of a configuration is known; on a thread of its own. */
  private void decided(int on, Report report, @Nullable String why) {
    synchronized (this) {
      if (why != null || report instanceof Report.InForce) {
        trouble = why;
      }
      reports.add(on, report);
      guard();
      status = statusNow(status.connected());
    }
    plan.reportsAside().run();
  }

  private void count(long question, Purge purge) {
    int on = reports.connection();
    Purge here = told.here(purge, hearing.clocks().latest(purge.atMillis()));
    answerAside(plan.counting(), on, () -> plan.node().count(question, here));
  }

  /** Finds an answer on another thread, and has it reported on the same connection. */
  private void answerAside(Executor by, int on, Supplier<Report> answer) {
    try {
      by.execute(
          () -> {
            if (isConnected(on)) {
              Report found = answer.get();
              synchronized (this) {
                reports.add(on, found);
              }
              plan.reportsAside().run();
            }
          });
    } catch (RejectedExecutionException e) {
      log.warn("a question is not answered: too many are being answered already");
    }
  }

  /** A run has come to its end, on a thread of the handlers'. */
  private void ran(Report.Ran report) {
    synchronized (this) {
      reports.ran(report);
    }
    try {
      plan.counting().execute(plan.reportsAside());
    } catch (RejectedExecutionException e) {
      // Then it goes with what is settled next, a beat later at most.
    }
  }

  /** What was taken to be reported did not arrive: what came of runs is told again. */
  synchronized void untold(List<Report> taken) {
    runs.untold(taken);
  }

  private synchronized boolean isConnected(int on) {
    return reports.isOn(on);
  }

  /**
   * Takes what was found out beside what is told, on this connection; {@link #settle} takes it,
   * too.
   */
  synchronized List<Report> takeAside(int on) {
    return reports.connection() == on ? reports.take() : List.of();
  }

  /** Numbers the connection that the last {@link #hello} has begun. */
  synchronized int connection() {
    return reports.connection();
  }

  /**
   * Makes what was told last through a restart, and takes what is to be reported: that the purges
   * are applied only if they are there for good.
   */
  synchronized List<Report> settle() {
    boolean acknowledged = unsettled && makeLast() && acknowledges && settled != null;
    status = statusNow(status.connected());
    List<Report> others = reports.take();
    if (!acknowledged || settled == null) {
      return others;
    }
    List<Report> all = new ArrayList<>(others.size() + 1);
    all.add(new Report.Applied(settled.sequence()));
    all.addAll(others);
    return all;
  }

  /** Whether all purges that are in force will be after a restart. */
  private boolean makeLast() {
    try {
      Position position = told.position();
      if (unsettled) {
        plan.purges().sync();
      }
      settled = position;
      unsettled = false;
      return true;
    } catch (IOException e) {
      trouble = "purges cannot be kept for the next start: " + e.getMessage();
      log.error("{}", trouble);
      return false;
    }
  }

  /** The connection has ended. */
  synchronized void lost(String why) {
    current = false;
    hearing.end();
    reports.end();
    trouble = why;
    status = statusNow(false);
  }

  // ---- what may be served

  /** Says until when what is stored may be served as it is. */
  private void guard() {
    ControlPlaneSettings settings = plan.node().inForce().controlPlane();
    if (current) {
      currentAtMillis = hearing.atMillis();
    }
    if (settings.whenLost() == ControlPlaneSettings.WhenLost.SERVE) {
      plan.purges().currency().servesAlways();
    } else {
      plan.purges().currency().servesUntil(currentAtMillis + settings.lostAfterMillis());
    }
  }

  /** The control plane has not been heard for so long that it is lost. */
  synchronized void overdue() {
    if (plan.node().inForce().controlPlane().whenLost() == ControlPlaneSettings.WhenLost.VALIDATE) {
      plan.purges().currency().servesNothing();
    }
  }

  /** Milliseconds without a word after which this connection is given up. */
  synchronized long patienceMillis() {
    return 3 * beatMillis;
  }

  synchronized long beatMillis() {
    return beatMillis;
  }

  long lostAfterMillis() {
    return plan.node().inForce().controlPlane().lostAfterMillis();
  }

  synchronized boolean isCurrent() {
    return current;
  }

  /** The control plane has said that it does not want this edge any more. */
  synchronized void revoked() {
    revoked = true;
  }

  synchronized boolean isRevoked() {
    return revoked;
  }

  FollowStatus status() {
    return status;
  }

  private FollowStatus statusNow(boolean connected) {
    Kept kept = configurations.inForce();
    Position position = told.position();
    String name =
        !controlPlane.isEmpty()
            ? controlPlane
            : position != null ? position.source() : kept != null ? kept.controlPlane() : "";
    return new FollowStatus(
        name,
        connected,
        current,
        revoked,
        kept == null ? 0 : kept.version(),
        kept == null ? 0 : kept.atMillis(),
        position == null ? 0 : position.sequence(),
        hearing.atMillis(),
        trouble);
  }
}
