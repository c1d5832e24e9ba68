package dev.skerry.edge;

import dev.skerry.edge.observe.Gauges;
import dev.skerry.edge.observe.Labels;
import dev.skerry.edge.sync.FollowStatus;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Registers what an edge can tell of how it follows its control plane. */
public final class FollowGauges {
  private FollowGauges() {}

  /** Registers them for a node that follows. */
  public static void register(Gauges gauges, Supplier<FollowStatus> status, InstantSource clock) {
    gauges.register(
        "skerry_control_plane_connected",
        "Whether the control plane is heard.",
        Labels.NONE,
        () -> status.get().connected() ? 1 : 0);
    gauges.register(
        "skerry_control_plane_current",
        "Whether every purge of the control plane was applied when it was last heard.",
        Labels.NONE,
        () -> status.get().current() ? 1 : 0);
    gauges.registerReal(
        "skerry_control_plane_heard_seconds",
        "How long ago the control plane was heard last; -1 for never.",
        Labels.NONE,
        () -> age(status.get().heardAtMillis(), clock));
    gauges.register(
        "skerry_control_plane_version",
        "The version of the configuration in force.",
        Labels.NONE,
        () -> status.get().version());
    gauges.registerReal(
        "skerry_control_plane_version_seconds",
        "How long the configuration has been in force, over restarts; -1 for none.",
        Labels.NONE,
        () -> age(status.get().versionAtMillis(), clock));
    gauges.register(
        "skerry_control_plane_purge",
        "The number of the newest purge of the control plane that was applied.",
        Labels.NONE,
        () -> status.get().applied());
  }

  private static double age(long millis, InstantSource clock) {
    return millis == 0 ? -1 : Math.max(0, clock.millis() - millis) / 1e3;
  }
}
