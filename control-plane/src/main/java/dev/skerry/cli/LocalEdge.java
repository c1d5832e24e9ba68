package dev.skerry.cli;

import dev.skerry.control.fleet.LocalLink;
import dev.skerry.control.fleet.Membership;
import dev.skerry.edge.EdgeFollowing;
import dev.skerry.edge.EdgeNode;
import dev.skerry.edge.NodeAdmin;
import dev.skerry.edge.sync.Follower;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/** The edge in a control plane's own process: it follows like any other, without a connection. */
final class LocalEdge implements AutoCloseable {
  private static final String FOLDER = "control";

  private final Follower follower;

  private LocalEdge(Follower follower) {
    this.follower = follower;
  }

  /**
   * Lets a node follow, from now on.
   *
   * @param inForce is told of each configuration that it puts in force
   * @param data the data folder
   */
  static LocalEdge follow(
      EdgeNode node,
      NodeAdmin admin,
      RunningControlPlane plane,
      EdgeFollowing.InForceListener inForce,
      Path data)
      throws IOException {
    InstantSource clock = node.clock();
    long startedAt = clock.millis();
    EdgeFollowing following =
        new EdgeFollowing(
            node,
            new EdgeFollowing.Local(
                UnaryOperator.identity(), inForce, admin::state, startedAt, data.resolve(FOLDER)));
    Follower follower =
        new Follower(
            new Follower.Setup(
                new LocalLink(plane.plane().sessions(), Membership.LOCAL),
                following,
                node.purges(),
                data.resolve(FOLDER),
                node.version(),
                startedAt,
                clock),
            null);
    follower.start();
    return new LocalEdge(follower);
  }

  @Override
  public void close() {
    follower.close();
  }
}
