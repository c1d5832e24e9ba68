package dev.skerry.edge.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was removed or superseded does not come back, though the disk took no writes then. */
class DurableRemovalTest {
  @TempDir Path folder;

  private DiskWorld world;

  @BeforeEach
  void open() {
    world = new DiskWorld(folder, 64L << 20);
    world.keep(world.response("/a", text("old")));
    world.keep(world.response("/b", text("other")));
    world.settle();
  }

  @AfterEach
  void close() {
    world.close();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Path disk() {
    return folder.resolve("disk");
  }

  private Path away() {
    return folder.resolve("away");
  }

  /** The writer finds that its file is gone, and takes no writes. */
  private void takeTheFolderAway() throws IOException {
    Files.move(disk(), away());
    DiskWorld.await("the disk is off", () -> world.tier.trouble() != null);
  }

  private void putTheFolderBack() throws IOException {
    Files.move(away(), disk());
  }

  @Test
  void whatIsInvalidatedWhileTheDiskTakesNoWritesIsWrittenAtTheEnd() throws IOException {
    takeTheFolderAway();
    world.store.removeAll(DiskWorld.key("/a"));
    putTheFolderBack();
    world.restart();
    assertThat(world.find("/a")).isEmpty();
    assertThat(world.body("/b")).isEqualTo(text("other"));
  }

  @Test
  void whatIsSupersededWhileTheDiskTakesNoWritesDoesNotComeBack() throws IOException {
    takeTheFolderAway();
    world.store.put(world.response("/a", text("new")));
    putTheFolderBack();
    world.restart();
    byte[] found = world.body("/a");
    assertThat(found == null ? null : new String(found, StandardCharsets.UTF_8)).isIn(null, "new");
    assertThat(world.body("/b")).isEqualTo(text("other"));
  }

  @Test
  void whereItCannotBeWrittenAtTheEndEitherNothingComesBack() throws IOException {
    takeTheFolderAway();
    world.store.removeAll(DiskWorld.key("/a"));
    world.stop();
    putTheFolderBack();
    world.open();
    assertThat(world.find("/a")).isEmpty();
    assertThat(world.find("/b")).isEmpty();
  }

  @Test
  void aDiskThatWasOffAndHadNothingToSayKeepsWhatItHas() throws IOException {
    takeTheFolderAway();
    world.stop();
    putTheFolderBack();
    world.open();
    assertThat(world.body("/a")).isEqualTo(text("old"));
  }

  @Test
  void anInvalidationIsInTheFileWithoutAnOrderlyEnd() throws IOException {
    world.store.removeAll(DiskWorld.key("/a"));
    world.settle();
    Path copy = copyAfterAKill();
    try (DiskWorld killed = new DiskWorld(copy, 64L << 20)) {
      assertThat(killed.find("/a")).isEmpty();
      assertThat(killed.body("/b")).isEqualTo(text("other"));
    }
  }

  @Test
  void moreRemovalsThanCanWaitWhileTheDiskIsAwayRemoveEverythingForGood() throws IOException {
    int most = RemovalQueue.MAX_REMOVALS;
    for (int i = 0; i < most; i++) {
      world.keep(world.response("/" + i, text("x")));
      if (i % 1_000 == 0) {
        world.forgetMemory();
      }
    }
    world.settle();
    assertThat(world.tier.responses()).isEqualTo(most + 2);
    takeTheFolderAway();
    world.store.removeAll(DiskWorld.key("/a"));
    for (int i = 0; i < most; i++) {
      world.store.removeAll(DiskWorld.key("/" + i));
    }
    world.store.clear();
    assertThat(world.find("/b")).as("was not removed, but must be").isEmpty();
    DiskWorld.await("everything is dropped", () -> world.tier.segments() == 0);
    putTheFolderBack();
    DiskWorld.await("the disk takes writes again", () -> world.tier.trouble() == null);
    world.keep(world.response("/c", text("new")));
    world.restart();
    assertThat(world.find("/a")).isEmpty();
    assertThat(world.find("/b")).isEmpty();
    assertThat(world.body("/c")).isEqualTo(text("new"));
  }

  private Path copyAfterAKill() throws IOException {
    Path copy = Files.createDirectories(folder.resolve("copy"));
    for (String part : List.of("disk", "data")) {
      Path to = Files.createDirectories(copy.resolve(part));
      try (Stream<Path> files = Files.list(folder.resolve(part))) {
        for (Path file : files.toList()) {
          Files.copy(file, to.resolve(file.getFileName()));
        }
      }
    }
    return copy;
  }
}
