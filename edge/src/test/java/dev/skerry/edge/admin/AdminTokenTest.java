package dev.skerry.edge.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminTokenTest {
  @TempDir Path folder = Path.of("");

  @Test
  void aNewTokenIsInAFileThatOnlyItsOwnerCanRead() throws Exception {
    Path file = folder.resolve("admin-token");
    AdminToken token = AdminToken.openOrCreate(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(token.matches(AdminToken.read(file))).isTrue();
    assertThat(AdminToken.read(file)).matches("skerry_[A-Za-z0-9_-]{43}");
  }

  @Test
  void theTokenStaysTheSameAndForeignRightsAreTakenOff() throws Exception {
    Path file = folder.resolve("admin-token");
    AdminToken.openOrCreate(file);
    String secret = AdminToken.read(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(AdminToken.openOrCreate(file).matches(secret)).isTrue();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aFileWithoutATokenIsRefusedAndNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("admin-token"), "\n");
    assertThatThrownBy(() -> AdminToken.openOrCreate(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("admin-token holds no token");
  }

  @Test
  void anotherTextIsNotTheToken() {
    AdminToken token = AdminToken.of("skerry_one");
    assertThat(token.matches("skerry_one")).isTrue();
    assertThat(token.matches("skerry_on")).isFalse();
    assertThat(token.matches("")).isFalse();
  }
}
