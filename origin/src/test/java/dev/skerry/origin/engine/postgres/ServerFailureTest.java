package dev.skerry.origin.engine.postgres;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.contract.Ledger;
import dev.skerry.origin.engine.driver.Patience;
import dev.skerry.testing.postgres.PostgresServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A database that is killed or stands still loses nothing that was acknowledged, and the engine
 * goes on with it by itself. Skipped where there is no PostgreSQL.
 */
class ServerFailureTest {
  private static final long SEED = Long.getLong("skerry.seed", 11);
  private static final int ROUNDS = Integer.getInteger("skerry.kills", 3);
  private static final int WRITERS = 4;
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Map<Integer, Long> acknowledged = new ConcurrentHashMap<>();
  private PostgresServer server;
  private Engine engine;

  @BeforeEach
  void open() {
    server = PostgresServer.start();
    engine =
        PostgresEngine.open(
            FreshSchema.in(server)
                .with(new PostgresSettings.Timeouts(SECOND, SECOND, SECOND))
                .with(new Patience(SECOND, Duration.ofMillis(1), Duration.ofMillis(20))));
  }

  @AfterEach
  void close() {
    if (engine != null) {
      engine.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @FunctionalInterface
  private interface Failure {
    void happen() throws IOException, InterruptedException;
  }

  /** Lets writers count until so many are acknowledged, then it happens, and all of them notice. */
  private void until(int acknowledgements, Failure failure)
      throws IOException, InterruptedException {
    CountDownLatch left = new CountDownLatch(acknowledgements);
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      int writer = i;
      writers.add(Thread.ofPlatform().start(() -> countUntilItFails(writer, left)));
    }
    left.await();
    failure.happen();
    for (Thread writer : writers) {
      writer.join();
    }
  }

  private void countUntilItFails(int writer, CountDownLatch left) {
    try {
      while (true) {
        acknowledged.merge(writer, Ledger.count(engine, writer), Math::max);
        left.countDown();
      }
    } catch (EngineException.Unavailable
        | EngineException.CommitUnknown
        | EngineException.Conflict e) {
      // What was meant to happen.
    }
  }

  /** Goes on as soon as the database does. */
  private void goOn() {
    while (true) {
      try {
        acknowledged.merge(0, Ledger.count(engine, 0), Math::max);
        return;
      } catch (EngineException.Unavailable | EngineException.CommitUnknown e) {
        // Not yet.
      }
    }
  }

  @Test
  void nothingAcknowledgedIsLostWhenTheDatabaseIsKilled() throws IOException, InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      until(20 + random.nextInt(400), server::kill);
      server.resume();
      goOn();
      Ledger.check(engine, acknowledged, "seed " + SEED + ", round " + round);
    }
  }

  @Test
  void nothingAcknowledgedIsLostWhenTheDatabaseStandsStill()
      throws IOException, InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      until(20 + random.nextInt(200), server::pause);
      server.unpause();
      goOn();
      Ledger.check(engine, acknowledged, "seed " + SEED + ", round " + round);
    }
  }
}
