package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path parent = Path.of("");

  @Test
  void twoInstancesDoNotShareAFolder() {
    Path path = parent.resolve("new/data");
    try (DataFolder first = DataFolder.open(path)) {
      assertThat(first.path()).isDirectory();
      assertThatThrownBy(() -> DataFolder.open(path))
          .isInstanceOf(Failure.class)
          .hasMessage(
              "another instance uses the data folder %s. Stop it, or choose another: --data DIR"
                  .formatted(path));
    }
    DataFolder.open(path).close();
  }

  @Test
  void aFileInItsPlaceIsTold() throws Exception {
    Path file = Files.writeString(parent.resolve("file"), "");
    assertThatThrownBy(() -> DataFolder.open(file))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(
            "cannot use the data folder " + file + " (--data): FileAlreadyExists");
  }

  @Test
  void aNewFolderIsItsOwnersAlone() throws Exception {
    Path path = parent.resolve("in/new");
    DataFolder.open(path).close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rwx------");
  }

  @Test
  void theAdminAddressIsThereForOtherCommands() throws Exception {
    assertThat(DataFolder.adminAddress(parent)).isNull();
    try (DataFolder folder = DataFolder.open(parent)) {
      folder.adminAddress(URI.create("http://127.0.0.1:41234"), null);
    }
    assertThat(DataFolder.adminAddress(parent)).isEqualTo("127.0.0.1:41234");
  }
}
