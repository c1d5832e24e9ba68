package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.testing.postgres.PostgresServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Two nodes on one PostgreSQL, and the content of their objects in a third one's bucket. */
class SharedContentTest {
  private static final String BUCKET = "shared";
  private static final int LARGE = 6 << 20;

  @TempDir Path folder = Path.of("");

  private final List<Program> programs = new ArrayList<>();

  @AfterEach
  void close() throws InterruptedException {
    for (Program program : programs) {
      program.close();
    }
  }

  private Program start(String name, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("--api", "127.0.0.1:0"));
    all.addAll(List.of(arguments));
    Program program = Program.runAnywhere(folder.resolve(name), all.toArray(String[]::new));
    programs.addFirst(program); // those that need others are closed first
    return program;
  }

  private Program node(String name, String database, URI backing) throws IOException {
    return start(
        name,
        "--engine",
        database,
        "--content",
        "s3://contents/here",
        "--content-endpoint",
        backing.toString(),
        "--content-credentials",
        folder.resolve("backing/credentials").toString());
  }

  private static byte[] octets(int length) {
    byte[] octets = new byte[length];
    new SplittableRandom(length).nextBytes(octets);
    return octets;
  }

  private static void put(S3Client client, String key, int length) {
    client.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromBytes(octets(length)));
  }

  private static byte[] get(S3Client client, String key) {
    return client.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asByteArrayUnsafe();
  }

  @Test
  void nodesOnOneDatabaseServeEachOthersObjects() throws Exception {
    Program backing = start("backing");
    URI service = backing.ready("api");
    try (S3Client contents = ObjectClients.of(service, folder.resolve("backing"))) {
      contents.createBucket(r -> r.bucket("contents"));
    }
    String database = PostgresServer.shared().address();
    Program one = node("one", database, service);
    URI oneApi = one.ready("api");
    Files.createDirectories(folder.resolve("two"));
    Files.copy(folder.resolve("one/master-key"), folder.resolve("two/master-key"));
    Program two = node("two", database, service);
    try (S3Client a = ObjectClients.of(oneApi, folder.resolve("one"));
        S3Client b = ObjectClients.of(two.ready("api"), folder.resolve("one"))) {
      a.createBucket(r -> r.bucket(BUCKET));
      for (int length : new int[] {100, 300_000, LARGE}) {
        put(a, "a" + length, length);
        assertThat(get(b, "a" + length)).isEqualTo(octets(length));
        put(b, "b" + length, length);
        assertThat(get(a, "b" + length)).isEqualTo(octets(length));
      }
      b.copyObject(
          r ->
              r.sourceBucket(BUCKET)
                  .sourceKey("a" + LARGE)
                  .destinationBucket(BUCKET)
                  .destinationKey("copy"));
      b.deleteObject(r -> r.bucket(BUCKET).key("a" + LARGE));
      assertThatThrownBy(() -> get(a, "a" + LARGE)).isInstanceOf(NoSuchKeyException.class);
      one.kill();
      assertThat(get(b, "copy")).isEqualTo(octets(LARGE));
      assertThat(get(b, "b300000")).isEqualTo(octets(300_000));
      backing.kill();
      assertThat(get(b, "a100")).isEqualTo(octets(100));
      assertUnavailable(() -> get(b, "b300000"));
      assertUnavailable(() -> put(b, "late", 300_000));
      assertThatThrownBy(() -> get(b, "late")).isInstanceOf(NoSuchKeyException.class);
    }
  }

  @Test
  void aServiceThatHangsHoldsUpNothingElse() throws Exception {
    Program backing = start("backing");
    URI service = backing.ready("api");
    try (S3Client contents = ObjectClients.of(service, folder.resolve("backing"))) {
      contents.createBucket(r -> r.bucket("contents"));
    }
    Program one =
        start(
            "one",
            "--content",
            "s3://contents",
            "--content-endpoint",
            service.toString(),
            "--content-credentials",
            folder.resolve("backing/credentials").toString());
    try (S3Client client = ObjectClients.of(one.ready("api"), folder.resolve("one"))) {
      client.createBucket(r -> r.bucket(BUCKET));
      put(client, "small", 100);
      put(client, "large", 300_000);
      backing.signal("STOP");
      assertUnavailable(() -> get(client, "large"));
      assertUnavailable(() -> put(client, "late", 300_000));
      assertThat(get(client, "small")).isEqualTo(octets(100));
      put(client, "other", 100);
      assertThat(client.listObjectsV2(r -> r.bucket(BUCKET)).contents()).hasSize(3);
      one.signal("TERM");
      assertThat(one.exitCode()).as("it waits for nobody who hangs").isNotNegative();
    } finally {
      backing.signal("CONT");
    }
  }

  private static void assertUnavailable(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(503));
  }

  @Test
  void aBucketThatIsAnotherDatabasesIsRefused() throws Exception {
    Program backing = start("backing");
    URI service = backing.ready("api");
    try (S3Client contents = ObjectClients.of(service, folder.resolve("backing"))) {
      contents.createBucket(r -> r.bucket("contents"));
    }
    Program one = node("one", PostgresServer.shared().address(), service);
    assertThat(one.readyLine()).contains("api");
    String another = PostgresServer.shared().address();
    try (Program own = start("two", "--engine", another)) {
      assertThat(own.readyLine()).contains("api");
    }
    Program two = node("two", another, service);
    assertThat(two.exitCode()).isPositive();
    assertThat(two.remainingLog()).contains("s3://contents/here/", "another database");
  }
}
