package dev.skerry.edge.sync;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What an edge does with the runs that it is offered: it begins one only when it is told so on the
 * connection on which it took it, so that whoever offers can be sure where one may have begun.
 *
 * <p>What a run came to is kept until there is a connection on which it can be told. For one thread
 * at a time.
 */
final class RunsTold {
  /** Runs that are taken and not begun, and ends that are not told. */
  private static final int MOST = 1_000;

  /** What is taken and so much older than what is offered is not begun here any more. */
  private static final long LEFT_MILLIS = Duration.ofHours(1).toMillis();

  private final FollowingNode node;
  private final Set<ScheduledRun> taken = new LinkedHashSet<>();
  private final List<Report> untold = new ArrayList<>();

  RunsTold(FollowingNode node) {
    this.node = node;
  }

  /** Nothing is taken on a connection that begins. */
  void connected() {
    taken.clear();
  }

  /** Takes a run, if it can be begun here and not too many are taken already. */
  Report offered(ScheduledRun run) {
    boolean takes = node.runs(run.handler()) && hasRoom(run);
    if (takes) {
      taken.add(run);
    }
    return new Report.Offered(run, takes);
  }

  private boolean hasRoom(ScheduledRun run) {
    if (taken.size() >= MOST) {
      taken.removeIf(each -> each.atMillis() <= run.atMillis() - LEFT_MILLIS);
    }
    return taken.size() < MOST || taken.contains(run);
  }

  /**
   * Begins a run that was taken here; any other has failed.
   *
   * @param ended told what it came to, on any thread
   */
  void begin(ScheduledRun run, Consumer<Report.Ran> ended) {
    if (taken.remove(run)) {
      node.run(run, ended);
    } else {
      ended.accept(new Report.Ran(run, "the connection broke before it could begin"));
    }
  }

  /** These reports were not told: what they say of ends is said later. */
  void untold(List<Report> reports) {
    for (Report report : reports) {
      if (report instanceof Report.Ran && untold.size() < MOST) {
        untold.add(report);
      }
    }
  }

  /** The ends that are to be told now. */
  List<Report> takeUntold() {
    List<Report> all = List.copyOf(untold);
    untold.clear();
    return all;
  }
}
