package dev.skerry.loadtest.fleet;

import dev.skerry.edge.config.Snapshot;
import dev.skerry.edge.config.document.Bundle;
import dev.skerry.edge.config.document.Compilation.Compiled;
import dev.skerry.edge.purge.Purge;
import dev.skerry.edge.purge.PurgeLimits;
import dev.skerry.edge.purge.PurgeTable;
import dev.skerry.edge.sync.EdgeIdentity;
import dev.skerry.edge.sync.EdgeVitals;
import dev.skerry.edge.sync.EdgeVitals.HandlerVitals;
import dev.skerry.edge.sync.FollowStatus;
import dev.skerry.edge.sync.Follower;
import dev.skerry.edge.sync.FollowingNode;
import dev.skerry.edge.sync.HttpControlPlane;
import dev.skerry.edge.sync.JoinToken;
import dev.skerry.edge.sync.JoiningFleet;
import dev.skerry.edge.sync.Report;
import dev.skerry.loadtest.terminal.Stop;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What of an edge follows a control plane, as many of which fit into one process: no cache. */
final class FollowingEdge implements FollowingNode, Closeable {
  private static final String NOTHING =
      "sites: [{hosts: ['*'], redirect: {to: 'https://www.example/'}}]\n";
  private static final InstantSource CLOCK = InstantSource.system();

  private final HttpControlPlane plane;
  private final Follower follower;
  private final long startedAt = CLOCK.millis();
  private volatile Snapshot inForce;

  /**
   * Joins, and begins to follow.
   *
   * @param folder for what following keeps
   */
  FollowingEdge(URI controlPlane, String token, String name, Path folder)
      throws IOException, InterruptedException {
    if (!(new Bundle("none.yaml", NOTHING, Map.of(), Map.of()).compile()
        instanceof Compiled none)) {
      throw Stop.failed("a configuration with nothing in it is wrong");
    }
    inForce = none.snapshot();
    EdgeIdentity identity = JoiningFleet.join(controlPlane, JoinToken.parse(token), name, folder);
    plane = new HttpControlPlane(controlPlane, identity, folder, CLOCK);
    follower =
        new Follower(
            new Follower.Setup(
                plane,
                this,
                new PurgeTable(PurgeLimits.DEFAULT, CLOCK),
                folder,
                "bench",
                startedAt,
                CLOCK),
            null);
    follower.start();
  }

  /** How it follows. */
  FollowStatus status() {
    return follower.status();
  }

  @Override
  public List<String> apply(Compiled configuration) {
    inForce = configuration.snapshot();
    return List.of();
  }

  @Override
  public Snapshot inForce() {
    return inForce;
  }

  @Override
  public Set<String> keys(String url) {
    return Set.of(url);
  }

  @Override
  public boolean holds() {
    return true;
  }

  @Override
  public Report.Counted count(long question, Purge purge) {
    return new Report.Counted(question, 0, -1);
  }

  @Override
  public EdgeVitals vitals() {
    return new EdgeVitals(
        CLOCK.millis(), startedAt, "ready", 0, 0, 0, 0, 0, "", HandlerVitals.NONE, List.of());
  }

  @Override
  public void close() {
    plane.close();
    follower.close();
  }
}
