package dev.skerry.control.sites;

import dev.skerry.control.fleet.ReportListener;
import dev.skerry.edge.sync.Report;
import dev.skerry.origin.engine.Engine;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which versions are none to go back to: edges refused them, or their rollout did not come to all.
 * That an edge refused one is written down until it has it in force. May be used by any thread that
 * may block.
 */
final class Refusals implements ReportListener {
  private static final Logger log = LoggerFactory.getLogger(Refusals.class);

  private static final int TOLD_MAX = 3;

  private final Engine engine;

  Refusals(Engine engine) {
    this.engine = engine;
  }

  @Override
  public void reported(String edge, Report report) {
    try {
      switch (report) {
        case Report.Refused refused -> write(refused.version(), edge);
        case Report.InForce inForce -> forget(inForce.version(), edge);
        default -> {}
      }
    } catch (RuntimeException e) {
      // What the edge says else is worth more than the row.
      log.warn("what edge {} said of a version could not be written down", edge, e);
    }
  }

  private void write(long version, String edge) {
    var _ =
        engine.<Boolean, RuntimeException>transact(
            transaction -> {
              boolean isOne = SiteRows.version(transaction, version) != null;
              if (isOne) {
                SiteRows.putRefusal(transaction, version, edge);
              }
              return isOne;
            });
  }

  private void forget(long version, String edge) {
    if (!engine.read(reads -> SiteRows.refusals(reads, version)).contains(edge)) {
      return;
    }
    var _ =
        engine.<Boolean, RuntimeException>transact(
            transaction -> {
              SiteRows.deleteRefusal(transaction, version, edge);
              return true;
            });
  }

  /** Why a version is none to go back to; null where nothing is known against it. */
  @Nullable String against(long version) {
    List<String> edges = engine.read(reads -> SiteRows.refusals(reads, version));
    if (!edges.isEmpty()) {
      boolean some = edges.size() > TOLD_MAX;
      return "was refused by "
          + String.join(", ", edges.subList(0, some ? TOLD_MAX : edges.size()))
          + (some ? " and others" : "");
    }
    Optional<Rollout> rollout =
        engine.read(reads -> Optional.ofNullable(SiteRows.rollout(reads, version)));
    boolean isForAll = rollout.isEmpty() || rollout.get().stage() == Rollout.Stage.PROMOTED;
    return isForAll ? null : "was not rolled out to all edges";
  }
}
