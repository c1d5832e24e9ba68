package dev.skerry.origin.engine.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Outcome;
import dev.skerry.origin.engine.Position;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.Token;
import dev.skerry.origin.engine.Topic;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.engine.contract.Time;
import dev.skerry.testing.postgres.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the engine keeps of the past, and forgets. Skipped where there is no PostgreSQL. */
class PostgresPastTest {
  private static final Topic TOPIC = new Topic("t");
  private static final Topic OTHER = new Topic("other");

  private final Time time = new Time();
  private PostgresEngine engine;

  @BeforeEach
  void open() {
    engine =
        PostgresEngine.open(
            FreshSchema.in(PostgresServer.shared())
                .with(time, time)
                .with(new PostgresSettings.Keeping(Duration.ofHours(1), 1_000)));
  }

  @AfterEach
  void close() {
    if (engine != null) {
      engine.close();
    }
  }

  private Stamp emit(Topic topic, int bytes) {
    return engine.write(transaction -> transaction.emit(topic, new byte[bytes]));
  }

  @Test
  void theFeedIsForgottenByAgeAndWhoIsBehindIsTold() {
    Stamp old = emit(TOPIC, 1);
    emit(OTHER, 1);
    time.advance(Duration.ofMinutes(30));
    Stamp young = emit(TOPIC, 2);
    engine.trim();
    assertThat(engine.feed().follow(TOPIC, Position.START, 10).entries()).hasSize(2);
    time.advance(Duration.ofMinutes(31));
    engine.trim();
    assertThatThrownBy(() -> engine.feed().follow(TOPIC, Position.START, 10))
        .isInstanceOf(EngineException.TooOld.class);
    assertThatThrownBy(() -> engine.feed().follow(TOPIC, Position.after(old), 10))
        .isInstanceOf(EngineException.TooOld.class);
    Position oldest = engine.feed().oldest();
    assertThat(oldest).isLessThan(new Position(young, 0));
    assertThat(engine.feed().follow(TOPIC, oldest, 10).entries()).hasSize(1);
    assertThat(engine.feed().follow(OTHER, oldest, 10).entries()).isEmpty();
  }

  @Test
  void theFeedIsForgottenByItsOctets() {
    for (int i = 0; i < 10; i++) {
      emit(TOPIC, 200);
      time.advance(Duration.ofMinutes(1));
    }
    engine.trim();
    assertThat(engine.feed().follow(TOPIC, engine.feed().oldest(), 100).entries())
        .hasSizeBetween(4, 6);
  }

  @Test
  void anOutcomeIsKnownForTenMinutesAndThenTooOld() {
    Token token;
    Stamp stamp;
    try (Transaction transaction = engine.begin()) {
      transaction.put(Key.of("a"), new byte[1]);
      token = transaction.token();
      stamp = transaction.commit();
    }
    emit(TOPIC, 1);
    time.advance(Duration.ofMinutes(10));
    emit(TOPIC, 1);
    engine.trim();
    assertThat(engine.outcome(token)).isEqualTo(new Outcome.Committed(stamp));
    time.advance(Duration.ofMinutes(2));
    engine.trim();
    assertThatThrownBy(() -> engine.outcome(token)).isInstanceOf(EngineException.TooOld.class);
    Stamp next = emit(TOPIC, 1);
    assertThat(next).isGreaterThan(stamp);
  }

  @Test
  void stampsGoOnWhenItIsOpenedAgain() {
    Stamp before = emit(TOPIC, 1);
    time.advance(Duration.ofHours(30));
    engine.trim();
    assertThat(emit(TOPIC, 1)).isGreaterThan(before);
  }

  @Test
  void aCheckpointIsTheDatabasesOwnBusiness() {
    assertThatThrownBy(() -> engine.checkpoint(Path.of("nowhere")))
        .isInstanceOf(EngineException.Unsupported.class)
        .hasMessageContaining("pg_basebackup");
  }
}
