package dev.skerry.cli;

import dev.skerry.edge.admin.ConfigInForce;
import dev.skerry.edge.admin.ConfigService;
import dev.skerry.edge.config.document.Compilation.Compiled;
import dev.skerry.edge.sync.FollowStatus;
import java.net.URI;
import java.time.Instant;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** The configuration of an edge that is told it by its control plane. */
final class FollowedConfiguration implements ConfigService {
  private final URI controlPlane;
  private volatile Compiled inForce;
  private volatile Supplier<FollowStatus> status;

  FollowedConfiguration(URI controlPlane, Compiled first, FollowStatus status) {
    this.controlPlane = controlPlane;
    this.inForce = first;
    this.status = () -> status;
  }

  /** Another one is in force. */
  void inForce(Compiled next) {
    inForce = next;
  }

  /** From now on that tells how the edge follows. */
  void follows(Supplier<FollowStatus> following) {
    status = following;
  }

  @Override
  public ConfigInForce inForce() {
    Compiled now = inForce;
    FollowStatus following = status.get();
    return new ConfigInForce(
        "version " + following.version() + " of " + controlPlane,
        Instant.ofEpochMilli(following.versionAtMillis()),
        now.snapshot().fingerprint(),
        following.trouble(),
        JsonMapper.shared().readTree(now.shown().json()));
  }
}
