package dev.skerry.origin.engine.rocksdb;

import dev.skerry.origin.engine.driver.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * How the embedded engine is opened.
 *
 * @param folder where it keeps its files, and nobody else does; made when there is none
 * @param memory how much it takes
 * @param keeping what it keeps of the past, and what of the disk it leaves
 * @param commitWait how long a transaction waits for its turn to be committed
 * @param patience how long conflicts are tried again
 * @param clock for the times of the feed's entries
 * @param ticker nanoseconds for ages and waits, as {@link System#nanoTime}
 */
public record RocksSettings(
    Path folder,
    Memory memory,
    Keeping keeping,
    Duration commitWait,
    Patience patience,
    InstantSource clock,
    LongSupplier ticker) {

  /**
   * What is kept.
   *
   * @param feedAge entries of the feed for so long, to the minute
   * @param feedBytes of them so many octets on disk, about; the oldest minutes go first
   * @param freeBytes of the disk that are left: below it whatever would add to it is refused, below
   *     half of it what removes, too
   */
  public record Keeping(Duration feedAge, long feedBytes, long freeBytes) {
    /** A day and an hour of the feed, 16 GiB at most; 64 MiB of the disk left. */
    public static final Keeping DEFAULT = new Keeping(Duration.ofHours(25), 16L << 30, 64L << 20);
  }

  /** The defaults, in a folder. */
  public static RocksSettings in(Path folder) {
    return new RocksSettings(
        folder,
        Memory.DEFAULT,
        Keeping.DEFAULT,
        Duration.ofSeconds(5),
        Patience.DEFAULT,
        InstantSource.system(),
        System::nanoTime);
  }

  /** The same with other bounds of memory. */
  public RocksSettings with(Memory other) {
    return new RocksSettings(folder, other, keeping, commitWait, patience, clock, ticker);
  }

  /** The same that keeps something else. */
  public RocksSettings with(Keeping other) {
    return new RocksSettings(folder, memory, other, commitWait, patience, clock, ticker);
  }

  /** The same with another patience. */
  public RocksSettings with(Patience other) {
    return new RocksSettings(folder, memory, keeping, commitWait, other, clock, ticker);
  }

  /** The same by other clocks. */
  public RocksSettings with(InstantSource otherClock, LongSupplier otherTicker) {
    return new RocksSettings(
        folder, memory, keeping, commitWait, patience, otherClock, otherTicker);
  }

  /** The same with another wait for the turn to be committed. */
  public RocksSettings withCommitWait(Duration other) {
    return new RocksSettings(folder, memory, keeping, other, patience, clock, ticker);
  }
}
