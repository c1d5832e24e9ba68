package dev.skerry.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unmodified clients of S3, where they are installed. */
class ObjectClientsTest {
  private static final int LARGE_BYTES = 200 << 20;

  @TempDir Path folder = Path.of("");
  @TempDir Path files = Path.of("");

  private LocalOrigin origin;

  @BeforeEach
  void open() throws IOException {
    origin = new LocalOrigin(folder);
  }

  @AfterEach
  void close() {
    origin.close();
  }

  @Test
  void boto3DoesWhatItDailyDoesWhereInstalled() throws Exception {
    boto3("/objects/boto.py");
  }

  @Test
  void boto3SetsBucketsAndReadsWhatTheyAreSetToWhereInstalled() throws Exception {
    boto3("/objects/settings.py");
  }

  private void boto3(String resource) throws Exception {
    Programs.assumeInstalled("python3", "-c", "import boto3");
    String script;
    try (InputStream in =
        Objects.requireNonNull(ObjectClientsTest.class.getResourceAsStream(resource))) {
      script = new String(in.readAllBytes(), UTF_8);
    }
    new Programs(folder).run("python3", "-c", script, origin.url().toString());
  }

  @Test
  void theAwsCommandLineSyncsAThousandFilesBothWaysWhereInstalled() throws Exception {
    Programs.assumeInstalled("aws", "--version");
    Path source = Files.createDirectory(files.resolve("source"));
    Random random = new Random(1);
    for (int i = 0; i < 1_000; i++) {
      Path parent = Files.createDirectories(source.resolve("d " + i % 10));
      byte[] octets = new byte[random.nextInt(20_000)];
      random.nextBytes(octets);
      Files.write(parent.resolve("ü-" + i), octets);
    }
    aws("mb", "s3://synced");
    aws("sync", "--only-show-errors", source.toString(), "s3://synced/x/");
    Path copy = files.resolve("copy");
    aws("sync", "--only-show-errors", "s3://synced/x/", copy.toString());
    try (Stream<Path> all = Files.walk(source)) {
      List<Path> sent = all.filter(Files::isRegularFile).toList();
      assertThat(sent).hasSize(1_000);
      for (Path file : sent) {
        assertThat(copy.resolve(source.relativize(file))).hasSameBinaryContentAs(file);
      }
    }
    aws("rb", "--force", "s3://synced");
  }

  @Test
  void theAwsCommandLineSendsALargeFileInPartsWithChecksumsWhereInstalled() throws Exception {
    Programs.assumeInstalled("aws", "--version");
    Path file = files.resolve("large");
    byte[] octets = new byte[LARGE_BYTES];
    new Random(2).nextBytes(octets);
    Files.write(file, octets);
    aws("mb", "s3://large");
    aws(
        "cp",
        "--only-show-errors",
        "--checksum-algorithm",
        "SHA256",
        file.toString(),
        "s3://large/k");
    Path back = files.resolve("back");
    aws("cp", "--only-show-errors", "--checksum-mode", "ENABLED", "s3://large/k", back.toString());
    assertThat(back).hasSameBinaryContentAs(file);
  }

  private void aws(String... words) throws Exception {
    String[] command = {"aws", "--region", "us-east-1", "--endpoint-url", origin.url().toString()};
    String[] all =
        Stream.of(command, new String[] {"s3"}, words).flatMap(Stream::of).toArray(String[]::new);
    new Programs(folder).run(all);
  }
}
