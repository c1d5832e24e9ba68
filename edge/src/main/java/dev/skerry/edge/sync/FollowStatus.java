package dev.skerry.edge.sync;

import org.jspecify.annotations.Nullable;

/**
 * How an edge follows.
 *
 * @param controlPlane names the one that it follows; empty before the first contact ever
 * @param connected whether it hears it
 * @param current whether it has every purge, as far as it knows
 * @param revoked whether it is not wanted any more
 * @param version of the configuration in force, 0 for none of this control plane's
 * @param versionAtMillis when that came into force, by the edge's clock, also before this process
 * @param applied the number of the newest purge that it has applied
 * @param heardAtMillis when it last heard the control plane, by the edge's clock; 0 for never
 * @param trouble what is wrong, null for nothing
 */
public record FollowStatus(
    String controlPlane,
    boolean connected,
    boolean current,
    boolean revoked,
    long version,
    long versionAtMillis,
    long applied,
    long heardAtMillis,
    @Nullable String trouble) {
  /** Of an edge that has not begun to follow. */
  public static final FollowStatus NONE =
      new FollowStatus("", false, false, false, 0, 0, 0, 0, null);
}
