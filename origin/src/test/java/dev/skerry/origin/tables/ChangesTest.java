package dev.skerry.origin.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Entry;
import dev.skerry.origin.engine.Feed;
import dev.skerry.origin.engine.ForwardingEngine;
import dev.skerry.origin.engine.ForwardingFeed;
import dev.skerry.origin.engine.Limits;
import dev.skerry.origin.engine.Position;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Topic;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import dev.skerry.origin.tables.expression.KeyAttribute;
import dev.skerry.origin.tables.value.AttributeType;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.Item;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What followers of the feed are told of writes. */
class ChangesTest {
  private static final Instant OPENED = Instant.ofEpochSecond(1_700_000_000);
  private RocksEngine engine;

  @BeforeEach
  void open(@TempDir Path folder) {
    engine = RocksEngine.open(RocksSettings.in(folder.resolve("db")));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private static TableDefinition table(TableStream.@Nullable View view) {
    KeySchema key = new KeySchema(List.of(new KeyAttribute("h", AttributeType.S)), List.of());
    return new TableDefinition(
        7,
        "uuid",
        "123456789012",
        "things",
        OPENED,
        new TableSchema(Map.of("h", AttributeType.S), key, List.of()),
        new TableOptions(
            true,
            new Throughput(0, 0),
            view == null ? null : new TableStream(view, OPENED),
            null,
            false,
            Map.of()),
        TableTraits.NONE,
        TableDefinition.State.ACTIVE,
        OPENED);
  }

  private static Item item(String key, String value) {
    return new Item(Map.of("h", AttributeValue.string(key), "x", AttributeValue.string(value)));
  }

  private void write(TableDefinition table, @Nullable Item before, @Nullable Item after) {
    engine.write(transaction -> Items.write(transaction, table, before, after));
  }

  private List<Change> told(Topic topic) {
    return engine.feed().follow(topic, Position.START, 100).entries().stream()
        .map(Entry::octets)
        .map(Change::of)
        .toList();
  }

  private int images() {
    return engine
        .read(snapshot -> snapshot.scan(Scan.of(Range.prefix(RowKeys.images(7)))))
        .rows()
        .size();
  }

  @ParameterizedTest
  @EnumSource
  void aStreamsTopicTellsTheImagesOfItsView(TableStream.View view) {
    TableDefinition table = table(view);
    for (int length : new int[] {1, ItemRow.MOST_BYTES, 3 * Limits.VALUE_BYTES}) {
      String key = "k" + length;
      Item first = item(key, "1".repeat(length));
      Item second = item(key, "2".repeat(length));
      write(table, null, first);
      write(table, first, second);
      write(table, second, null);
    }
    List<Change> told = told(new TableStream(view, OPENED).topic(7));
    assertThat(told)
        .extracting(Change::kind)
        .containsSubsequence(Change.Kind.INSERT, Change.Kind.MODIFY, Change.Kind.REMOVE)
        .hasSize(9);
    for (Change change : told) {
      assertThat(change.key().attributes()).containsOnlyKeys("h");
      assertThat(engine.<Boolean, RuntimeException>read(s -> change.before().read(s) != null))
          .as("the image before")
          .isEqualTo(view.showsBefore() && change.kind() != Change.Kind.INSERT);
      assertThat(engine.<Boolean, RuntimeException>read(s -> change.after().read(s) != null))
          .as("the image after")
          .isEqualTo(view.showsAfter() && change.kind() != Change.Kind.REMOVE);
    }
    assertThat(told(Items.CHANGES)).hasSize(9).allMatch(change -> change.name().equals("things"));
  }

  @Test
  void nobodyIsToldOfAWriteThatChangesNothing() {
    TableDefinition table = table(TableStream.View.NEW_IMAGE);
    write(table, null, item("a", "1"));
    write(table, item("a", "1"), item("a", "1"));
    write(table, null, null);
    assertThat(told(Items.CHANGES)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"NEW_IMAGE,8", "OLD_IMAGE,8", "KEYS_ONLY,4", ",4"})
  void aLargeImageIsKeptOnceAndForAsLongAsTheFeedRefersToIt(
      TableStream.@Nullable View view, int kept) {
    TableDefinition table = table(view);
    Item first = item("a", "1".repeat(300_000));
    Item second = item("a", "2".repeat(300_000));
    write(table, null, first);
    assertThat(images()).isEqualTo(4);
    write(table, first, second);
    assertThat(images()).isEqualTo(kept);
    assertThat(
            engine.<Boolean, RuntimeException>read(
                snapshot -> second.equals(Items.get(snapshot, table, item("a", "")))))
        .isTrue();
  }

  @Test
  void whatOnlyTheFeedRefersToGoesAfterTheFeed() {
    TableDefinition table = table(TableStream.View.OLD_IMAGE);
    FeedAt at = new FeedAt(engine);
    Leftovers leftovers = new Leftovers(at, () -> false);
    Item first = item("a", "1".repeat(300_000));
    write(table, null, first);
    write(table, first, null);
    leftovers.sweep();
    assertThat(images()).as("the feed has it").isEqualTo(4);
    at.oldest = engine.feed().newest();
    leftovers.sweep();
    assertThat(images()).as("it may have begun before").isEqualTo(4);
    at.oldest = Position.after(engine.write(t -> Items.write(t, table, null, item("b", ""))));
    leftovers.sweep();
    assertThat(images()).isZero();
  }

  @Test
  void theImagesOfADeletedTableGoAfterTheFeedUnlessItIsToStop() {
    TableDefinition table = table(TableStream.View.OLD_IMAGE);
    FeedAt at = new FeedAt(engine);
    AtomicBoolean closed = new AtomicBoolean();
    Leftovers leftovers = new Leftovers(at, closed::get);
    write(table, null, item("a", "1".repeat(300_000)));
    engine.write(transaction -> Leftovers.add(transaction, RowKeys.images(table.number())));
    at.oldest = engine.feed().newest();
    leftovers.sweep();
    at.oldest = Position.after(engine.write(t -> Items.write(t, table, null, item("b", ""))));
    closed.set(true);
    leftovers.sweep();
    assertThat(images()).isEqualTo(4);
    closed.set(false);
    leftovers.sweep();
    assertThat(images()).isZero();
  }

  /** An engine whose feed says what its oldest entry is. */
  private static final class FeedAt extends ForwardingEngine {
    Position oldest = Position.START;

    FeedAt(Engine engine) {
      super(engine);
    }

    @Override
    public Feed feed() {
      return new ForwardingFeed(super.feed()) {
        @Override
        public Position oldest() {
          return oldest;
        }
      };
    }
  }
}
