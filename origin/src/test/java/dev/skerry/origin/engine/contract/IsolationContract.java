package dev.skerry.origin.engine.contract;

import static dev.skerry.origin.engine.contract.EngineUnderTest.keys;
import static dev.skerry.origin.engine.contract.EngineUnderTest.range;
import static dev.skerry.origin.engine.contract.EngineUnderTest.text;
import static dev.skerry.origin.engine.contract.EngineUnderTest.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Snapshot;
import dev.skerry.origin.engine.Transaction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two who meet, step by step: of those who cannot both have been alone, one is refused. */
public interface IsolationContract extends EngineUnderTest {
  /** Commits both, the second after the first; whether both were committed. */
  private static boolean bothCommit(Transaction first, Transaction second) {
    try {
      first.commit();
      second.commit();
      return true;
    } catch (EngineException.Conflict e) {
      return false;
    }
  }

  @Test
  default void anUpdateIsNotLost() {
    fill("x");
    try (Transaction one = engine().begin();
        Transaction other = engine().begin()) {
      one.put(Key.of("x"), value(text(one.get(Key.of("x"))) + "1"));
      other.put(Key.of("x"), value(text(other.get(Key.of("x"))) + "2"));
      assertThat(bothCommit(one, other)).isFalse();
    }
    assertThat(text(engine().get(Key.of("x")))).isEqualTo("x1");
  }

  @Test
  default void aRowIsCreatedOnce() {
    try (Transaction one = engine().begin();
        Transaction other = engine().begin()) {
      assertThat(one.get(Key.of("x"))).isNull();
      assertThat(other.get(Key.of("x"))).isNull();
      one.put(Key.of("x"), value("1"));
      other.put(Key.of("x"), value("2"));
      assertThat(bothCommit(one, other)).isFalse();
    }
  }

