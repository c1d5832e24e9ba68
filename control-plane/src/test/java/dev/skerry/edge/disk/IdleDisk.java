package dev.skerry.edge.disk;

/** Tells when a disk has nothing to do. */
public final class IdleDisk {
  private IdleDisk() {}

  /** Whether all that was offered is in the index, or was dropped. */
  public static boolean isIdle(DiskTier tier) {
    return tier.isIdle();
  }
}
