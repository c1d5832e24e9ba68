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
  void a_new_token_is_in_a_file_that_only_its_owner_can_read() throws Exception {
    Path file = folder.resolve("admin-token");
    AdminToken token = AdminToken.openOrCreate(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(token.matches(AdminToken.read(file))).isTrue();
    assertThat(AdminToken.read(file)).matches("skerry_[A-Za-z0-9_-]{43}");
  }

  @Test
  void the_token_stays_the_same_and_foreign_rights_are_taken_off() throws Exception {
    Path file = folder.resolve("admin-token");
    AdminToken.openOrCreate(file);
    String secret = AdminToken.read(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(AdminToken.openOrCreate(file).matches(secret)).isTrue();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void a_file_without_a_token_is_refused_and_named() throws Exception {
    Path file = Files.writeString(folder.resolve("admin-token"), "\n");
    assertThatThrownBy(() -> AdminToken.openOrCreate(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("admin-token holds no token");
  }

  @Test
  void another_text_is_not_the_token() {
    AdminToken token = AdminToken.of("skerry_one");
    assertThat(token.matches("skerry_one")).isTrue();
    assertThat(token.matches("skerry_on")).isFalse();
    assertThat(token.matches("")).isFalse();
  }
}
