package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.skerry.edge.listener.DevelopmentCertificates;
import dev.skerry.testing.postgres.PostgresPrograms;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** {@code run --api --engine postgresql://…}, as an operator meets it. */
class DatabaseEngineTest {
  private static final String TABLE = "songs";

  /** More than what a page of the database has free. */
  private static final String LONG = "x".repeat(60_000);

  private static final int PUTS_MAX = 200;
  private static final int ROOM_BYTES = 160 << 20;

  @TempDir Path folder = Path.of("");

  private Path data = Path.of("");
  private Path password = Path.of("");

  /** A file system that is mounted, or null. */
  private @Nullable Path room;

  @BeforeEach
  void writePassword() throws IOException {
    data = folder.resolve("data");
    password = folder.resolve("password");
    Files.writeString(password, DatabaseServer.PASSWORD + "\n");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
  }

  @AfterEach
  void unmount() throws Exception {
    if (room != null) {
      int _ = new ProcessBuilder("umount", "-l", room.toString()).start().waitFor();
      Files.delete(room);
    }
  }

  @Test
  void tablesAreInADatabaseThatIsReachedOverTlsWithAPassword() throws Exception {
    try (DatabaseServer database = DatabaseServer.start(Optional.empty())) {
      String url = database.url(parameters(database.authority()));
      try (Program program = Program.runAnywhere(data, "--api", "127.0.0.1:0", "--engine", url)) {
        try (DynamoDbClient client = client(program)) {
          createTable(client);
          put(client, "a", "1");
        }
        program.signal("TERM");
        assertThat(program.exitCode()).isZero();
        assertThat(program.remainingLog()).doesNotContain(DatabaseServer.PASSWORD);
      }
      assertThat(data.resolve("engine")).doesNotExist();
      assertThat(Files.readString(data.resolve("engine-address")))
          .contains("postgresql://skerry@localhost")
          .doesNotContain(DatabaseServer.PASSWORD);
      try (Program again = Program.runAnywhere(data, "--api", "127.0.0.1:0");
          DynamoDbClient client = client(again)) {
        assertThat(get(client, "a")).isEqualTo("1");
      }
    }
  }

  @Test
  void tablesMoveFromAFolderIntoADatabaseAndByABackupIntoAnother() throws Exception {
    try (Program program = Program.runAnywhere(data, "--api", "127.0.0.1:0");
        DynamoDbClient client = client(program)) {
      createTable(client);
      put(client, "a", "1");
      program.signal("TERM");
      assertThat(program.exitCode()).isZero();
    }
    try (DatabaseServer database = DatabaseServer.start(Optional.empty())) {
      String url = database.url(parameters(database.authority()));
      Path files = data.resolve("engine");
      ok("migrate", "--from", "rocksdb:" + files, "--to", url);
      Files.move(files, data.resolve("engine.migrated"));
      try (Program program = Program.runAnywhere(data, "--api", "127.0.0.1:0", "--engine", url);
          DynamoDbClient client = client(program)) {
        assertThat(get(client, "a")).isEqualTo("1");
        put(client, "a", "2");
      }
      Path backup = folder.resolve("backup");
      ok("backup", backup.toString(), "--data", data.toString(), "--with-master-key");
      data = folder.resolve("restored");
      String second = url + "&schema=restored";
      ok("restore", backup.toString(), "--data", data.toString(), "--engine", second);
      try (Program program = Program.runAnywhere(data, "--api", "127.0.0.1:0");
          DynamoDbClient client = client(program)) {
        assertThat(get(client, "a")).isEqualTo("2");
      }
    }
  }

  private static void ok(String... words) {
    Terminal terminal = Terminal.type(words);
    assertThat(terminal.exitCode()).as(terminal.err()).isZero();
  }

  @Test
  void whatKeepsItFromTheDatabaseIsSaidAtTheStart() throws Exception {
    try (DatabaseServer database = DatabaseServer.start(Optional.empty())) {
      String parameters = parameters(database.authority());
      assertThat(refused(database.url(parameters + "&password=secret")))
          .contains("password-file")
          .doesNotContain("secret");
      assertThat(refused(database.url("sslmode=disable&password-file=" + password)))
          .contains("no encryption");
      Path other = folder.resolve("other");
      Files.writeString(other, "wrong horse\n");
      Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rw-------"));
      assertThat(refused(database.url(parameters.replace(password.toString(), other.toString()))))
          .contains("password authentication failed")
          .doesNotContain("wrong horse");
      Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r--r--"));
      assertThat(refused(database.url(parameters))).contains(password.toString(), "0600");
      Files.delete(password);
      assertThat(refused(database.url(parameters))).contains(password.toString());
      writePassword();
      Path stranger = folder.resolve("stranger.pem");
      Files.writeString(
          stranger, Files.readString(ca(Files.createDirectory(folder.resolve("strange")))));
      assertThat(refused(database.url(parameters(stranger)))).containsIgnoringCase("certif");
    }
    assertThat(data.resolve("engine-address")).doesNotExist();
  }

  @Test
  void aFullDiskOfTheDatabaseIsAnsweredAndGotOverWhereOneCanBeMounted() throws Exception {
    Path mounted = mount();
    try (DatabaseServer database = DatabaseServer.start(Optional.of(mounted))) {
      String url = database.url(parameters(database.authority()));
      try (Program program = Program.runAnywhere(data, "--api", "127.0.0.1:0", "--engine", url);
          DynamoDbClient client = client(program)) {
        createTable(client);
        put(client, "before", LONG);
        Path ballast = fill(mounted);
        assertThatThrownBy(() -> putUntilRefused(client))
            .isInstanceOfSatisfying(
                DynamoDbException.class,
                e -> {
                  assertThat(e.statusCode()).isGreaterThanOrEqualTo(500);
                  assertThat(e.awsErrorDetails().errorCode())
                      .isIn("ServiceUnavailableException", "InternalServerError");
                  assertThat(e.awsErrorDetails().errorMessage()).doesNotContain("SQL", "pg_");
                });
        assertThat(get(client, "before")).isEqualTo(LONG);
        Files.delete(ballast);
        put(client, "after", LONG);
        assertThat(get(client, "after")).isEqualTo(LONG);
      }
    }
  }

  private String parameters(Path authority) {
    return "password-file=" + password + "&sslmode=verify-full&sslrootcert=" + authority;
  }

  private static Path ca(Path made) throws IOException {
    return DevelopmentCertificates.in(made, InstantSource.system()).caFile();
  }

  private String refused(String url) throws Exception {
    try (Program program = Program.runAnywhere(data, "--api", "127.0.0.1:0", "--engine", url)) {
      assertThat(program.exitCode()).isBetween(1, 2);
      return program.remainingLog();
    }
  }

  /** A file system in memory of a size, or skips the test. */
  private Path mount() throws Exception {
    assumeTrue(PostgresPrograms.isRoot(), "only root may mount");
    Path made = Files.createTempDirectory("skerry-room");
    Process mount =
        new ProcessBuilder(
                "mount", "-t", "tmpfs", "-o", "size=" + ROOM_BYTES, "tmpfs", made.toString())
            .start();
    room = made;
    assumeTrue(mount.waitFor() == 0, "no file system can be mounted");
    return made;
  }

  /** Takes all that is free. */
  private static Path fill(Path room) throws IOException {
    Path ballast = room.resolve("ballast");
    try (var out = Files.newOutputStream(ballast)) {
      byte[] piece = new byte[4_096];
      for (long written = 0; written < ROOM_BYTES; written += piece.length) {
        out.write(piece);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
    return ballast;
  }

  private static void putUntilRefused(DynamoDbClient client) {
    for (int i = 0; i < PUTS_MAX; i++) {
      put(client, "key " + i, LONG);
    }
  }

  private DynamoDbClient client(Program program) throws InterruptedException {
    URI api = program.ready("api");
    return TableClients.of(api, TableClients.firstKey(data));
  }

  private static void createTable(DynamoDbClient client) {
    AttributeDefinition id =
        AttributeDefinition.builder()
            .attributeName("id")
            .attributeType(ScalarAttributeType.S)
            .build();
    KeySchemaElement key =
        KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build();
    client.createTable(
        r ->
            r.tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(id)
                .keySchema(key));
    client.waiter().waitUntilTableExists(r -> r.tableName(TABLE));
  }

  private static void put(DynamoDbClient client, String id, String text) {
    client.putItem(
        r ->
            r.tableName(TABLE)
                .item(Map.of("id", AttributeValue.fromS(id), "text", AttributeValue.fromS(text))));
  }

  private static String get(DynamoDbClient client, String id) {
    AttributeValue text =
        client
            .getItem(
                r ->
                    r.tableName(TABLE)
                        .consistentRead(true)
                        .key(Map.of("id", AttributeValue.fromS(id))))
            .item()
            .get("text");
    return text == null ? "" : text.s();
  }
}
