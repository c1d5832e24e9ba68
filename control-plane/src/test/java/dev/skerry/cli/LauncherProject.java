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
import org.junit.jupiter.api.io.TempDir;

/**
 * A copy of the project's skeleton for tests of the launcher, with a Maven and JDKs that only say
 * that they were called. The copy looks for JDKs below the test's own folder instead of the
 * machine's.
 */
abstract class LauncherProject {
  private static final List<String> MODULES =
      List.of("functions-at-edge", "origin", "edge", "control-plane", "loadtest");

  @TempDir Path folder = Path.of("");

  Path project = Path.of("");
  Path bin = Path.of("");
  Path machine = Path.of("");

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

  record Result(int exitCode, String out, String err) {}

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
        echo "mvn with $JAVA_HOME: $*" >>"%1$s/mvn.log"
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
        for jar in $MVN_JARS; do
          mkdir -p "%1$s/$(dirname "$jar")"
          echo "$jar" >"%1$s/$jar"
          printf %%s ":%1$s/$jar" >>control-plane/target/class-path
        done
        exit "${MVN_EXIT:-0}"
        """
            .formatted(folder));
  }

  Process start(String variable) throws IOException {
    return process(folder, List.of(variable), List.of(project + "/skerry", "version")).start();
  }

  /** Words with an equals sign before the command are environment variables. */
  Result skerry(Path from, String... words) throws Exception {
    List<String> all = List.of(words);
    List<String> variables = all.stream().takeWhile(word -> word.contains("=")).toList();
    List<String> command = new ArrayList<>(List.of(project + "/skerry"));
    command.addAll(all.subList(variables.size(), all.size()));
    return run(from, variables, command);
  }

  Result run(Path from, List<String> variables, List<String> command) throws Exception {
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

  Path launcher() {
    return project.resolve("control-plane/target/launcher");
  }

  long builds() throws IOException {
    try (var lines = Files.lines(folder.resolve("mvn.log"))) {
      return lines.count();
    }
  }

  static Path jdk(Path home, String version) throws IOException {
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

  static void age(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
  }

  /** Makes it newer than everything that exists. */
  static void later(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
  }
}
