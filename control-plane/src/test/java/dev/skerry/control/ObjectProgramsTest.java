package dev.skerry.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.access.account.AccessKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** s3cmd and rclone as Debian has them, where they are installed (loadtest/install-peers.sh). */
class ObjectProgramsTest {
  private static final int FILES = 1_000;
  private static final int PARTED_BYTES = 40 << 20;

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
  void rcloneSyncsAThousandFilesBothWaysAndFindsThemEqualWhereInstalled() throws Exception {
    Programs.assumeInstalled("rclone", "version");
    Path source = newFiles(FILES);
    rclone("mkdir", "skerry:synced");
    rclone("sync", source.toString(), "skerry:synced/x");
    rclone("check", source.toString(), "skerry:synced/x");
    Path copy = files.resolve("copy");
    rclone("sync", "skerry:synced/x", copy.toString());
    assertSame(source, copy, FILES);
    Files.delete(source.resolve("d 0/ü-0"));
    Files.writeString(source.resolve("d 1/ü-1"), "changed");
    rclone("sync", source.toString(), "skerry:synced/x");
    assertThat(rclone("lsf", "-R", "--files-only", "skerry:synced/x").lines()).hasSize(FILES - 1);
    assertThat(rclone("cat", "skerry:synced/x/d 1/ü-1")).isEqualTo("changed");
    rclone("copyto", "skerry:synced/x/d 1/ü-1", "skerry:synced/other name");
    assertThat(rclone("cat", "skerry:synced/other name")).isEqualTo("changed");
    rclone("purge", "skerry:synced");
    assertThat(rclone("lsd", "skerry:")).isEmpty();
  }

  @Test
  void rcloneSendsALargeFileInPartsWhereInstalled() throws Exception {
    Programs.assumeInstalled("rclone", "version");
    Path large = write("large", PARTED_BYTES);
    rclone("mkdir", "skerry:large");
    rclone("copy", "--s3-upload-cutoff", "5M", "--s3-chunk-size", "7M", large + "", "skerry:large");
    rclone("check", "--download", files.toString(), "skerry:large");
    Path back = Files.createDirectory(folder.resolve("back"));
    rclone("copy", "--multi-thread-cutoff", "5M", "skerry:large/large", back.toString());
    assertThat(back.resolve("large")).hasSameBinaryContentAs(large);
  }

  @Test
  void rcloneReadsAnOldVersionBackWhereInstalled() throws Exception {
    Programs.assumeInstalled("rclone", "version");
    rclone("mkdir", "skerry:versions");
    rclone("backend", "versioning", "skerry:versions", "Enabled");
    Path file = Files.writeString(files.resolve("k.txt"), "one");
    rclone("copy", file.toString(), "skerry:versions");
    Files.writeString(file, "other");
    rclone("copy", file.toString(), "skerry:versions");
    List<String> all = rclone("lsf", "--s3-versions", "skerry:versions").lines().sorted().toList();
    assertThat(all).hasSize(2).contains("k.txt");
    String old = all.stream().filter(name -> !name.equals("k.txt")).findFirst().orElseThrow();
    assertThat(rclone("cat", "--s3-versions", "skerry:versions/" + old)).isEqualTo("one");
    rclone("delete", "skerry:versions/k.txt");
    assertThat(rclone("lsf", "skerry:versions")).isEmpty();
    rclone("copyto", "--s3-versions", "skerry:versions/" + old, files.resolve("k").toString());
    assertThat(files.resolve("k")).hasContent("one");
  }

  @Test
  void s3cmdSyncsHundredsOfFilesBothWaysWhereInstalled() throws Exception {
    Programs.assumeInstalled("s3cmd", "--version");
    Path source = newFiles(300);
    s3cmd("mb", "s3://synced");
    s3cmd("sync", source + "/", "s3://synced/x/");
    Path copy = Files.createDirectory(files.resolve("copy"));
    s3cmd("sync", "s3://synced/x/", copy + "/");
    assertSame(source, copy, 300);
    assertThat(s3cmd("ls", "-r", "s3://synced/x/").lines()).hasSize(300);
    s3cmd("rb", "--recursive", "s3://synced");
    assertThat(s3cmd("ls")).isEmpty();
  }

