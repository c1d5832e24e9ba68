package dev.skerry.edge.sync;

import dev.skerry.edge.config.document.Compilation.Compiled;
import dev.skerry.edge.config.document.Compilation.Refused;
import dev.skerry.edge.config.document.Problem;
import dev.skerry.edge.sync.LastGood.Kept;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the configurations of a control plane in force at an edge, one after the other, beside
 * following: to compile one takes long, and no purge may wait for that.
 *
 * <p>Of those that wait the newest alone counts. Safe for any thread.
 */
final class ConfigurationsTold {
  private static final Logger log = LoggerFactory.getLogger(ConfigurationsTold.class);

  private final FollowingNode node;
  private final LastGood lastGood;
  private final Executor executor;
  private final Decided decided;

  private @Nullable Kept inForce;
  private List<String> needsRestart = List.of();
  private @Nullable Wanted waiting;
  private boolean atWork;

  private record Wanted(Kept kept, int connection) {}

  /** Hears what became of a configuration, on the thread that found out. */
  @FunctionalInterface
  interface Decided {
    /**
     * It is in force, or refused.
     *
     * @param connection on which it was told
     * @param trouble what is wrong, for people; null for nothing
     */
    void decided(int connection, Report report, @Nullable String trouble);
  }

  /**
   * Those of an edge that has just started.
   *
   * @param executor for what takes long
   * @param inForce what it has started with; null if that did not come from a control plane
   */
  ConfigurationsTold(
      FollowingNode node,
      LastGood lastGood,
      Executor executor,
      @Nullable Kept inForce,
      Decided decided) {
    this.node = node;
    this.lastGood = lastGood;
    this.executor = executor;
    this.inForce = inForce;
    this.decided = decided;
  }

  /** The one in force; null if that did not come from a control plane. */
  synchronized @Nullable Kept inForce() {
    return inForce;
  }

  /** Puts one in force, in a while. */
  void want(Kept kept, int connection) {
    synchronized (this) {
      waiting = new Wanted(kept, connection);
      if (atWork) {
        return;
      }
      atWork = true;
    }
    executor.execute(this::work);
  }

  private void work() {
    for (Wanted next = next(); next != null; next = next()) {
      carryOut(next);
    }
  }

  private synchronized @Nullable Wanted next() {
    Wanted next = waiting;
    waiting = null;
    atWork = next != null;
    return next;
  }

  private void carryOut(Wanted wanted) {
    Kept kept = wanted.kept();
    if (isInForce(kept)) {
      decided.decided(wanted.connection(), new Report.InForce(kept.version(), needsRestart), null);
      return;
    }
    try {
      switch (kept.bundle().compile()) {
        case Refused(List<Problem> problems) ->
            refuse(wanted, problems.stream().map(Problem::toString).toList());
        case Compiled compiled -> {
          List<String> restart = node.apply(compiled);
          standing(kept, restart);
          log.info("version {} is in force", kept.version());
          String trouble = keep(kept);
          decided.decided(
              wanted.connection(), new Report.InForce(kept.version(), restart), trouble);
        }
      }
    } catch (IOException | RuntimeException e) {
      log.error("version {} cannot be put in force", kept.version(), e);
      refuse(wanted, List.of(e.getMessage() == null ? e.toString() : e.getMessage()));
    }
  }

  /** Told again, as on a connection that began while it was put in force. */
  private synchronized boolean isInForce(Kept kept) {
    return inForce != null
        && inForce.version() == kept.version()
        && inForce.controlPlane().equals(kept.controlPlane())
        && inForce.bundle().sha256().equals(kept.bundle().sha256());
  }

  private synchronized void standing(Kept kept, List<String> restart) {
    inForce = kept;
    needsRestart = restart;
  }

  private void refuse(Wanted wanted, List<String> problems) {
    long version = wanted.kept().version();
    String trouble = "version " + version + " was refused: " + problems.getFirst();
    log.error("{}; the one in force stays", trouble);
    decided.decided(wanted.connection(), new Report.Refused(version, problems), trouble);
  }

  /** What is wrong if it cannot be kept; else null. */
  private @Nullable String keep(Kept wanted) {
    try {
      lastGood.write(wanted);
      return null;
    } catch (IOException | RuntimeException e) {
      String trouble = "version " + wanted.version() + " cannot be kept for the next start: " + e;
      log.error("{}", trouble);
      return trouble;
    }
  }
}
