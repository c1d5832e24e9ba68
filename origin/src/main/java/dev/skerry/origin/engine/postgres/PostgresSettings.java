package dev.skerry.origin.engine.postgres;

import dev.skerry.origin.engine.driver.Patience;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * How the engine in a PostgreSQL database is opened.
 *
 * @param address where
 * @param sharing how many connections, and how much memory
 * @param timeouts how long the database may take
 * @param keeping what is kept of the past
 * @param patience how long conflicts are tried again
 * @param clock for the times of the feed's entries
 * @param ticker nanoseconds for ages, as {@link System#nanoTime}
 */
public record PostgresSettings(
    PostgresAddress address,
    Sharing sharing,
    Timeouts timeouts,
    Keeping keeping,
    Patience patience,
    InstantSource clock,
    LongSupplier ticker) {

  /**
   * What a process takes.
   *
   * @param readers connections that read: as many transactions and snapshots can have read at once,
   *     others wait. Three more commit, listen and tend
   * @param recentBytes of memory for the keys of recent commits, against which transactions are
   *     checked; beyond it the oldest transactions meet a conflict
   * @param queueBytes of memory for transactions that wait to be committed; beyond it others wait
   *     to wait
   */
  public record Sharing(int readers, int recentBytes, int queueBytes) {
    /** 16 connections, 32 MiB of each. */
    public static final Sharing DEFAULT = new Sharing(16, 32 << 20, 32 << 20);
  }

  /**
   * How long the database may take.
   *
   * @param waiting for a connection, for the turn to commit, for room in the queue
   * @param statement for one statement, by the database's clock
   * @param answer for any answer; then the connection is given up, and a commit that was under way
   *     is unknown. More than that of a statement
   */
  public record Timeouts(Duration waiting, Duration statement, Duration answer) {
    /** 5, 10 and 15 seconds. */
    public static final Timeouts DEFAULT =
        new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(15));
  }

  /**
   * What is kept of the past.
   *
   * @param feedAge entries of the feed for so long, to the minute
   * @param feedBytes of them so many octets, the database's own overhead apart; the oldest minutes
   *     go first
   */
  public record Keeping(Duration feedAge, long feedBytes) {
    /** A day and an hour of the feed, 16 GiB at most. */
    public static final Keeping DEFAULT = new Keeping(Duration.ofHours(25), 16L << 30);
  }

  /** The defaults, at an address. */
  public static PostgresSettings at(PostgresAddress address) {
    return new PostgresSettings(
        address,
        Sharing.DEFAULT,
        Timeouts.DEFAULT,
        Keeping.DEFAULT,
        Patience.DEFAULT,
        InstantSource.system(),
        System::nanoTime);
  }

  /** The same with other connections and memory. */
  public PostgresSettings with(Sharing other) {
    return new PostgresSettings(address, other, timeouts, keeping, patience, clock, ticker);
  }

  /** The same with other timeouts. */
  public PostgresSettings with(Timeouts other) {
    return new PostgresSettings(address, sharing, other, keeping, patience, clock, ticker);
  }

  /** The same that keeps something else. */
  public PostgresSettings with(Keeping other) {
    return new PostgresSettings(address, sharing, timeouts, other, patience, clock, ticker);
  }

  /** The same with another patience. */
  public PostgresSettings with(Patience other) {
    return new PostgresSettings(address, sharing, timeouts, keeping, other, clock, ticker);
  }

  /** The same by other clocks. */
  public PostgresSettings with(InstantSource otherClock, LongSupplier otherTicker) {
    return new PostgresSettings(
        address, sharing, timeouts, keeping, patience, otherClock, otherTicker);
  }
}
