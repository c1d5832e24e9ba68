package dev.skerry.origin.objects.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for contents in files alone. */
class ContentTest extends ContentContract {
  @Override
  ContentStore openStore() throws IOException {
    return ContentStore.open(engine, settings());
  }

  private ContentSettings settings() {
    return ContentSettings.in(folder.resolve("content"), new Boxes(), time);
  }

  @Override
  List<Path> kept() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("content"))) {
      return all.filter(file -> ContentId.isName(file.getFileName().toString())).toList();
    }
  }

  @Override
  void damageAll(boolean cut) throws IOException {
    for (Path file : kept()) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        if (cut) {
          channel.truncate(65_552);
        } else {
          assertThat(channel.write(ByteBuffer.wrap(new byte[] {1, 2}), 70_000)).isEqualTo(2);
        }
      }
    }
  }

  @Test
  void aFullDiskIsToldAndNothingIsLeftOfWhatWasReceived() throws IOException {
    store.close();
    ContentSettings all = settings();
    store =
        ContentStore.open(
            engine,
            new ContentSettings(
                all.folder(), 0, all.folderFiles(), Long.MAX_VALUE, all.keys(), all.clock()));
    assertThatThrownBy(() -> keep(new byte[100_000], Sealing.NONE, new SplittableRandom(1)))
        .isInstanceOfSatisfying(
            ContentException.class,
            e -> assertThat(e.kind()).isEqualTo(ContentException.Kind.FULL));
    assertThat(kept()).isEmpty();
  }

  @Test
  void twoStoresDoNotShareAFolder() {
    assertThatThrownBy(() -> ContentStore.open(engine, settings()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another process");
  }
}
