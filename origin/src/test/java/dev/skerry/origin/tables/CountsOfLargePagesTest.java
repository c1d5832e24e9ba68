package dev.skerry.origin.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Feed;
import dev.skerry.origin.engine.FeedPage;
import dev.skerry.origin.engine.ForwardingEngine;
import dev.skerry.origin.engine.ForwardingFeed;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Limits;
import dev.skerry.origin.engine.Position;
import dev.skerry.origin.engine.Topic;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes whose counts are more together than one transaction takes. */
class CountsOfLargePagesTest {
  private static final Topic CHANGES = new Topic("tables.counts");
  private static final int COLLECTIONS = 2_400;

  private RocksEngine engine;

  @BeforeEach
  void open(@TempDir Path folder) {
    engine = RocksEngine.open(RocksSettings.in(folder.resolve("db")));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void nothingOfALargePageIsLost() {
    long table = 7;
    Key prefix = RowKeys.collections(table);
    engine.write(transaction -> Counting.begin(transaction, table));
    for (int from = 0; from < COLLECTIONS; from += 800) {
      int first = from;
      engine.write(
          transaction -> {
            for (int i = first; i < first + 800; i++) {
              CountChange change = CountChange.of(table);
              change.add(0, 1, 100);
              change.add(longest(prefix, i), 100 + i);
              transaction.emit(CHANGES, change.encode());
            }
          });
    }

    Counting counting = new Counting(engine);
    int rounds = 1;
    while (!counting.addUp()) {
      rounds++;
    }

    assertThat(rounds).isGreaterThan(2);
    CountChange.Counts counts = Objects.requireNonNull(counting.of(table).get(0));
    assertThat(counts).isEqualTo(new CountChange.Counts(COLLECTIONS, 100 * COLLECTIONS));
    for (int i = 0; i < COLLECTIONS; i++) {
      byte[] kept = Objects.requireNonNull(engine.get(longest(prefix, i)), "collection " + i);
      assertThat(ByteBuffer.wrap(kept).getLong()).isEqualTo(100 + i);
    }
  }

  @Test
  void addingUpEndsAlsoWhereOthersWriteMeanwhile() {
    long table = 8;
    engine.write(transaction -> Counting.begin(transaction, table));
    for (int i = 0; i < 3; i++) {
      addOne(table);
    }
    AtomicInteger pages = new AtomicInteger();
    Engine busy =
        new ForwardingEngine(engine) {
          @Override
          public Feed feed() {
            return new ForwardingFeed(super.feed()) {
              @Override
              public FeedPage follow(Topic topic, Position after, int limit) {
                assertThat(pages.incrementAndGet()).isLessThan(20);
                FeedPage page = super.follow(topic, after, 1);
                addOne(table);
                return new FeedPage(page.entries(), page.next(), false);
              }
            };
          }
        };

    new Counting(busy).catchUp();

    assertThat(Objects.requireNonNull(new Counting(engine).of(table).get(0)).items())
        .isGreaterThanOrEqualTo(3);
  }

  private void addOne(long table) {
    engine.write(
        transaction -> {
          CountChange change = CountChange.of(table);
          change.add(0, 1, 100);
          transaction.emit(CHANGES, change.encode());
        });
  }

  /** A key as long as there can be. */
  private static Key longest(Key prefix, int number) {
    byte[] octets = Arrays.copyOf(prefix.toBytes(), Limits.KEY_BYTES);
    ByteBuffer.wrap(octets).putInt(Limits.KEY_BYTES - Integer.BYTES, number);
    return Key.wrap(octets);
  }
}
