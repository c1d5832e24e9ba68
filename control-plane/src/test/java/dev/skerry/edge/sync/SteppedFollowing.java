package dev.skerry.edge.sync;

import dev.skerry.edge.purge.PurgeTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** The following of an edge, without its thread: a test takes each step. */
public final class SteppedFollowing {
  private final Following following;

  /** Of an edge that has just started, without a configuration of a control plane. */
  public SteppedFollowing(FollowingNode node, PurgeTable purges, Path folder, InstantSource clock) {
    Following.Plan plan =
        new Following.Plan(
            node,
            purges,
            Follower.lastGood(folder),
            "1",
            1,
            clock,
            Runnable::run,
            Runnable::run,
            Runnable::run,
            () -> {});
    following = new Following(plan, null);
  }

  /** What it says first; as the control plane reads it. */
  public Hello hello() throws SyncException {
    return HelloForm.read(HelloForm.query(following.hello()));
  }

  /** Carries a directive out, as an edge reads its line. */
  public void told(byte[] line) throws IOException {
    following.told(SyncCodec.directive(line));
  }

  /** Makes it last, and says what is to be reported. */
  public List<Report> settle() {
    return following.settle();
  }

  /** The connection has ended. */
  public void lost() {
    following.lost("cut");
  }

  /** How it follows. */
  public FollowStatus status() {
    return following.status();
  }
}
