package dev.skerry.origin.objects.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.engine.rocksdb.Memory;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are looked for in the folder that has them. */
class ContentHomeTest {
  @TempDir private Path folder;
  private RocksEngine engine;

  @BeforeEach
  void open() {
    engine = RocksEngine.open(RocksSettings.in(folder.resolve("db")).with(Memory.SMALL));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void theFirstFolderOfAnEngineIsItsFolderFromThenOn() throws IOException {
    assertThat(ContentHome.isIn(folder.resolve("a"), engine)).isTrue();
    assertThat(ContentHome.isIn(folder.resolve("a"), engine)).isTrue();
    assertThat(Files.getPosixFilePermissions(folder.resolve("a")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void anotherFolderIsNot() throws IOException {
    assertThat(ContentHome.isIn(folder.resolve("a"), engine)).isTrue();
    assertThat(ContentHome.isIn(folder.resolve("b"), engine)).isFalse();
    assertThat(ContentHome.isIn(folder.resolve("a"), engine)).isTrue();
  }

  @Test
  void aFolderWithoutContentsKeepsItsNameForAnEngineThatHasNone() throws IOException {
    assertThat(ContentHome.isIn(folder.resolve("a"), engine)).isTrue();
    try (RocksEngine emptied = another()) {
      assertThat(ContentHome.isIn(folder.resolve("a"), emptied)).isTrue();
    }
    assertThat(ContentHome.isIn(folder.resolve("a"), engine)).isTrue();
  }

  @Test
  void aFolderWithContentsIsNotTheHomeOfAnEngineThatIsNew() throws IOException {
    assertThat(ContentHome.isIn(folder.resolve("a"), engine)).isTrue();
    Files.createDirectories(folder.resolve("a/00000003"));
    try (RocksEngine fresh = another()) {
      assertThat(ContentHome.isIn(folder.resolve("a"), fresh)).isFalse();
      assertThat(ContentHome.isIn(folder.resolve("b"), fresh)).isTrue();
    }
    assertThat(ContentHome.isIn(folder.resolve("a"), engine)).isTrue();
  }

  private RocksEngine another() {
    return RocksEngine.open(RocksSettings.in(folder.resolve("db2")).with(Memory.SMALL));
  }
}
