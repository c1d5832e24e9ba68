package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Access keys that come and go, from the command line. */
class AccountKeysTest {
  private static final String INVALID = "The security token included in the request is invalid.";

  @TempDir Path folder = Path.of("");

  private Path data = Path.of("");

  @Test
  void aKeyIsExchangedWhileTheNodeRuns() throws Exception {
    data = folder.resolve("data");
    try (Program program = Program.runAnywhere(data, "--api", "127.0.0.1:0")) {
      URI api = program.ready("api");
      JsonNode first = answer("add", "alice", "--email", "alice@example.com");
      JsonNode second = answer("key", "add", "alice");
      assertThat(second.path("account_id")).isEqualTo(first.path("account_id"));
      assertThat(second.path("secret_access_key").asString("")).hasSize(40);
      assertThat(id(second)).isNotEqualTo(id(first));
      listTables(api, first);
      listTables(api, second);

      JsonNode disabled = answer("key", "disable", id(first));
      assertThat(disabled.path("state").asString("")).isEqualTo("disabled");
      assertThatThrownBy(() -> listTables(api, first))
          .isInstanceOf(DynamoDbException.class)
          .hasMessageContaining(INVALID);
      listTables(api, second);
      assertThat(answer("key", "enable", id(first)).path("state").asString("")).isEqualTo("active");
      listTables(api, first);

      JsonNode removed = answer("key", "remove", id(first));
      assertThat(removed.path("state").asString("")).isEqualTo("removed");
      assertThatThrownBy(() -> listTables(api, first)).hasMessageContaining(INVALID);
      assertThat(keys("alice")).containsExactly(id(second));
      Terminal again = type("key", "remove", id(first));
      assertThat(again.exitCode()).isEqualTo(1);
      assertThat(again.err())
          .isEqualTo("skerry: the node refused: there is no access key '" + id(first) + "'\n");
    }
  }

  @Test
  void theSameIsDoneInTheFolderWhereNoNodeRuns() {
    data = folder.resolve("data");
    JsonNode first = answer("add", "bob", "--email", "bob@example.com");
    JsonNode second = answer("key", "add", "bob");
    assertThat(keys("bob")).containsExactlyInAnyOrder(id(first), id(second));
    answer("key", "remove", id(first));
    assertThat(keys("bob")).containsExactly(id(second));
    assertThat(type("list").out()).doesNotContain(second.path("secret_access_key").asString("no"));
    assertThat(type("key", "add", "carol").err())
        .isEqualTo("skerry: no account has the name 'carol'\n");
  }

  @Test
  void nothingIsMadeWhereThereIsNoDataFolder() {
    data = folder.resolve("nowhere");
    for (String[] words : new String[][] {{"list"}, {"key", "add", "bob"}}) {
      Terminal refused = type(words);
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.err())
          .isEqualTo("skerry: there is no data folder " + data + " (--data DIR)\n");
    }
    assertThat(Files.exists(data)).isFalse();
  }

  private Terminal type(String... words) {
    List<String> all = new ArrayList<>(List.of("account"));
    all.addAll(List.of(words));
    all.addAll(List.of("--data", data.toString()));
    return Terminal.type(all.toArray(String[]::new));
  }

  private JsonNode answer(String... words) {
    Terminal terminal = type(words);
    assertThat(terminal.err()).isEmpty();
    assertThat(terminal.exitCode()).isZero();
    return JsonMapper.shared().readTree(terminal.out());
  }

  private List<String> keys(String name) {
    List<String> ids = new ArrayList<>();
    for (JsonNode account : answer("list").path("accounts")) {
      if (account.path("name").asString("").equals(name)) {
        account.path("keys").forEach(key -> ids.add(id(key)));
      }
    }
    return ids;
  }

  private static String id(JsonNode key) {
    return key.path("access_key_id").asString("");
  }

  private static void listTables(URI api, JsonNode key) {
    AwsBasicCredentials credentials =
        AwsBasicCredentials.create(id(key), key.path("secret_access_key").asString(""));
    try (DynamoDbClient client =
        TableClients.of(api, StaticCredentialsProvider.create(credentials))) {
      assertThat(client.listTables().tableNames()).isEmpty();
    }
  }
}
