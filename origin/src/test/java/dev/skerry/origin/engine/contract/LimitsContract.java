package dev.skerry.origin.engine.contract;

import static dev.skerry.origin.engine.contract.EngineUnderTest.text;
import static dev.skerry.origin.engine.contract.EngineUnderTest.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Limits;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Snapshot;
import dev.skerry.origin.engine.Topic;
import dev.skerry.origin.engine.Transaction;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What is within the limits goes, what is beyond is refused by the error that is meant for it. */
public interface LimitsContract extends EngineUnderTest {
  private static Key longKey(int length, int last) {
    byte[] octets = new byte[length];
    Arrays.fill(octets, (byte) 0xFE);
    octets[length - 1] = (byte) last;
    return Key.wrap(octets);
  }

  @Test
  default void theLongestKeyAndTheGreatestValueAreKept() {
    Key key = longKey(Limits.KEY_BYTES, 0xFF);
    byte[] value = new byte[Limits.VALUE_BYTES];
    Arrays.fill(value, (byte) 0xFF);
    engine().write(transaction -> transaction.put(key, value));
    assertThat(engine().get(key)).isEqualTo(value);
    assertThat(everything()).hasSize(1);
  }

  @Test
  default void aKeyOrValueBeyondItsLimitIsRefusedAndTheTransactionGoesOn() {
    try (Transaction transaction = engine().begin()) {
      assertThatThrownBy(() -> transaction.put(longKey(Limits.KEY_BYTES + 1, 1), value("v")))
          .isInstanceOf(EngineException.TooLarge.class)
          .hasMessageContaining("2401")
          .hasMessageContaining("2400");
      assertThatThrownBy(() -> transaction.get(Key.START))
          .isInstanceOf(EngineException.TooLarge.class);
      byte[] tooLarge = new byte[Limits.VALUE_BYTES + 1];
      assertThatThrownBy(() -> transaction.put(Key.of("a"), tooLarge))
          .isInstanceOf(EngineException.TooLarge.class)
          .hasMessageContaining("90001");
      assertThatThrownBy(() -> transaction.emit(new Topic("t"), tooLarge))
          .isInstanceOf(EngineException.TooLarge.class);
      assertThatThrownBy(() -> transaction.put(Key.of((byte) 0xFF), value("v")))
          .isInstanceOf(EngineException.Unsupported.class);
      transaction.put(Key.of("a"), value("a"));
      transaction.commit();
    }
    assertThat(everything()).hasSize(1);
  }

  @Test
  default void aTransactionBeyondItsOctetsIsRefused() {
    byte[] value = new byte[Limits.VALUE_BYTES];
    try (Transaction transaction = engine().begin()) {
      int fitting = Limits.TRANSACTION_BYTES / (Limits.VALUE_BYTES + 5 + Limits.ENTRY_BYTES);
      for (int i = 0; i < fitting; i++) {
        transaction.put(Key.of("key" + (10 + i)), value);
      }
      assertThatThrownBy(() -> transaction.put(Key.of("more"), value))
          .isInstanceOf(EngineException.TooLarge.class)
          .hasMessageContaining("8000000");
      transaction.commit();
      assertThat(everything()).hasSize(fitting);
    }
  }

  @Test
  default void aTransactionPastItsAgeIsTooOldAndWritesNothing() {
    try (Transaction transaction = engine().begin()) {
      transaction.put(Key.of("a"), value("a"));
      time().advance(Limits.TRANSACTION_AGE);
      assertThat(transaction.get(Key.of("b"))).isNull();
      time().advance(Duration.ofMillis(1));
      assertThatThrownBy(() -> transaction.get(Key.of("a")))
          .isInstanceOf(EngineException.TooOld.class);
      assertThatThrownBy(transaction::commit).isInstanceOf(EngineException.TooOld.class);
    }
    assertThat(everything()).isEmpty();
  }

  @Test
  default void aSnapshotPastItsAgeIsTooOld() {
    fill("a");
    try (Snapshot snapshot = engine().snapshot()) {
      time().advance(Limits.SNAPSHOT_AGE);
      assertThat(text(snapshot.get(Key.of("a")))).isEqualTo("a");
      time().advance(Duration.ofMillis(1));
      assertThatThrownBy(() -> snapshot.scan(Scan.of(Range.ALL)))
          .isInstanceOf(EngineException.TooOld.class)
          .hasMessageContaining("60000");
    }
  }

  @Test
  default void aTransactionIsUsedUpByItsEnd() {
    try (Transaction transaction = engine().begin()) {
      transaction.put(Key.of("a"), value("a"));
      transaction.commit();
      assertThatThrownBy(transaction::commit).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> transaction.get(Key.of("a")))
          .isInstanceOf(IllegalStateException.class);
    }
    try (Transaction transaction = engine().begin()) {
      transaction.close();
      assertThatThrownBy(() -> transaction.put(Key.of("a"), value("a")))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  default void whatTheWorkThrowsComesOutAndNothingIsWritten() {
    assertThatThrownBy(
            () ->
                engine()
                    .write(
                        transaction -> {
                          transaction.put(Key.of("a"), value("a"));
                          throw new IOException("by the work");
                        }))
        .isInstanceOf(IOException.class);
    assertThat(everything()).isEmpty();
  }
}
