package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchTest {
  private static final Duration INTERVAL = Duration.ofMillis(10);

  @TempDir Path folder = Path.of("");

  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

  @Test
  void aChangedAReplacedAndARemovedFileAreEachTold() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "one");
    try (FileWatch watch = watch(file)) {
      Files.writeString(file, "two, longer");
      assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo("two, longer");
      Path draft = Files.writeString(folder.resolve("draft"), "three");
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo("three");
      Files.delete(file);
      assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo("gone");
      assertThat(watch).isNotNull();
    }
    assertThat(seen).isEmpty();
  }

  @Test
  void aChangeBetweenTheFirstLookAndTheStartIsTold() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "one");
    try (FileWatch watch = new FileWatch(() -> Set.of(file))) {
      Files.writeString(file, "changed");
      watch.start(INTERVAL, () -> seen.add(content(file)));
      assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo("changed");
    }
  }

  @Test
  void aLinkThatPointsElsewhereIsTold() throws Exception {
    Path one = Files.writeString(folder.resolve("one"), "1");
    Path two = Files.writeString(folder.resolve("two"), "2");
    Path link = Files.createSymbolicLink(folder.resolve("link"), one);
    try (FileWatch watch = watch(link)) {
      Path draft = Files.createSymbolicLink(folder.resolve("draft"), two);
      Files.move(draft, link, StandardCopyOption.ATOMIC_MOVE);
      assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo("2");
      assertThat(watch).isNotNull();
    }
  }

  private FileWatch watch(Path file) {
    FileWatch watch = new FileWatch(() -> Set.of(file));
    watch.start(INTERVAL, () -> seen.add(content(file)));
    return watch;
  }

  private static String content(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "gone";
    } catch (IOException e) {
      return e.toString();
    }
  }
}
