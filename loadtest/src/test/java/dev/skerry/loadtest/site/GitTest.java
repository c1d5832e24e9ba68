package dev.skerry.loadtest.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.loadtest.harness.Command;
import dev.skerry.loadtest.harness.EdgeUnderTest;
import dev.skerry.loadtest.harness.JdkOrigin;
import dev.skerry.loadtest.harness.NeedsTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsTools("git")
class GitTest {
  private static final long SEED = Long.getLong("skerry.seed", 20260102L);
  private static final int COMMITS = 20;

  /** More than git's http.postBuffer, so that a push of it is sent in chunks. */
  private static final int LARGE_FILE_BYTES = 3 << 20;

  private static final Map<String, String> NOBODY =
      Map.ofEntries(
          Map.entry("GIT_CONFIG_GLOBAL", "/dev/null"),
          Map.entry("GIT_CONFIG_NOSYSTEM", "1"),
          Map.entry("GIT_TERMINAL_PROMPT", "0"),
          Map.entry("GIT_AUTHOR_NAME", "A"),
          Map.entry("GIT_AUTHOR_EMAIL", "a@edge.test"),
          Map.entry("GIT_COMMITTER_NAME", "A"),
          Map.entry("GIT_COMMITTER_EMAIL", "a@edge.test"),
          Map.entry("no_proxy", "127.0.0.1"));

  private final Random random = new Random(SEED);
  @TempDir Path folder;

  @Test
  void aRepositoryIsClonedPushedToAndClonedAgainOverSmartHttpOrSkippedWithoutGit()
      throws IOException {
    System.out.println("seed of the repository: " + SEED);
    makeRepository();
    GitOrigin git = new GitOrigin(folder.resolve("served"));
    try (JdkOrigin origin = JdkOrigin.start(git);
        EdgeUnderTest edge = EdgeUnderTest.inFrontOf(origin.uri())) {
      String url = edge.http() + "/repository.git";
      git(folder, "clone", "--quiet", url, "first");
      Path first = folder.resolve("first");
      git(first, "fsck", "--full", "--strict");
      assertThat(git(first, "rev-parse", "HEAD")).isEqualTo(head());

      writeFile(first.resolve("large"), LARGE_FILE_BYTES);
      commit(first, "a large file");
      git(first, "push", "--quiet", "origin", "HEAD");
      assertThat(git(first, "rev-parse", "HEAD")).isEqualTo(head());

      git(folder, "clone", "--quiet", url, "second");
      Path second = folder.resolve("second");
      git(second, "fsck", "--full", "--strict");
      assertThat(git(second, "rev-parse", "HEAD")).isEqualTo(head());
      assertThat(Files.mismatch(first.resolve("large"), second.resolve("large"))).isEqualTo(-1);
      assertThat(git.exchanges()).isGreaterThanOrEqualTo(6);
    }
  }

  private void makeRepository() throws IOException {
    Path work = Files.createDirectories(folder.resolve("work"));
    git(work, "init", "--quiet", "--initial-branch=main");
    for (int i = 0; i < COMMITS; i++) {
      writeFile(work.resolve("file" + random.nextInt(10)), random.nextInt(60_000));
      commit(work, "commit " + i);
    }
    Files.createDirectories(folder.resolve("served"));
    git(folder, "clone", "--quiet", "--bare", "work", "served/repository.git");
    git(folder.resolve("served/repository.git"), "config", "http.receivepack", "true");
  }

  private void writeFile(Path file, int size) throws IOException {
    byte[] content = new byte[size];
    random.nextBytes(content);
    Files.write(file, content);
  }

  private void commit(Path work, String message) {
    git(work, "add", "--all");
    git(work, "commit", "--quiet", "--message", message);
  }

  private String head() {
    return git(folder.resolve("served/repository.git"), "rev-parse", "main");
  }

  private static String git(Path directory, String... arguments) {
    String[] words = new String[arguments.length + 1];
    words[0] = "git";
    System.arraycopy(arguments, 0, words, 1, arguments.length);
    return Command.of(words).in(directory).with(NOBODY).run(Duration.ofSeconds(60));
  }
}
