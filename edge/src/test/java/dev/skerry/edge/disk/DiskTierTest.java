package dev.skerry.edge.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.edge.cache.Content;
import dev.skerry.edge.cache.LowerTier.Variant;
import dev.skerry.edge.cache.StoredHead;
import dev.skerry.edge.cache.StoredResponse;
import dev.skerry.edge.purge.PurgeLimits;
import dev.skerry.edge.purge.PurgeState;
import dev.skerry.edge.semantics.Vary;
import dev.skerry.http.Fields;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskTierTest {
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

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] random(int bytes) {
    byte[] body = new byte[bytes];
    new Random(bytes).nextBytes(body);
    return body;
  }

  @Test
  void whatWasAskedForTwiceIsThereAfterARestart() {
    world.keep(world.response("/a", text("hello"), "content-type", "text/plain", "etag", "\"1\""));
    world.restart();
    List<StoredResponse> found = world.find("/a");
    assertThat(found).hasSize(1);
    StoredHead head = found.getFirst().head();
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.fields()).isEqualTo(Fields.of("content-type", "text/plain", "etag", "\"1\""));
    assertThat(head.validators().etag()).isEqualTo("\"1\"");
    assertThat(head.freshness().lifetimeMillis()).isEqualTo(3_600_000);
    assertThat(DiskWorld.read(found.getFirst())).isEqualTo(text("hello"));
  }

  @Test
  void whatWasAskedForOnceIsNotWritten() {
    world.store.put(world.response("/once", text("x")));
    world.forgetMemory();
    assertThat(world.find("/once")).isEmpty();
    assertThat(world.tier.counters().writes()).isZero();
  }

  @Test
  void aSecondFetchOfAKeyIsWritten() {
    world.store.put(world.response("/twice", text("x")));
    world.store.clear();
    world.store.put(world.response("/twice", text("y")));
    world.forgetMemory();
    assertThat(world.body("/twice")).isEqualTo(text("y"));
  }

  @Test
  void contentOfEverySizeComesBackAsItWas() {
    int[] sizes = {0, 1, 4000, 65_535, 65_536, 65_537, 262_144, 262_145, 3_000_000, 9_000_000};
    for (int size : sizes) {
      world.keep(world.response("/" + size, random(size)));
      world.settle();
    }
    world.restart();
    for (int size : sizes) {
      assertThat(world.body("/" + size)).as("%d bytes", size).isEqualTo(random(size));
    }
  }

  @Test
  void largeContentCostsNoMemoryOnceItIsOnTheDisk() {
    world.keep(world.response("/large", random(5_000_000)));
    world.forgetMemory();
    assertThat(world.body("/large")).hasSize(5_000_000);
    assertThat(world.store.weightBytes()).isLessThan(10_000);
  }

  @Test
  void whatWasBroughtBackIsNotWrittenAgain() {
    world.keep(world.response("/a", text("x")));
    world.forgetMemory();
    world.store.asked(world.find("/a").getFirst());
    world.forgetMemory();
    assertThat(world.tier.counters().writes()).isEqualTo(1);
  }

  @Test
  void everyVariantComesBack() {
    Vary vary = Vary.ofNames(List.of("accept-language"));
    for (String language : List.of("de", "en", "fr")) {
      world.keep(world.response("/v", vary, language, List.of("t"), text(language)));
    }
    world.restart();
    List<StoredResponse> found = world.find("/v");
    assertThat(found).extracting(s -> s.head().variant()).containsExactly("fr", "en", "de");
    for (StoredResponse stored : found) {
      assertThat(DiskWorld.read(stored)).isEqualTo(text(stored.head().variant()));
      assertThat(stored.head().vary()).isEqualTo(vary);
      assertThat(stored.tags()).containsExactly("t");
    }
    assertThat(world.tier.knows(new Variant(DiskWorld.key("/v"), vary, "en"))).isTrue();
    assertThat(world.tier.knows(new Variant(DiskWorld.key("/v"), vary, "nl"))).isFalse();
  }

  @Test
  void theNewerOfTwoWinsNowAndAfterARestart() {
    world.keep(world.response("/a", text("old")));
    world.settle();
    // Stored and never asked for: it is written all the same, as the older one was.
    world.store.put(world.response("/a", text("new")));
    world.forgetMemory();
    assertThat(world.body("/a")).isEqualTo(text("new"));
    world.restart();
    assertThat(world.body("/a")).isEqualTo(text("new"));
  }

  @Test
  void aFreshenedHeadIsTheOneThatComesBackWithTheOldContent() {
    for (int size : new int[] {100, 1_000_000}) {
      String path = "/" + size;
      StoredResponse old = world.keep(world.response(path, random(size), "etag", "\"1\""));
      world.settle();
      world.now += 1_000;
      StoredHead newHead =
          old.head()
              .freshened(
                  Fields.of("etag", "\"1\"", "x-new", "1"),
                  old.head().freshness(),
                  world.purges.begin());
      StoredResponse fresh = old.withHead(newHead);
      assertThat(world.store.replace(old, Objects.requireNonNull(fresh))).isTrue();
      world.settle();
    }
    long written = world.tier.counters().writtenBytes();
    assertThat(written).as("the large body is written once").isLessThan(1_010_000);
    world.restart();
    for (int size : new int[] {100, 1_000_000}) {
      List<StoredResponse> found = world.find("/" + size);
      assertThat(found).hasSize(1);
      assertThat(found.getFirst().head().fields().first("x-new")).isEqualTo("1");
      assertThat(DiskWorld.read(found.getFirst())).isEqualTo(random(size));
    }
  }

  @Test
  void whatWasInvalidatedIsGoneNowAndAfterARestart() {
    world.keep(world.response("/a", text("x")));
    world.keep(world.response("/b", text("y")));
    world.forgetMemory();
    world.store.removeAll(DiskWorld.key("/a"));
    assertThat(world.find("/a")).isEmpty();
    world.restart();
    assertThat(world.find("/a")).isEmpty();
    assertThat(world.body("/b")).isEqualTo(text("y"));
  }

  @Test
  void whatIsInvalidatedOnItsWayToTheDiskDoesNotGetThere() {
    for (int i = 0; i < 200; i++) {
      world.keep(world.response("/" + i, text("x")));
      world.store.removeAll(DiskWorld.key("/" + i));
    }
    world.forgetMemory();
    for (int i = 0; i < 200; i++) {
      assertThat(world.find("/" + i)).isEmpty();
    }
    world.restart();
    assertThat(world.tier.responses()).isZero();
  }

  @Test
  void whatCannotBeValidatedAndIsUselessIsNotBroughtBack() {
    world.keep(world.response("/plain", text("x")));
    world.keep(world.response("/tagged", text("x"), "etag", "\"1\""));
    world.forgetMemory();
    world.now += 3_600_001;
    assertThat(world.find("/plain")).isEmpty();
    assertThat(world.find("/tagged")).hasSize(1);
  }

  @Test
  void aResponseFromTheFutureIsStale() {
    world.keep(world.response("/a", text("x"), "etag", "\"1\""));
    world.forgetMemory();
    world.now -= 60_000;
    List<StoredResponse> found = world.find("/a");
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().head().freshness().isFresh(world.now)).isFalse();
    assertThat(found.getFirst().head().freshness().isFresh(world.now + 3_000_000)).isFalse();
  }

  @Test
  void aSoftPurgeIsNotForgottenByTheRecord() {
    StoredResponse stored = world.response("/a", text("x"), "etag", "\"1\"");
    world.store.put(stored);
    world.purges.apply(null, List.of(new dev.skerry.edge.purge.Selector.Everything()), true);
    assertThat(world.purges.check(stored)).isEqualTo(PurgeState.SOFT);
    world.store.asked(stored);
    world.restart();
    List<StoredResponse> found = world.find("/a");
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().isSoftPurged()).isTrue();
  }

  @Test
  void aFlippedByteLosesItsObjectAlone() throws IOException {
    world.keep(world.response("/before", random(1000)));
    world.keep(world.response("/small", random(5000)));
    world.keep(world.response("/after", random(1000)));
    world.settle();
    world.stop();
    flipIn(random(5000));
    world.open();
    assertThat(world.body("/before")).isEqualTo(random(1000));
    assertThat(world.find("/small")).isEmpty();
    assertThat(world.body("/after")).isEqualTo(random(1000));
    assertThat(world.tier.counters().damaged()).isEqualTo(1);
  }

  @Test
  void damageLateInLargeContentBreaksItOffAndIsNeverServed() throws IOException {
    byte[] body = random(2_000_000);
    world.keep(world.response("/large", body));
    world.settle();
    world.stop();
    byte[] late = new byte[1000];
    System.arraycopy(body, 1_500_000, late, 0, 1000);
    flipIn(late);
    world.open();
    assertThat(world.body("/large")).as("broken off").isNull();
    assertThat(world.find("/large")).as("not found again").isEmpty();
  }

  /** Changes one byte in the middle of these, wherever they stand in a segment. */
  private void flipIn(byte[] bytes) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("disk"))) {
      for (Path file : files.filter(f -> SegmentFile.number(f).isPresent()).toList()) {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        int at = content.indexOf(new String(bytes, StandardCharsets.ISO_8859_1));
        if (at >= 0) {
          try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.seek(at + bytes.length / 2);
            raw.write(~bytes[bytes.length / 2]);
          }
          return;
        }
      }
    }
    throw new AssertionError("not found on the disk");
  }

  @Test
  void theOldestSegmentGoesAndWhatWasAskedForMovesOn() {
    world.keep(world.response("/hot", random(10_000)));
    world.keep(world.response("/cold", random(10_001)));
    for (int i = 0; i < 150; i++) {
      world.keep(world.response("/filler" + i, random(1_000_000)));
      world.forgetMemory();
      if (i % 20 == 0) {
        assertThat(world.body("/hot")).as("after %d MB", i).isEqualTo(random(10_000));
      }
    }
    assertThat(world.tier.bytes()).isLessThanOrEqualTo(world.bytes + (2L << 20));
    assertThat(world.body("/hot")).isEqualTo(random(10_000));
    assertThat(world.find("/cold")).isEmpty();
    assertThat(world.tier.counters().evictedSegments()).isPositive();
    assertThat(world.tier.counters().moves()).isPositive();
    long responses = world.tier.responses();
    world.restart();
    assertThat(world.tier.responses()).isEqualTo(responses);
    assertThat(world.body("/hot")).isEqualTo(random(10_000));
  }

  @Test
  void aReaderGoesOnWhenTheSegmentIsEvicted() {
    world.keep(world.response("/read", random(3_000_000)));
    world.forgetMemory();
    StoredResponse reading = world.find("/read").getFirst();
    Content content = Objects.requireNonNull(reading.whole());
    content.retain();
    for (int i = 0; i < 100; i++) {
      world.keep(world.response("/filler" + i, random(1_000_000)));
      world.forgetMemory();
    }
    assertThat(world.tier.knows(DiskWorld.key("/read"))).isFalse();
    assertThat(DiskWorld.read(reading)).isEqualTo(random(3_000_000));
    content.release();
  }

  @Test
  void aFolderIsForOneEdgeOnly() {
    assertThatThrownBy(
            () ->
                OpenDisk.open(
                    new DiskSettings(
                        folder.resolve("disk"),
                        64 << 20,
                        Files.createDirectory(folder.resolve("other")),
                        8,
                        64 << 20),
                    PurgeLimits.DEFAULT,
                    world))
        .hasMessageContaining("another edge uses");
  }

  @Test
  void aDiskNeedsACacheWhoseMemoryHasRoomForItsIndex() {
    DiskSettings settings =
        new DiskSettings(folder.resolve("no-disk"), 64 << 20, folder.resolve("data"), 8, 8 << 20);
    assertThatThrownBy(() -> OpenDisk.open(settings, PurgeLimits.DEFAULT, world))
        .hasMessageContaining("cache.memory is 8192 KiB")
        .hasMessageContaining("set cache.memory to at least 16MiB");
  }

  @Test
  void whatTheTierTakesForItselfIsPartOfTheCachesMemory() {
    long before = world.memory.budget().usedBytes();
    world.memory.budget().alsoCounts(world.tier::memoryBytes);
    assertThat(world.memory.budget().usedBytes() - before).isEqualTo(world.tier.memoryBytes());
    assertThat(world.tier.memoryBytes()).isGreaterThan(world.tier.indexBytes() + (4 << 20));
  }

  @Test
  void aVariantThatIsNotAmongTheNewestIsFoundByItself() {
    Vary vary = Vary.ofNames(List.of("x"));
    for (int i = 0; i < 8; i++) {
      world.keep(world.response("/v", vary, "v" + i, List.of(), text("v" + i)));
      world.settle();
    }
    world.forgetMemory();
    Variant first = new Variant(DiskWorld.key("/v"), vary, "v0");
    CompletableFuture<List<StoredResponse>> found = new CompletableFuture<>();
    assertThat(world.tier.load(first, Runnable::run, found::complete)).isTrue();
    assertThat(found.join()).extracting(s -> s.head().variant()).containsExactly("v0");
    assertThat(world.store.lookup(DiskWorld.key("/v"))).hasSize(1);
  }

  @Test
  void aVariantThatHadToGoForNewerOnesDoesNotComeBackWithTheNextStart() {
    Vary vary = Vary.ofNames(List.of("x"));
    for (int i = 0; i < 12; i++) {
      world.keep(world.response("/v", vary, "v" + i, List.of(), text("v" + i)));
      world.settle();
    }
    assertThat(world.tier.responses()).isEqualTo(8);
    world.restart();
    assertThat(world.tier.responses()).isEqualTo(8);
    assertThat(world.tier.knows(new Variant(DiskWorld.key("/v"), vary, "v3"))).isFalse();
    assertThat(world.tier.knows(new Variant(DiskWorld.key("/v"), vary, "v4"))).isTrue();
  }

  @Test
  void aRunWithoutTheDiskMakesItWorthless() throws IOException {
    world.keep(world.response("/a", text("x")));
    world.stop();
    LastRun.beginIfPossible(folder.resolve("data"));
    world.open();
    assertThat(world.find("/a")).isEmpty();
    world.keep(world.response("/b", text("y")));
    world.restart();
    assertThat(world.body("/b")).isEqualTo(text("y"));
  }

  @Test
  void aFolderThatGoesAwayTurnsWritingOffAndNothingElse() throws Exception {
    world.keep(world.response("/a", text("x")));
    world.forgetMemory();
    Path moved = folder.resolve("moved");
    Files.move(folder.resolve("disk"), moved);
    DiskWorld.await("trouble is seen", () -> world.tier.trouble() != null);
    assertThat(world.tier.trouble()).contains("is gone");
    assertThat(world.body("/a")).isEqualTo(text("x"));
    world.keep(world.response("/b", text("y")));
    world.forgetMemory();
    assertThat(world.find("/b")).isEmpty();
    assertThat(world.tier.counters().drops()).isPositive();
    Files.move(moved, folder.resolve("disk"));
    DiskWorld.await("it is tried again", () -> world.tier.trouble() == null);
    world.keep(world.response("/c", text("z")));
    world.forgetMemory();
    assertThat(world.body("/c")).isEqualTo(text("z"));
  }
}
