package dev.skerry.origin.tables;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.EngineException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What tables need to have done by themselves: expired items removed, streams forgotten that can be
 * read no more, and images that nothing refers to; the past of tables archived, and forgotten in
 * time. On a thread of its own until it is closed; several processes may do it on the same engine.
 */
public final class Upkeep implements AutoCloseable {
  /** Items are gone at the latest so long, and the time it takes, after they expired. */
  private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(5);

  /** Transactions of one kind in one round, so that none keeps the others waiting for ever. */
  private static final int MOST_STEPS = 1_000;

  private static final Logger log = LoggerFactory.getLogger(Upkeep.class);

  private final Expiry expiry;
  private final Leftovers leftovers;
  private final Streams streams;
  private final Archive archive;
  private final Forgetting forgetting;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread =
      Thread.ofPlatform().daemon().name("skerry-tables-upkeep").unstarted(this::run);

  private Upkeep(Tables tables) {
    Engine engine = tables.engine();
    this.expiry = new Expiry(engine, tables.settings().clock());
    this.leftovers = new Leftovers(engine);
    this.streams = tables.streams();
    this.archive = tables.archive();
    this.forgetting = new Forgetting(engine, tables.settings().clock());
  }

  /** Begins. To be closed before the engine. */
  public static Upkeep start(Tables tables) {
    Upkeep upkeep = new Upkeep(tables);
    upkeep.thread.start();
    return upkeep;
  }

  /** One that does nothing by itself, but a {@link #round} when it is told. */
  static Upkeep idle(Tables tables) {
    return new Upkeep(tables);
  }

  private void run() {
    try {
      while (!closed.await(BETWEEN_ROUNDS.toMillis(), TimeUnit.MILLISECONDS)) {
        round();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Does what is to be done now; what fails keeps nothing else from being done. */
  void round() {
    attempt(() -> steps(expiry::step));
    attempt(() -> steps(leftovers::sweep));
    attempt(streams::sweep);
    attempt(() -> steps(() -> !archive.step()));
    attempt(() -> steps(forgetting::step));
  }

  /** Takes steps while there are more. */
  private void steps(BooleanSupplier step) {
    for (int i = 0; i < MOST_STEPS && closed.getCount() > 0; i++) {
      if (!step.getAsBoolean()) {
        return;
      }
    }
  }

  private static void attempt(Runnable part) {
    try {
      part.run();
    } catch (EngineException e) {
      log.warn("the upkeep of tables is tried again soon", e);
    } catch (RuntimeException | Error e) {
      log.error("the upkeep of tables failed", e);
    }
  }

  /** Ends after the transaction that is under way. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
