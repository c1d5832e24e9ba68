package dev.skerry.origin.engine.contract;

import static dev.skerry.origin.engine.contract.EngineUnderTest.keys;
import static dev.skerry.origin.engine.contract.EngineUnderTest.range;
import static dev.skerry.origin.engine.contract.EngineUnderTest.text;
import static dev.skerry.origin.engine.contract.EngineUnderTest.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Transaction;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Rows are in the order of their keys, both ways, and a scan tells what it covered. */
public interface OrderingContract extends EngineUnderTest {
  @Test
  default void anEmptyEngineHasNoRows() {
    Rows rows = engine().read(snapshot -> snapshot.scan(Scan.of(Range.ALL)));
    assertThat(rows.rows()).isEmpty();
    assertThat(rows.covered()).isEqualTo(Range.ALL);
    assertThat(rows.complete()).isTrue();
    assertThat(engine().get(Key.of("a"))).isNull();
  }

  @Test
  default void keysAreOrderedAsUnsignedOctetsWhicheverWayTheyAreRead() {
    Key[] ordered = {
      Key.of((byte) 0),
      Key.of((byte) 0, (byte) 0),
      Key.of((byte) 0, (byte) 0xFF),
      Key.of((byte) 1),
      Key.of((byte) 0x7F),
      Key.of((byte) 0x80),
      Key.of((byte) 0xFE, (byte) 0xFF, (byte) 0xFF),
    };
    engine()
        .write(
            transaction -> {
              for (int i = 0; i < ordered.length; i++) {
                transaction.put(ordered[(i * 3 + 2) % ordered.length], value("v"));
              }
            });
    List<Key> keys = everything().stream().map(Row::key).toList();
    assertThat(keys).containsExactly(ordered);
    Rows reversed = engine().read(snapshot -> snapshot.scan(Scan.of(Range.ALL).inReverse()));
    assertThat(reversed.rows().stream().map(Row::key).toList().reversed()).containsExactly(ordered);
  }

  @Test
  default void aScanThatStopsTellsWhatItCoveredAndWhatIsLeft() {
    fill("a", "b", "c", "d");
    Rows first = engine().read(snapshot -> snapshot.scan(Scan.of(range("a", "d")).upTo(2)));
    assertThat(keys(first)).containsExactly("a", "b");
    assertThat(first.covered()).isEqualTo(new Range(Key.of("a"), Key.of("b").next()));
    assertThat(first.rest()).isEqualTo(new Range(Key.of("b").next(), Key.of("d")));
    Rows last =
        engine().read(snapshot -> snapshot.scan(Scan.of(range("a", "d")).inReverse().upTo(2)));
    assertThat(keys(last)).containsExactly("c", "b");
    assertThat(last.covered()).isEqualTo(range("b", "d"));
    assertThat(last.rest()).isEqualTo(range("a", "b"));
  }

  @Test
  default void aScanStopsAfterTheRowThatReachesItsOctets() {
    fill("aa", "bb", "cc");
    Rows rows = engine().read(snapshot -> snapshot.scan(Scan.of(Range.ALL).upToBytes(5)));
    assertThat(keys(rows)).containsExactly("aa", "bb");
    assertThat(rows.complete()).isFalse();
  }

  @Test
  default void manyKeysAreReadInTheirOrderWithGapsWhereThereIsNoRow() {
    fill("a", "c");
    List<Key> keys = List.of(Key.of("c"), Key.of("b"), Key.of("a"), Key.of("c"));
    engine()
        .read(
            snapshot -> {
              assertThat(snapshot.getAll(keys).stream().map(EngineUnderTest::text))
                  .containsExactly("c", null, "a", "c");
              return keys;
            });
    try (Transaction transaction = engine().begin()) {
      transaction.put(Key.of("b"), value("own"));
      transaction.delete(Key.of("a"));
      assertThat(transaction.getAll(keys).stream().map(EngineUnderTest::text))
          .containsExactly("c", "own", null, "c");
    }
  }

  @Test
  default void aTransactionSeesItsOwnWritesInOrderAndNobodyElseDoes() {
    fill("a", "b", "c", "d", "e");
    try (Transaction transaction = engine().begin()) {
      transaction.delete(range("b", "e"));
      transaction.put(Key.of("cc"), value("cc"));
      transaction.put(Key.of("e"), value("new"));
      Scan all = Scan.of(Range.ALL);
      assertThat(keys(transaction.scan(all))).containsExactly("a", "cc", "e");
      assertThat(keys(transaction.scan(all.inReverse()))).containsExactly("e", "cc", "a");
      assertThat(keys(transaction.scan(all.upTo(1)))).containsExactly("a");
      assertThat(keys(transaction.scan(all.inReverse().upTo(2)))).containsExactly("e", "cc");
      assertThat(text(transaction.get(Key.of("e")))).isEqualTo("new");
      assertThat(transaction.get(Key.of("c"))).isNull();
      assertThat(everything()).hasSize(5);
      transaction.commit();
    }
    assertThat(everything().stream().map(row -> text(row.value())))
        .containsExactly("a", "cc", "new");
  }

  @Test
  default void anEmptyValueIsAValue() {
    engine().write(transaction -> transaction.put(Key.of("a"), new byte[0]));
    assertThat(engine().get(Key.of("a"))).isNotNull().isEmpty();
  }

  /** Random transactions on the engine and on a sorted map, which must never differ. */
  @Test
  default void anEngineIsAsANaiveTwin() {
    SplittableRandom random = new SplittableRandom(seed());
    Twin twin = new Twin();
    for (int i = 0; i < 150; i++) {
      try (Transaction transaction = engine().begin()) {
        Twin attempt = twin.copy();
        for (int step = random.nextInt(20); step >= 0; step--) {
          attempt.step(random, transaction, "seed " + seed() + ", transaction " + i);
        }
        if (random.nextInt(4) > 0) {
          transaction.commit();
          twin = attempt;
        }
      }
    }
    assertThat(everything()).as("seed %d", seed()).isEqualTo(twin.rows());
  }
}