  @Test
  void s3cmdSendsCopiesSharesAndDeletesWhereInstalled() throws Exception {
    Programs.assumeInstalled("s3cmd", "--version");
    s3cmd("mb", "s3://daily");
    Path large = write("large", PARTED_BYTES);
    s3cmd("put", "--multipart-chunk-size-mb=15", large.toString(), "s3://daily");
    s3cmd("get", "s3://daily/large", files.resolve("back").toString());
    assertThat(files.resolve("back")).hasSameBinaryContentAs(large);
    assertThat(s3cmd("multipart", "s3://daily").lines()).noneMatch(line -> line.contains("large"));
    s3cmd("put", "--acl-public", "-m", "text/x", write("ä & b", 10).toString(), "s3://daily/");
    s3cmd("cp", "s3://daily/ä & b", "s3://daily/c");
    assertThat(s3cmd("info", "s3://daily/c")).contains("text/x").contains("File size: 10");
    s3cmd("modify", "-m", "text/y", "s3://daily/c");
    assertThat(s3cmd("info", "s3://daily/c")).contains("text/y");
    s3cmd("setacl", "--acl-private", "s3://daily/ä & b");
    assertThat(s3cmd("info", "s3://daily/ä & b")).contains("FULL_CONTROL").doesNotContain("READ");
    s3cmd("mv", "s3://daily/c", "s3://daily/d");
    s3cmd("del", "s3://daily/large", "s3://daily/ä & b");
    assertThat(s3cmd("ls", "s3://daily").lines()).hasSize(1);
    assertThat(s3cmd("du", "s3://daily")).startsWith("10 ");
  }

  private Path newFiles(int count) throws IOException {
    Path source = Files.createDirectory(files.resolve("source"));
    Random random = new Random(3);
    for (int i = 0; i < count; i++) {
      byte[] octets = new byte[random.nextInt(20_000)];
      random.nextBytes(octets);
      Files.write(Files.createDirectories(source.resolve("d " + i % 10)).resolve("ü-" + i), octets);
    }
    return source;
  }

  private Path write(String name, int size) throws IOException {
    byte[] octets = new byte[size];
    new Random(4).nextBytes(octets);
    return Files.write(files.resolve(name), octets);
  }

  private static void assertSame(Path source, Path copy, int count) throws IOException {
    try (Stream<Path> all = Files.walk(source)) {
      List<Path> sent = all.filter(Files::isRegularFile).toList();
      assertThat(sent).hasSize(count);
      for (Path file : sent) {
        assertThat(copy.resolve(source.relativize(file))).hasSameBinaryContentAs(file);
      }
    }
  }

  private String rclone(String... words) throws Exception {
    Path settings = folder.resolve("rclone.conf");
    if (!Files.exists(settings)) {
      AccessKey key = origin.data().first().orElseThrow().key();
      Files.writeString(
          settings,
          """
          [skerry]
          type = s3
          provider = Other
          access_key_id = %s
          secret_access_key = %s
          region = us-east-1
          endpoint = %s
          force_path_style = true
          """
              .formatted(key.id(), key.secret(), origin.url()),
          UTF_8);
    }
    return run(List.of("rclone", "--config", settings.toString()), words);
  }

  private String s3cmd(String... words) throws Exception {
    Path settings = folder.resolve("s3cfg");
    if (!Files.exists(settings)) {
      AccessKey key = origin.data().first().orElseThrow().key();
      String host = origin.url().getAuthority();
      Files.writeString(
          settings,
          """
          [default]
          access_key = %s
          secret_key = %s
          host_base = %s
          host_bucket = %s
          use_https = False
          """
              .formatted(key.id(), key.secret(), host, host),
          UTF_8);
    }
    return run(List.of("s3cmd", "--config=" + settings, "--no-progress"), words);
  }

  private String run(List<String> command, String... words) throws Exception {
    return new Programs(folder)
        .run(
            IntStream.range(0, command.size() + words.length)
                .mapToObj(i -> i < command.size() ? command.get(i) : words[i - command.size()])
                .toArray(String[]::new));
  }
}
