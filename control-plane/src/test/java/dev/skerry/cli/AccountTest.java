package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The origin API beside an edge, and its accounts, from the command line. */
class AccountTest {
  @TempDir Path folder = Path.of("");

  @Test
  void anAccountIsMadeByTheNodeThatRuns() throws Exception {
    Path data = folder.resolve("data");
    try (Program program = Program.runAnywhere(data, "--api", "127.0.0.1:0")) {
      URI api = program.ready("api");
      assertThat(get(api)).isEqualTo("healthy: dynamodb.us-east-1.amazonaws.com ");
      Path credentials = data.resolve("credentials");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(credentials)))
          .isEqualTo("rw-------");
      assertThat(Files.readString(credentials))
          .matches(
              "\\[default]\naws_access_key_id = AKIA\\w{16}\naws_secret_access_key = \\S{40}\n"
                  + "region = us-east-1\n");

      JsonNode alice = made(add(data, "alice", "alice@example.com"));
      assertThat(alice.path("name").asString("")).isEqualTo("alice");
      assertThat(alice.path("display_name").asString("")).isEqualTo("alice");
      assertThat(alice.path("account_id").asString("")).matches("\\d{12}");
      assertThat(alice.path("canonical_id").asString("")).matches("[0-9a-f]{64}");
      assertThat(alice.path("access_key_id").asString("")).matches("AKIA\\w{16}");
      assertThat(alice.path("secret_access_key").asString("")).hasSize(40);
      Terminal again = add(data, "alice", "other@example.com");
      assertThat(again.exitCode()).isEqualTo(1);
      assertThat(again.err())
          .isEqualTo("skerry: the node refused: another account has the name 'alice'\n");
      Terminal wrong = add(data, "al ice", "other@example.com");
      assertThat(wrong.err()).startsWith("skerry: the node refused: the name 'al ice' is not");

      Terminal status = Terminal.type("status", "--data", data.toString());
      assertThat(status.out())
          .containsPattern("api\n  listeners +" + Pattern.quote(api.toString()));
      program.signal("TERM");
      assertThat(program.exitCode()).isZero();
      assertThat(program.remainingLog())
          .contains("drained")
          .doesNotContain(alice.path("secret_access_key").asString("none"));
    }
    Terminal known = add(data, "alice", "other@example.com");
    assertThat(known.err()).isEqualTo("skerry: another account has the name 'alice'\n");
  }

  @Test
  void anAccountIsMadeInTheFolderWhereNoNodeRuns() {
    Path data = folder.resolve("data");
    JsonNode bob = made(add(data, "bob", "bob@example.com"));
    assertThat(bob.path("email").asString("")).isEqualTo("bob@example.com");
    assertThat(data.resolve("credentials")).exists();
  }

  @Test
  void aNodeWithoutTheApiHasAccountsForWhenItServesOne() throws Exception {
    Path data = folder.resolve("data");
    try (Program program = Program.runAnywhere(data)) {
      assertThat(program.readyLine()).doesNotContain(" api ");
      JsonNode carol = made(add(data, "carol", "carol@example.com"));
      assertThat(carol.path("email").asString("")).isEqualTo("carol@example.com");
      program.signal("TERM");
      assertThat(program.exitCode()).isZero();
    }
  }

  @Test
  void aLostMasterKeyIsToldAndNotReplaced() throws Exception {
    Path data = folder.resolve("data");
    made(add(data, "bob", "bob@example.com"));
    Files.delete(data.resolve("master-key"));
    Terminal refused = add(data, "carol", "carol@example.com");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("master-key is missing", "Restore it from a backup");
    assertThat(data.resolve("master-key")).doesNotExist();
  }

  private static Terminal add(Path data, String name, String email) {
    return Terminal.type("account", "add", name, "--email", email, "--data", data.toString());
  }

  private static JsonNode made(Terminal terminal) {
    assertThat(terminal.err()).isEmpty();
    assertThat(terminal.exitCode()).isZero();
    return JsonMapper.shared().readTree(terminal.out());
  }

  private static String get(URI url) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString()).body();
    }
  }
}