  @Test
  default void writesAreNotSkewedOnKeys() {
    fill("x", "y");
    try (Transaction one = engine().begin();
        Transaction other = engine().begin()) {
      one.get(Key.of("x"));
      other.get(Key.of("y"));
      one.put(Key.of("y"), value("1"));
      other.put(Key.of("x"), value("2"));
      assertThat(bothCommit(one, other)).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  default void writesAreNotSkewedOnRangesThatWereEmpty(boolean reversed) {
    Scan scan = Scan.of(range("a", "b"));
    Scan way = reversed ? scan.inReverse() : scan;
    try (Transaction one = engine().begin();
        Transaction other = engine().begin()) {
      assertThat(one.scan(way).rows()).isEmpty();
      assertThat(other.scan(way).rows()).isEmpty();
      one.put(Key.of("a1"), value("1"));
      other.put(Key.of("a2"), value("2"));
      assertThat(bothCommit(one, other)).isFalse();
    }
  }

  @Test
  default void aRowThatAppearsInWhatAScanCoveredIsAConflict() {
    fill("a", "c", "e");
    try (Transaction one = engine().begin()) {
      assertThat(keys(one.scan(Scan.of(Range.ALL).upTo(2)))).containsExactly("a", "c");
      one.put(Key.of("seen"), value("2"));
      fill("b");
      assertThat(commits(one)).isFalse();
    }
  }

  @Test
  default void aRangeRemovedInWhatWasReadIsAConflict() {
    fill("a", "b", "c");
    for (boolean byKey : new boolean[] {true, false}) {
      try (Transaction one = engine().begin()) {
        if (byKey) {
          one.get(Key.of("b"));
        } else {
          one.scan(Scan.of(range("bb", "d")));
        }
        one.put(Key.of("seen"), value("1"));
        engine().write(transaction -> transaction.delete(range("b", "c")));
        fill("b");
        engine().write(transaction -> transaction.delete(range("b", "bc")));
        assertThat(commits(one)).as("by key: %s", byKey).isFalse();
      }
    }
  }

  /**
   * Fekete, O'Neil and O'Neil, "A read-only transaction anomaly under snapshot isolation", 2004.
   */
  @Test
  default void whoOnlyReadsSeesNoStateThatNeverWas() {
    fill("x", "y");
    boolean committed;
    String seen;
    try (Transaction batch = engine().begin();
        Transaction deposit = engine().begin()) {
      batch.get(Key.of("x"));
      batch.get(Key.of("y"));
      deposit.put(Key.of("y"), value("20"));
      deposit.commit();
      seen = engine().read(now -> text(now.get(Key.of("x"))) + text(now.get(Key.of("y"))));
      batch.put(Key.of("x"), value("-11"));
      committed = commits(batch);
    }
    assertThat(seen).isEqualTo("x20");
    assertThat(committed).isFalse();
  }

  @Test
  default void nothingIsSeenOfWhoIsNotCommitted() {
    fill("x");
    try (Transaction writer = engine().begin()) {
      writer.put(Key.of("x"), value("dirty"));
      writer.put(Key.of("y"), value("dirty"));
      try (Transaction reader = engine().begin()) {
        assertThat(text(reader.get(Key.of("x")))).isEqualTo("x");
        assertThat(reader.get(Key.of("y"))).isNull();
      }
    }
    assertThat(text(engine().get(Key.of("x")))).isEqualTo("x");
  }

  @Test
  default void informationDoesNotGoInACircle() {
    fill("x", "y");
    try (Transaction one = engine().begin();
        Transaction other = engine().begin()) {
      one.put(Key.of("x"), value("1"));
      other.put(Key.of("y"), value("2"));
      assertThat(text(one.get(Key.of("y")))).isEqualTo("y");
      assertThat(text(other.get(Key.of("x")))).isEqualTo("x");
      assertThat(bothCommit(one, other)).isFalse();
    }
  }

  @Test
  default void aSnapshotStaysAsItWas() {
    fill("a", "b");
    try (Snapshot snapshot = engine().snapshot()) {
      engine().write(transaction -> transaction.delete(range("a", "c")));
      fill("c");
      assertThat(keys(snapshot.scan(Scan.of(Range.ALL)))).containsExactly("a", "b");
      assertThat(text(snapshot.get(Key.of("a")))).isEqualTo("a");
      assertThat(snapshot.get(Key.of("c"))).isNull();
    }
    assertThat(everything()).hasSize(1);
  }

  @Test
  default void whoCommittedIsSeenByAllWhoComeAfter() {
    for (int i = 0; i < 50; i++) {
      String number = Integer.toString(i);
      engine().write(transaction -> transaction.put(Key.of("x"), value(number)));
      assertThat(text(engine().get(Key.of("x")))).isEqualTo(number);
    }
  }

  @Test
  default void writesThatNobodyReadMeetNoConflict() {
    try (Transaction one = engine().begin();
        Transaction other = engine().begin()) {
      one.put(Key.of("x"), value("1"));
      other.put(Key.of("x"), value("2"));
      one.commit();
      other.commit();
    }
    assertThat(text(engine().get(Key.of("x")))).isEqualTo("2");
  }

  @Test
  default void theEngineTriesAgainUntilAllWhoMeetAreThrough() throws InterruptedException {
    fill("counter0");
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      threads.add(Thread.ofPlatform().start(() -> count(10)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(text(engine().get(Key.of("counter")))).isEqualTo("80");
  }

  private void count(int times) {
    for (int i = 0; i < times; i++) {
      engine()
          .write(
              transaction -> {
                String before = text(transaction.get(Key.of("counter")));
                int number = before == null ? 0 : Integer.parseInt(before);
                transaction.put(Key.of("counter"), value(Integer.toString(number + 1)));
              });
    }
  }

  private static boolean commits(Transaction transaction) {
    try {
      transaction.commit();
      return true;
    } catch (EngineException.Conflict e) {
      return false;
    }
  }
}
