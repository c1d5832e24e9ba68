package dev.skerry.origin.engine.contract;

import static dev.skerry.origin.engine.contract.EngineUnderTest.text;
import static dev.skerry.origin.engine.contract.EngineUnderTest.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Outcome;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.Token;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.engine.driver.Attempts;
import dev.skerry.origin.engine.driver.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What became of an attempt is found out by its token, and no attempt is made twice. */
public interface OutcomeContract extends EngineUnderTest {
  @Test
  default void aCommittedAttemptIsKnownByItsToken() {
    List<Token> tokens = new ArrayList<>();
    List<Stamp> stamps = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      try (Transaction transaction = engine().begin()) {
        transaction.put(Key.of("a"), value("a"));
        tokens.add(transaction.token());
        stamps.add(transaction.commit());
      }
    }
    for (int i = 0; i < tokens.size(); i++) {
      assertThat(engine().outcome(tokens.get(i))).isEqualTo(new Outcome.Committed(stamps.get(i)));
    }
  }

  @Test
  default void anAttemptThatWasRefusedOrClosedIsKnownNotToBeCommitted() {
    fill("x");
    try (Transaction refused = engine().begin();
        Transaction closed = engine().begin()) {
      refused.get(Key.of("x"));
      refused.put(Key.of("y"), value("y"));
      closed.put(Key.of("z"), value("z"));
      closed.close();
      fill("x");
      assertThatThrownBy(refused::commit).isInstanceOf(EngineException.Conflict.class);
      assertThat(engine().outcome(refused.token())).isEqualTo(new Outcome.NotCommitted());
      assertThat(engine().outcome(closed.token())).isEqualTo(new Outcome.NotCommitted());
    }
  }

  @Test
  default void workWhoseCommitIsUnknownIsDoneOnce() {
    SplittableRandom random = new SplittableRandom(seed());
    UnknownCommits unknown = new UnknownCommits(engine(), random);
    Attempts attempts = new Attempts(unknown, Patience.DEFAULT, System::nanoTime);
    for (int i = 0; i < 40; i++) {
      attempts.transact(
          transaction -> {
            String before = text(transaction.get(Key.of("counter")));
            int count = before == null ? 1 : Integer.parseInt(before) + 1;
            transaction.put(Key.of("counter"), value(Integer.toString(count)));
            return count;
          });
    }
    assertThat(text(engine().get(Key.of("counter")))).as("seed %d", seed()).isEqualTo("40");
    assertThat(unknown.injected()).isGreaterThan(10);
  }

  @Test
  default void workWhoseCommitStaysUnknownIsNotRepeated() {
    UnknownCommits unknown = new UnknownCommits(engine(), new SplittableRandom(seed()));
    unknown.forgetOutcomes();
    Duration pause = Duration.ofMillis(1);
    Attempts attempts =
        new Attempts(unknown, new Patience(Duration.ofSeconds(1), pause, pause), time());
    List<Integer> calls = new ArrayList<>();
    assertThatThrownBy(
            () ->
                attempts.transact(
                    transaction -> {
                      calls.add(1);
                      time().advance(Duration.ofSeconds(2));
                      transaction.put(Key.of("a"), value("a"));
                      return calls;
                    }))
        .isInstanceOf(EngineException.CommitUnknown.class);
    assertThat(calls).hasSize(1);
  }
}
