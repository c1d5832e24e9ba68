package dev.skerry.origin.tables.model;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * What all models of a program have in common.
 *
 * @param prefix before the name of each table
 * @param suffix after it
 * @param retry of what batches leave undone
 * @param patience how long tables and indexes are waited for until they may be used
 * @param clock for stamps
 * @param executor runs calls that are started and not run
 * @param pause waits a while
 */
public record ModelSettings(
    String prefix,
    String suffix,
    Retry retry,
    Duration patience,
    InstantSource clock,
    Executor executor,
    Pause pause) {
  /** No prefix or suffix, the system's clock, virtual threads. */
  public static final ModelSettings DEFAULT =
      new ModelSettings(
          "",
          "",
          Retry.DEFAULT,
          Duration.ofMinutes(10),
          InstantSource.system(),
          task -> Thread.ofVirtual().name("model").start(task),
          Thread::sleep);

  /** Waits. */
  @FunctionalInterface
  public interface Pause {
    /** Returns after that time. */
    void pause(Duration time) throws InterruptedException;
  }

  /** The same with other names of tables. */
  public ModelSettings named(String before, String after) {
    return new ModelSettings(before, after, retry, patience, clock, executor, pause);
  }

  /** The same with another time. */
  public ModelSettings with(InstantSource other) {
    return new ModelSettings(prefix, suffix, retry, patience, other, executor, pause);
  }

  /** The same with other retries and another way to wait for them. */
  public ModelSettings with(Retry other, Pause waiting) {
    return new ModelSettings(prefix, suffix, other, patience, clock, executor, waiting);
  }

  /** The same with other threads. */
  public ModelSettings with(Executor other) {
    return new ModelSettings(prefix, suffix, retry, patience, clock, other, pause);
  }
}
