package dev.skerry.control.changes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.control.changes.SourceFollower.Step;
import dev.skerry.edge.purge.Selector;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.TableNews;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFollowerTest {
  private RocksEngine engine;
  private Origin origin;
  private Origin.Node node;

  @BeforeEach
  void open(@TempDir Path folder) {
    engine = RocksEngine.open(RocksSettings.in(folder.resolve("db")));
    origin = new Origin(engine);
    node = origin.new Node();
    node.catchUp();
  }

  @AfterEach
  void close() {
    node.close();
    origin.close();
    engine.close();
  }

  private List<String> purged() {
    return node.purges.before(Long.MAX_VALUE, 1_000).reversed().stream()
        .map(
            logged ->
                logged.purge().site()
                    + " "
                    + logged.purge().selectors().stream().map(SourceFollowerTest::text).toList())
        .toList();
  }

  /** What is purged once when a site begins to ask for a table. */
  private static String begins(@Nullable String site, String table) {
    return site + " [Matching[expression=tag starts-with \"t:" + table + "/\"]]";
  }

  /** What is purged once when it ceases to: the same. */
  private static String ends(String site, String table) {
    return begins(site, table);
  }

  private static String text(Selector selector) {
    return switch (selector) {
      case Selector.Tag(String tag) -> tag;
      case Selector.Everything() -> "everything";
      default -> selector.toString();
    };
  }

  @Test
  void anItemPurgesItsTagItsPartitionAndTheTable() {
    TableDefinition table = origin.make(Origin.ACCOUNT, "Prices", true);
    origin.ask("shop=Prices");
    origin.write(table, List.of(Origin.item("a b", 7, 1), Origin.item("a b", 8, 1)));
    node.catchUp();
    assertThat(purged())
        .containsExactly(
            begins("shop", "Prices"),
            "shop [t:Prices/a%20b/7, t:Prices/a%20b/*, t:Prices/*, t:Prices/a%20b/8]");
    assertThat(node.follower.followed()).isEqualTo(2);
  }

  @Test
  void whatWasChangedBetweenTheVersionAndTheNextLookIsPurged() {
    TableDefinition table = origin.make(Origin.ACCOUNT, "Orders", false);
    node.catchUp();
    origin.ask("shop=Orders");
    origin.write(table, List.of(Origin.item("a", null, 1)));
    assertThat(node.follower.step()).isEqualTo(Step.MORE);
    node.catchUp();
    assertThat(purged()).containsExactly(begins("shop", "Orders"), "shop [t:Orders/a, t:Orders/*]");
  }

  @Test
  void whatASiteCeasesToAskForIsPurgedOnceAndOnceMoreWhenItAsksAgain() {
    TableDefinition table = origin.make(Origin.ACCOUNT, "Orders", false);
    origin.ask("shop=Orders");
    node.catchUp();
    origin.ask();
    node.catchUp();
    origin.write(table, List.of(Origin.item("a", null, 1)));
    node.catchUp();
    assertThat(purged()).containsExactly(begins("shop", "Orders"), ends("shop", "Orders"));
    origin.ask("shop=Orders", "blog=Prices");
    node.catchUp();
    assertThat(purged())
        .containsExactly(
            begins("shop", "Orders"),
            ends("shop", "Orders"),
            begins("shop", "Orders"),
            begins("blog", "Prices"));
    origin.ask("shop=Orders");
    node.catchUp();
    origin.ask("shop=Orders", "blog=Prices");
    node.catchUp();
    assertThat(purged()).as("asked again while others did all the time").hasSize(6);
  }

  @Test
  void whatASiteCeasesToAskForWhileNobodyFollowsIsPurgedAtTheNextStart() {
    TableDefinition _ = origin.make(Origin.ACCOUNT, "Orders", false);
    origin.ask("shop=Orders");
    node.catchUp();
    node.close();
    origin.ask();
    node = origin.new Node();
    node.catchUp();
    assertThat(purged()).containsExactly(begins("shop", "Orders"), ends("shop", "Orders"));
  }

  @Test
  void whileNobodyAsksNothingIsReadOrPurged() {
    TableDefinition table = origin.make(Origin.ACCOUNT, "Orders", false);
    origin.write(table, List.of(Origin.item("a", null, 1)));
    assertThat(node.follower.step()).isEqualTo(Step.IDLE);
    long newest = engine.feed().newest().stamp().number();
    assertThat(node.follower.step()).isEqualTo(Step.IDLE);
    assertThat(engine.feed().newest().stamp().number()).as("nor written").isEqualTo(newest);
    assertThat(purged()).isEmpty();
  }

  @Test
  void tablesOfOtherAccountsAndFormerTablesOfTheNamePurgeNothing() {
    TableDefinition other = origin.make(Origin.OTHER_ACCOUNT, "Orders", false);
    TableDefinition former = origin.make(Origin.ACCOUNT, "Orders", false);
    origin.ask("shop=Orders", "blog=" + Origin.OTHER_ACCOUNT + ":Orders");
    origin.write(other, List.of(Origin.item("o", null, 1)));
    origin.write(former, List.of(Origin.item("f", null, 1)));
    origin.delete(Origin.ACCOUNT, "Orders");
    TableDefinition _ = origin.make(Origin.ACCOUNT, "Orders", false);
    node.catchUp();
    assertThat(purged())
        .containsExactly(
            begins("blog", "Orders"),
            begins("shop", "Orders"),
            "blog [t:Orders/o, t:Orders/*]",
            "shop [Matching[expression=tag starts-with \"t:Orders/\"]]");
  }

  @Test
  void whereThePlaceIsLostAllOfTheSitesThatAskIsPurged(@TempDir Path another) {
    try (RocksEngine fresh = RocksEngine.open(RocksSettings.in(another.resolve("db")));
        Origin elsewhere = new Origin(fresh)) {
      elsewhere.ask("shop=Orders", "blog=Orders");
      try (Origin.Node first = elsewhere.new Node()) {
        first.catchUp();
        assertThat(first.purges.before(Long.MAX_VALUE, 10).reversed())
            .extracting(logged -> logged.purge().site() + " " + logged.purge().selectors())
            .containsExactly("blog [Everything[]]", "shop [Everything[]]");
      }
    }
  }

  @Test
  void anEntryThatCannotBeReadPurgesAllOfTheSitesThatAsk() {
    origin.ask("shop=Orders");
    engine.write(transaction -> transaction.emit(TableNews.TOPIC, new byte[] {1, 2, 3}));
    node.catchUp();
    assertThat(purged()).containsExactly(begins("shop", "Orders"), "shop [everything]");
  }

  @Test
  void manyChangesAreFewPurgesOfAtMostSoManyTargets() {
    TableDefinition table = origin.make(Origin.ACCOUNT, "Prices", true);
    origin.ask("shop=Prices");
    for (int batch = 0; batch < 5; batch++) {
      int from = 1_000 * batch;
      origin.write(
          table,
          IntStream.range(from, from + 1_000).mapToObj(i -> Origin.item("k" + i, i, 1)).toList());
    }
    node.catchUp();
    assertThat(node.follower.followed()).isEqualTo(5_000);
    assertThat(node.purges.before(Long.MAX_VALUE, 1_000))
        .hasSizeLessThanOrEqualTo(21)
        .allMatch(logged -> logged.purge().selectors().size() <= Targets.IN_ONE);
  }

  @Test
  void whatVeryManySitesAskForIsPurgedForAll() {
    TableDefinition table = origin.make(Origin.ACCOUNT, "Orders", false);
    origin.ask(IntStream.range(0, 60).mapToObj(i -> "s" + i + "=Orders").toArray(String[]::new));
    origin.write(table, List.of(Origin.item("a", null, 1)));
    node.catchUp();
    assertThat(purged()).containsExactly(begins(null, "Orders"), "null [t:Orders/a, t:Orders/*]");
  }

  @Test
  void whereChangesDoNotEndPurgesArePaced() {
    long[] now = {0};
    PurgePace pace = new PurgePace(() -> now[0]);
    assertThat(pace.ordered(500)).isZero();
    assertThat(pace.ordered(1)).isEqualTo(Duration.ofMillis(20));
    now[0] += Duration.ofSeconds(1).toNanos();
    assertThat(pace.ordered(10)).isZero();
    @Nullable Duration most = pace.ordered(100);
    assertThat(most).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1_250));
  }
}
