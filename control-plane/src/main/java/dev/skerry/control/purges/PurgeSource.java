package dev.skerry.control.purges;

import dev.skerry.control.fleet.DirectiveSource;
import dev.skerry.control.fleet.Newest;
import dev.skerry.edge.sync.Directive;
import dev.skerry.edge.sync.Hello;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Tells each edge the purges that it has not applied, in the order of their numbers, and when it
 * has been told all.
 */
final class PurgeSource implements DirectiveSource {
  /** Read at once for one edge. */
  private static final int PAGE = 64;

  private final PurgeLog log;
  private final String controlPlane;

  /**
   * Tells what a log has.
   *
   * @param controlPlane names the state that the log is part of
   */
  PurgeSource(PurgeLog log, String controlPlane) {
    this.log = log;
    this.controlPlane = controlPlane;
  }

  @Override
  public Following begin(String edge, Hello hello) {
    boolean ours = hello.controlPlane().equals(controlPlane);
    if (!hello.holds() || !ours) {
      // Nothing was stored before, or all of it is purged by the edge when it hears whose it is.
      return new Cursor(log.newest(), false);
    }
    if (hello.applied() > log.latest()) {
      log.refresh(); // another control plane of the same engine may have told it
    }
    if (hello.applied() > log.latest()) {
      // Put back to an older state: numbers below may have been given again, for other purges. One
      // above, so that an edge which has applied just as much is behind the floor, too.
      log.raise(hello.applied() + 1);
      return new Cursor(log.newest(), true);
    }
    if (log.isKnown(hello.applied(), hello.appliedAtMillis())) {
      return new Cursor(new Newest(hello.applied(), hello.appliedAtMillis()), false);
    }
    if (hello.appliedAtMillis() != 0) {
      // The same, found out late: what was ordered in the time that is lost, no edge can be told.
      log.raise(log.latest() + 1);
    }
    return new Cursor(log.newest(), true);
  }

  /** Where one edge is. */
  private final class Cursor implements Following {
    private final Queue<LoggedPurge> page = new ArrayDeque<>();
    private Newest told;
    private boolean forgets;
    private boolean current;

    /**
     * After a purge.
     *
     * @param forgets whether the edge is to forget all that it has up to there
     */
    Cursor(Newest told, boolean forgets) {
      this.told = told;
      this.forgets = forgets;
    }

    @Override
    public @Nullable Directive next() {
      if (forgets) {
        forgets = false;
        return forgotten();
      }
      if (page.isEmpty()) {
        long latest = log.latest();
        List<LoggedPurge> more = log.after(told.sequence(), PAGE);
        if (more == null) {
          told = log.floorGiven();
          return forgotten();
        }
        if (more.isEmpty()) {
          return current(latest);
        }
        page.addAll(more);
      }
      LoggedPurge next = page.remove();
      told = new Newest(next.sequence(), next.purge().atMillis());
      return new Directive.Order(next.purge());
    }

    private Directive forgotten() {
      return new Directive.Forgotten(told.sequence(), told.atMillis());
    }

    private @Nullable Directive current(long latest) {
      if (current) {
        return null;
      }
      current = true;
      return new Directive.Current(latest);
    }
  }
}
