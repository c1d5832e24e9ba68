package dev.skerry.origin.engine.rocksdb;

/**
 * How much memory the embedded engine takes, and how much it lets wait.
 *
 * @param cacheBytes blocks of files, their indexes and filters, and what is written but not yet in
 *     files, all together
 * @param writeBufferBytes of these, what is written but not yet in files
 * @param logBytes the write-ahead log on disk, after which it is cut by writing files; opening
 *     after a crash reads so much at most
 * @param openFiles files held open
 * @param recentBytes keys of recent commits, against which transactions are checked; beyond it the
 *     oldest transactions meet a conflict
 * @param queueBytes transactions that wait to be committed; beyond it others wait to wait
 */
public record Memory(
    long cacheBytes,
    long writeBufferBytes,
    long logBytes,
    int openFiles,
    int recentBytes,
    int queueBytes) {
  private static final int MIB = 1 << 20;

  /** 192 MiB of cache, of which 64 for writes; logs of 128 MiB. */
  public static final Memory DEFAULT =
      new Memory(192L * MIB, 64L * MIB, 128L * MIB, 1_000, 32 * MIB, 32 * MIB);

  /** For tests and small machines. */
  public static final Memory SMALL =
      new Memory(16L * MIB, 8L * MIB, 16L * MIB, 100, 4 * MIB, 16 * MIB);
}
