package dev.skerry.control.purges;

import dev.skerry.edge.purge.Purge;
import dev.skerry.edge.purge.Selector;
import dev.skerry.edge.sync.Directive;
import dev.skerry.edge.sync.SyncCodec;
import dev.skerry.edge.sync.SyncException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A purge that has no number yet.
 *
 * @param site the only site to touch, or null for all
 * @param selectors at least one
 * @param soft whether what it selects becomes stale instead of unusable
 * @param by who orders it
 */
public record PurgeDraft(@Nullable String site, List<Selector> selectors, boolean soft, String by) {
  /** Keeps a copy. */
  public PurgeDraft {
    selectors = List.copyOf(selectors);
  }

  /**
   * Refuses what an edge could not read as it is meant: no purge may get a number that would hold
   * up those behind it, or be another at the edges.
   *
   * @throws IllegalArgumentException that says why
   */
  void requireReadable() {
    Purge meant = numbered(PurgeLog.NUMBER_MAX, Long.MAX_VALUE).purge();
    Directive read;
    try {
      read = SyncCodec.directive(SyncCodec.write(new Directive.Order(meant)));
    } catch (SyncException e) {
      throw new IllegalArgumentException("no edge could read this purge: " + e.getMessage(), e);
    }
    boolean same =
        read instanceof Directive.Order(Purge told)
            && told.soft() == meant.soft()
            && Objects.equals(told.site(), meant.site())
            && Set.copyOf(told.selectors()).equals(Set.copyOf(meant.selectors()));
    if (!same) {
      throw new IllegalArgumentException(
          "edges would read another purge than this: expected text that is UTF-8");
    }
  }

  /** The purge, once it has a number. */
  LoggedPurge numbered(long sequence, long atMillis) {
    return new LoggedPurge(new Purge(sequence, atMillis, site, selectors, soft), by);
  }
}
