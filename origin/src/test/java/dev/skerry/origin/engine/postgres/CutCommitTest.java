package dev.skerry.origin.engine.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Outcome;
import dev.skerry.origin.engine.Token;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.engine.driver.Patience;
import dev.skerry.testing.postgres.PostgresServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * A connection that fails in the middle of a commit leaves it unknown, until it is found out.
 * Skipped where there is no PostgreSQL.
 */
class CutCommitTest {
  private static final long SEED = Long.getLong("skerry.seed", 4);
  private static final int COMMITS = Integer.getInteger("skerry.cut-commits", 60);
  private static final byte[] VALUE = {1};

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final AtomicReference<CuttingProxy.Fate> next = new AtomicReference<>();

  private CuttingProxy.Fate atRandom() {
    return switch (random.nextInt(4)) {
      case 0 -> CuttingProxy.Fate.CUT_BEFORE;
      case 1 -> CuttingProxy.Fate.CUT_AFTER;
      default -> CuttingProxy.Fate.PASSES;
    };
  }

  private CuttingProxy.Fate onceAsTold() {
    CuttingProxy.Fate told = next.getAndSet(null);
    return told == null ? CuttingProxy.Fate.PASSES : told;
  }

  @Test
  void whatIsToldOfAnUnknownCommitIsWhatIsThere() throws IOException {
    PostgresServer server = PostgresServer.shared();
    try (CuttingProxy proxy = new CuttingProxy(server.port(), this::onceAsTold);
        Engine engine = PostgresEngine.open(FreshSchema.in(server, proxy.port()))) {
      int committed = 0;
      int unknown = 0;
      for (int i = 0; i < COMMITS; i++) {
        Key key = Key.of("key" + i);
        next.set(atRandom());
        try (Transaction transaction = engine.begin()) {
          transaction.put(key, VALUE);
          transaction.commit();
          assertThat(engine.get(key)).as("acknowledged").isEqualTo(VALUE);
        } catch (EngineException.CommitUnknown e) {
          unknown++;
          boolean told = engine.outcome(e.token()) instanceof Outcome.Committed;
          assertThat(engine.get(key) != null).as("seed %d, commit %d", SEED, i).isEqualTo(told);
          committed += told ? 1 : 0;
        }
      }
      assertThat(unknown).as("unknown").isEqualTo(proxy.failed()).isGreaterThan(COMMITS / 6);
      assertThat(committed).as("of these committed").isBetween(1, unknown - 1);
    }
  }

  @Test
  void workIsDoneOnceThoughItsConnectionsAreCut() throws IOException {
    PostgresServer server = PostgresServer.shared();
    try (CuttingProxy proxy = new CuttingProxy(server.port(), this::onceAsTold);
        Engine engine = PostgresEngine.open(FreshSchema.in(server, proxy.port()))) {
      Key counter = Key.of("counter");
      for (int i = 0; i < COMMITS; i++) {
        next.set(atRandom());
        engine.write(
            transaction -> {
              byte[] before = transaction.get(counter);
              int count = before == null ? 1 : ByteBuffer.wrap(before).getInt() + 1;
              transaction.put(counter, ByteBuffer.allocate(4).putInt(count).array());
            });
      }
      assertThat(ByteBuffer.wrap(engine.get(counter)).getInt()).isEqualTo(COMMITS);
      assertThat(proxy.failed()).isGreaterThan(COMMITS / 6);
    }
  }

  /** The server still has the transaction, with the turn, when its outcome is asked for. */
  @Test
  void aCommitThatNeverArrivesIsFoundNotToBeAndNobodyIsHeldUpForEver() throws IOException {
    PostgresServer server = PostgresServer.shared();
    Duration second = Duration.ofSeconds(1);
    try (CuttingProxy proxy = new CuttingProxy(server.port(), this::onceAsTold);
        Engine engine =
            PostgresEngine.open(
                FreshSchema.in(server, proxy.port())
                    .with(
                        new PostgresSettings.Timeouts(second.multipliedBy(10), second, second)))) {
      next.set(CuttingProxy.Fate.SWALLOWED);
      Token lost;
      try (Transaction transaction = engine.begin()) {
        transaction.put(Key.of("lost"), VALUE);
        lost = transaction.token();
        // Either side may be the first to give up; if it is the server, it says so.
        assertThatThrownBy(transaction::commit)
            .isInstanceOfAny(
                EngineException.CommitUnknown.class, EngineException.Unavailable.class);
      }
      assertThat(found(engine, lost)).isEqualTo(new Outcome.NotCommitted());
      assertThat(engine.get(Key.of("lost"))).isNull();
      engine.write(transaction -> transaction.put(Key.of("after"), VALUE));
      assertThat(engine.get(Key.of("after"))).isEqualTo(VALUE);
    }
  }

  private static Outcome found(Engine engine, Token token) {
    while (true) {
      try {
        return engine.outcome(token);
      } catch (EngineException.Unavailable e) {
        // Still under way: the server gives it up after a time.
      }
    }
  }

  /** An attempt of which somebody was told that it is not committed must not be committed later. */
  @Test
  void anAttemptThatIsFoundNotToBeCommittedNeverIs() {
    PostgresSettings settings =
        FreshSchema.in(PostgresServer.shared())
            .with(new Patience(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(1)));
    try (Engine engine = PostgresEngine.open(settings);
        Engine other = PostgresEngine.open(settings);
        Transaction transaction = engine.begin()) {
      transaction.put(Key.of("a"), VALUE);
      assertThat(other.outcome(transaction.token())).isEqualTo(new Outcome.NotCommitted());
      assertThatThrownBy(transaction::commit).isInstanceOf(EngineException.Conflict.class);
      assertThat(engine.outcome(transaction.token())).isEqualTo(new Outcome.NotCommitted());
      assertThat(engine.get(Key.of("a"))).isNull();
    }
  }
}
