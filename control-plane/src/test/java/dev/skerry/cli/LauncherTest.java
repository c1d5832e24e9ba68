package dev.skerry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The launcher, in a copy of the project's skeleton with a Maven and JDKs that only say that they
 * were called. The copy looks for JDKs below the test's own folder instead of the machine's.
 */
class LauncherTest {
  private static final List<String> MODULES =
      List.of("functions-at-edge", "origin", "edge", "control-plane", "loadtest");

  @TempDir Path folder = Path.of("");

  private Path project = Path.of("");
  private Path bin = Path.of("");
  private Path machine = Path.of("");

  /** All that the launcher uses, so that the machine's own JDK and Maven are out of its sight. */
  private static final List<String> TOOLS =
      List.of(
          "awk",
          "cat",
          "cp",
          "date",
          "dirname",
          "find",
          "flock",
          "grep",
          "head",
          "ln",
          "ls",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "rmdir",
          "sed",
          "sh",
          "sleep",
          "sort",
          "tail",
          "touch",
          "tr");

  private record Result(int exitCode, String out, String err) {}

  @BeforeEach
  void makeProject() throws IOException {
    project = Files.createDirectories(folder.resolve("a project"));
    bin = Files.createDirectories(folder.resolve("bin"));
    machine = Files.createDirectories(folder.resolve("machine"));
    String script = Files.readString(Path.of("..", "skerry"), UTF_8);
    for (String place : List.of("/usr/lib/", "/usr/lib64/", "/usr/java/", "/usr/local/", "/opt/")) {
      script = script.replace(" " + place, " \"" + machine + "\"" + place);
    }
    executable(project.resolve("skerry"), script.replace(" /Library/", " /nowhere/"));
    for (String tool : TOOLS) {
      for (String place : List.of("/usr/bin", "/bin")) {
        if (Files.exists(Path.of(place, tool)) && !Files.exists(bin.resolve(tool))) {
          Files.createSymbolicLink(bin.resolve(tool), Path.of(place, tool));
        }
      }
    }
    Files.writeString(project.resolve("pom.xml"), "<project/>");
    for (String module : MODULES) {
      Files.createDirectories(project.resolve(module).resolve("src/main"));
      Files.writeString(project.resolve(module).resolve("pom.xml"), "<project/>");
      age(project.resolve(module).resolve("src/main"));
    }
    age(project.resolve("pom.xml"));
    executable(
        bin.resolve("mvn"),
        """
        #!/bin/sh
        echo "mvn with $JAVA_HOME" >>"%1$s/mvn.log"
        sleep "${MVN_SECONDS:-0}"
        mkdir -p control-plane/target edge/target
        echo jar >control-plane/target/skerry.jar
        case "$*" in
          *loadtest*)
            mkdir -p loadtest/target
            echo jar >loadtest/target/loadtest.jar
            printf %%s "$PWD/control-plane/target/skerry.jar" >loadtest/target/class-path ;;
        esac
        echo jar >edge/target/edge-1.jar
        echo tests >edge/target/edge-1-tests.jar
        echo library >"%1$s/library.jar"
        printf %%s "$PWD/edge/target/edge-1.jar:%1$s/library.jar" >control-plane/target/class-path
        exit "${MVN_EXIT:-0}"
        """
            .formatted(folder));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "usr/lib/jvm/temurin-25",
        "opt/jdk",
        "usr/local/java/25",
        "home/.sdkman/candidates/java/25"
      })
  void aJdkIsFoundWhereJdksAreInstalled(String place) throws Exception {
    jdk(machine.resolve("usr/lib/jvm/java-17"), "17.0.15");
    jdk(machine.resolve("usr/lib/jvm/java-250"), "250");
    Path jdk = jdk(machine.resolve(place), "25.0.1");
    Result result = skerry(folder, "version");
    assertThat(result.out()).startsWith("java of " + jdk + ":");
    assertThat(result.exitCode()).isEqualTo(3);
  }

  @Test
  void javaHomeGoesFirstIfItIsAJdk25() throws Exception {
    jdk(machine.resolve("usr/lib/jvm/other"), "25");
    Path home = jdk(folder.resolve("my jdk"), "25.0.2");
    assertThat(skerry(folder, "JAVA_HOME=" + home, "version").out()).startsWith("java of " + home);
    Path old = jdk(folder.resolve("old"), "17.0.1");
    assertThat(skerry(folder, "JAVA_HOME=" + old, "version").out())
        .startsWith("java of " + machine);
  }

  @Test
  void aWrongCommandIsToldBeforeAnythingIsBuilt() throws Exception {
    Result result = skerry(folder, "fly", "--help");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .startsWith("skerry: there is no command 'fly'; there are run, control-plane, edge, ")
        .endsWith("\nTry: skerry --help\n");
    assertThat(skerry(folder).err()).isEqualTo("skerry: Missing: a command\nTry: skerry --help\n");
    assertThat(folder.resolve("mvn.log")).doesNotExist();
  }

  @Test
  void theLauncherKnowsTheCommandsThatTheProgramHas() throws Exception {
    List<String> commands = new ArrayList<>(Skerry.commandLine().getSubcommands().keySet());
    commands.addAll(List.of("bench", "load"));
    assertThat(Files.readString(Path.of("..", "skerry"), UTF_8))
        .contains("\ncommands='" + String.join(" ", commands) + "'\n");
  }

  @Test
  void helpIsThereBeforeAnythingIsBuilt() throws Exception {
    Path help = Path.of("src/test/resources/dev/skerry/cli/help");
    Path copy = project.resolve("control-plane").resolve(help);
    Files.createDirectories(copy);
    for (String page : List.of("skerry.txt", "run.txt", "account-add.txt")) {
      Files.copy(help.resolve(page), copy.resolve(page));
    }
    assertThat(skerry(folder, "--help").out())
        .isEqualTo(Files.readString(help.resolve("skerry.txt")));
    assertThat(skerry(folder, "run", "-h").out())
        .isEqualTo(Files.readString(help.resolve("run.txt")));
    assertThat(skerry(folder, "account", "add", "--help").out())
        .isEqualTo(Files.readString(help.resolve("account-add.txt")));
    Path measuring = Path.of("loadtest/src/test/resources/dev/skerry/loadtest/help");
    Files.createDirectories(project.resolve(measuring));
    Files.writeString(project.resolve(measuring).resolve("bench-peers.txt"), "beside others\n");
    assertThat(skerry(folder, "bench", "peers", "--help").out()).isEqualTo("beside others\n");
    assertThat(folder.resolve("mvn.log")).doesNotExist();
  }

  @Test
  void withoutAJdk25ItSaysWhatToInstall() throws Exception {
    jdk(machine.resolve("usr/lib/jvm/java-17"), "17.0.15");
    Result result = skerry(folder, "version");
    assertThat(result.exitCode()).isEqualTo(69);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .startsWith("skerry: no JDK 25 found")
        .contains("https://adoptium.net/", "JAVA_HOME");
  }

  @Test
  void withoutMavenItSaysWhatToInstall() throws Exception {
    jdk(machine.resolve("opt/jdk"), "25");
    Files.delete(bin.resolve("mvn"));
    Result result = skerry(folder, "version");
    assertThat(result.exitCode()).isEqualTo(69);
    assertThat(result.err()).contains("Maven is missing", "apt-get install maven");
  }

  @Test
  void aFailedBuildIsToldAndIsTriedAgain() throws Exception {
    jdk(machine.resolve("opt/jdk"), "25");
    assertThat(skerry(folder, "MVN_EXIT=1", "version").exitCode()).isEqualTo(70);
    assertThat(skerry(folder, "version").exitCode()).isEqualTo(3);
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void itBuildsOnceAndAgainWhenASourceIsNewerOrGone() throws Exception {
    jdk(machine.resolve("opt/jdk"), "25");
    assertThat(skerry(folder, "version").err()).contains("skerry: building");
    assertThat(skerry(folder, "version").err()).isEmpty();
    assertThat(builds()).isEqualTo(1);

    Path sources = project.resolve("edge/src/main");
    Path source = sources.resolve("New.java");
    Files.writeString(source, "class New {}");
    later(source);
    skerry(folder, "version");
    assertThat(builds()).isEqualTo(2);
    age(source);
    age(sources);
    skerry(folder, "version");
    assertThat(builds()).isEqualTo(2);

    Files.delete(source);
    later(sources);
    skerry(folder, "version");
    assertThat(builds()).isEqualTo(3);
  }

  @Test
  void itRunsFromAnyFolderAndThroughLinks() throws Exception {
    jdk(machine.resolve("opt/jdk"), "25");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a project/skerry"));
    Path far = Files.createSymbolicLink(bin.resolve("far"), link);
    Result result = run(Path.of("/"), List.of(), List.of(far.toString(), "explain", "a b", "c"));
    assertThat(result.out())
        .contains(" dev.skerry.cli.Skerry explain [a b] c\n")
        .contains("-cp " + project.toRealPath() + "/control-plane/target/launcher/app.");
  }

  @Test
  void theClassPathHasAllLibrariesAndNoTests() throws Exception {
    jdk(machine.resolve("opt/jdk"), "25");
    skerry(folder, "version");
    Path current = Path.of(Files.readString(launcher().resolve("current")).strip());
    try (var files = Files.list(current)) {
      // Beside them the JVM's cache and what its making said.
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".jar")))
          .containsExactlyInAnyOrder("skerry.jar", "edge-1.jar", "library.jar");
    }
  }

  @Test
  void measuringBuildsItsOwnModuleAndOtherCommandsDoNot() throws Exception {
    jdk(machine.resolve("opt/jdk"), "25");
    skerry(folder, "version");
    assertThat(project.resolve("loadtest/target")).doesNotExist();
    assertThat(skerry(folder, "bench", "peers").out())
        .contains(" -Dskerry.home=", " dev.skerry.loadtest.Loadtest bench peers\n")
        .contains("-cp " + project.toRealPath() + "/loadtest/target/launcher/app.");
    assertThat(skerry(folder, "load", "--help").out())
        .contains(" dev.skerry.loadtest.Loadtest load --help");
    assertThat(builds()).isEqualTo(2);

    Path source = project.resolve("loadtest/src/main/New.java");
    Files.writeString(source, "class New {}");
    later(source);
    skerry(folder, "version");
    assertThat(builds()).isEqualTo(2);
    skerry(folder, "load");
    assertThat(builds()).isEqualTo(3);
  }

  @Test
  void ofSeveralFirstStartsOneBuilds() throws Exception {
    jdk(machine.resolve("opt/jdk"), "25");
    List<Process> processes =
        List.of(start("MVN_SECONDS=1"), start("MVN_SECONDS=1"), start("MVN_SECONDS=1"));
    for (Process process : processes) {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(3);
    }
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void optionsForTheJvmComeLast() throws Exception {
    jdk(machine.resolve("opt/jdk"), "25");
    Result result = skerry(folder, "SKERRY_JAVA_OPTS=-Xmx7g -XX:+UseZGC", "run", "--help");
    assertThat(result.out())
        .contains("-XX:+UseCompactObjectHeaders", "-XX:MaxDirectMemorySize=")
        .contains(" -Xmx7g -XX:+UseZGC -cp ");
  }

  private Process start(String variable) throws IOException {
    return process(folder, List.of(variable), List.of(project + "/skerry", "version")).start();
  }

  /** Words with an equals sign before the command are environment variables. */
  private Result skerry(Path from, String... words) throws Exception {
    List<String> all = List.of(words);
    List<String> variables = all.stream().takeWhile(word -> word.contains("=")).toList();
    List<String> command = new ArrayList<>(List.of(project + "/skerry"));
    command.addAll(all.subList(variables.size(), all.size()));
    return run(from, variables, command);
  }

  private Result run(Path from, List<String> variables, List<String> command) throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        process(from, variables, command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private ProcessBuilder process(Path from, List<String> variables, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(from.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", bin.toString());
    builder.environment().put("HOME", machine.resolve("home").toString());
    for (String variable : variables) {
      int equals = variable.indexOf('=');
      builder.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
    }
    return builder;
  }

  private Path launcher() {
    return project.resolve("control-plane/target/launcher");
  }

  private long builds() throws IOException {
    try (var lines = Files.lines(folder.resolve("mvn.log"))) {
      return lines.count();
    }
  }

  private static Path jdk(Path home, String version) throws IOException {
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    executable(home.resolve("bin/javac"), "#!/bin/sh\n");
    executable(
        home.resolve("bin/java"),
        """
        #!/bin/sh
        printf 'java of %s:' "$(dirname "$(dirname "$0")")"
        for word; do
          case $word in
            *dev.skerry*) printf ' %s' "$word" ;;
            *project*) printf ' %s' "$word" ;;
            *' '*) printf ' [%s]' "$word" ;;
            *) printf ' %s' "$word" ;;
          esac
        done
        echo
        exit 3
        """);
    return home;
  }

  private static void executable(Path file, String content) throws IOException {
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void age(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
  }

  /** Makes it newer than everything that exists. */
  private static void later(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
  }
}
