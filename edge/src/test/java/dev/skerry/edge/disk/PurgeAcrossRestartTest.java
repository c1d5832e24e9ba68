package dev.skerry.edge.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.cache.StoredResponse;
import dev.skerry.edge.purge.Expression;
import dev.skerry.edge.purge.ExpressionException;
import dev.skerry.edge.purge.Purge;
import dev.skerry.edge.purge.PurgeState;
import dev.skerry.edge.purge.Selector;
import dev.skerry.edge.semantics.Vary;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PurgeAcrossRestartTest {
  private static final byte[] BODY = {1, 2, 3};

  @TempDir Path folder;

  private DiskWorld world;

  @BeforeEach
  void open() {
    world = new DiskWorld(folder, 64L << 20);
  }

  @AfterEach
  void close() {
    world.close();
  }

  /** A purge that selects {@code /meant} and not {@code /other}. */
  record Case(String name, @Nullable String site, Selector selector) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> selectors() throws ExpressionException {
    return Stream.of(
        new Case("url", null, new Selector.Url("example.com/meant")),
        new Case("tag", null, new Selector.Tag("meant")),
        new Case("tag of a site", "shop", new Selector.Tag("meant")),
        new Case("prefix", null, new Selector.Prefix("example.com/mea")),
        new Case("expression", null, new Selector.Matching(Expression.parse("path == \"/meant\""))),
        new Case(
            "expression with age",
            null,
            new Selector.Matching(Expression.parse("tag == \"meant\" and age < 1h"))));
  }

  static Stream<Case> wholes() {
    return Stream.of(
        new Case("everything", null, new Selector.Everything()),
        new Case("site", "shop", new Selector.Everything()),
        new Case("host", null, new Selector.Host("example.com")));
  }

  private void keep(String path, String tag) {
    world.keep(world.response(path, Vary.NONE, "", List.of(tag), BODY, "etag", "\"1\""));
  }

  @ParameterizedTest
  @MethodSource("selectors")
  void whatWasPurgedBeforeDoesNotComeBack(Case purged) {
    keep("/meant", "meant");
    keep("/other", "other");
    world.settle();
    world.purges.apply(purged.site(), List.of(purged.selector()), false);
    for (int restart = 0; restart < 3; restart++) {
      world.restart();
      assertThat(world.find("/meant")).as("restart %d", restart).isEmpty();
      assertThat(world.find("/other")).as("restart %d", restart).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("wholes")
  void nothingOfWhatWasPurgedAsAWholeComesBack(Case purged) {
    keep("/a", "t");
    world.settle();
    world.purges.apply(purged.site(), List.of(purged.selector()), false);
    keep("/b", "t");
    world.restart();
    assertThat(world.find("/a")).isEmpty();
    assertThat(world.find("/b")).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("selectors")
  void whatWasSoftlyPurgedComesBackStale(Case purged) {
    keep("/meant", "meant");
    keep("/other", "other");
    world.settle();
    world.purges.apply(purged.site(), List.of(purged.selector()), true);
    world.restart();
    assertThat(world.find("/meant")).hasSize(1).allMatch(StoredResponse::isSoftPurged);
    assertThat(world.find("/other")).hasSize(1).noneMatch(StoredResponse::isSoftPurged);
  }

  @Test
  void aFetchThatBeganBeforeAPurgeIsPurgedAfterTheRestart() {
    StoredResponse late = world.response("/meant", BODY);
    world.purges.apply(null, List.of(new Selector.Everything()), false);
    world.keep(late);
    world.restart();
    assertThat(world.find("/meant")).isEmpty();
  }

  @Test
  void purgesNumberedElsewhereHoldTooAndNumbersGoOn() {
    keep("/meant", "meant");
    world.settle();
    world.purges.apply(new Purge(1000, world.now, null, List.of(new Selector.Tag("meant")), false));
    world.restart();
    assertThat(world.find("/meant")).isEmpty();
    assertThat(world.purges.latest()).isEqualTo(1000);
    assertThat(world.purges.apply(null, List.of(new Selector.Tag("x")), false).sequence())
        .isEqualTo(1001);
  }

  @Test
  void aPurgeIsRememberedForAsLongAsAnOlderRecordIsOnTheDisk() {
    keep("/meant", "meant");
    world.settle();
    world.purges.apply(null, List.of(new Selector.Tag("meant")), false);
    world.store.clear();
    world.purges.retire();
    world.purges.retire();
    assertThat(world.find("/meant")).isEmpty();
    world.restart();
    world.purges.retire();
    world.restart();
    assertThat(world.find("/meant")).isEmpty();
  }

  @Test
  void aTornEndOfTheJournalIsAPurgeThatWasNeverAcknowledged() throws IOException {
    keep("/a", "a");
    world.settle();
    world.purges.apply(null, List.of(new Selector.Tag("a")), false);
    world.purges.apply(null, List.of(new Selector.Tag("b")), false);
    keep("/b", "b2");
    world.stop();
    Path journal = folder.resolve("disk").resolve("purges");
    try (RandomAccessFile raw = new RandomAccessFile(journal.toFile(), "rw")) {
      raw.setLength(raw.length() - 3);
    }
    world.open();
    assertThat(world.find("/a")).isEmpty();
    assertThat(world.find("/b")).hasSize(1);
    assertThat(world.purges.latest()).as("a record carries it").isEqualTo(2);
  }

  @Test
  void aDamagedJournalMeansThatEverythingWasPurged() throws IOException {
    keep("/a", "a");
    world.settle();
    world.purges.apply(null, List.of(new Selector.Tag("b")), false);
    world.stop();
    Path journal = folder.resolve("disk").resolve("purges");
    byte[] bytes = Files.readAllBytes(journal);
    bytes[bytes.length - 2] ^= 1;
    Files.write(journal, bytes);
    world.open();
    assertThat(world.find("/a")).isEmpty();
    keep("/new", "n");
    world.restart();
    assertThat(world.find("/new")).hasSize(1);
  }

  @Test
  void aLostJournalMeansThatEverythingWasPurged() throws IOException {
    keep("/a", "a");
    world.stop();
    Files.delete(folder.resolve("disk").resolve("purges"));
    world.open();
    assertThat(world.find("/a")).isEmpty();
  }

  @Test
  void theJournalStaysSmallHoweverManyPurgesThereAre() throws IOException {
    keep("/a", "a");
    world.settle();
    // Each in the place of the one before; without their syncs this would be one write.
    String tag = "t".repeat(60_000);
    for (int i = 0; i < 100; i++) {
      world.purges.apply(null, List.of(new Selector.Tag(tag)), false);
    }
    assertThat(Files.size(folder.resolve("disk").resolve("purges"))).isLessThan(2_500_000);
    world.restart();
    assertThat(world.purges.latest()).isEqualTo(100);
    assertThat(world.find("/a")).hasSize(1);
    assertThat(world.purges.check(world.find("/a").getFirst())).isEqualTo(PurgeState.NONE);
  }

  @Test
  void aPurgeThatCannotBeKeptSaysSoAndHoldsNow() throws IOException {
    keep("/a", "a");
    world.settle();
    Path moved = folder.resolve("moved");
    // Grown enough that it would be written anew, which needs the folder.
    String tag = "t".repeat(60_000);
    for (int i = 0; i < 18; i++) {
      world.purges.apply(null, List.of(new Selector.Tag(tag)), false);
    }
    Files.move(folder.resolve("disk"), moved);
    try {
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> {
                for (int i = 0; i < 100; i++) {
                  world.purges.apply(null, List.of(new Selector.Tag("a")), false);
                  world.purges.apply(null, List.of(new Selector.Tag(tag)), false);
                }
              })
          .isInstanceOf(java.io.UncheckedIOException.class)
          .hasMessageContaining("cannot be written");
      assertThat(world.find("/a")).isEmpty();
    } finally {
      Files.move(moved, folder.resolve("disk"));
    }
    world.purges.apply(null, List.of(new Selector.Tag("z")), false);
    world.restart();
    assertThat(world.find("/a")).isEmpty();
  }
}
