package dev.skerry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher: finds a JDK, builds what is not built, and starts the program. */
class LauncherTest extends LauncherProject {
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
    Result result = skerry(folder, "SKERRY_JAVA_OPTS=-Xmx7g -Xlog:gc", "run", "--help");
    assertThat(result.out())
        .contains("-XX:+UseCompactObjectHeaders", "-XX:MaxDirectMemorySize=")
        .contains(" -Xmx7g -Xlog:gc -cp ");
  }

  @Test
  void shortPausesAreChosenByAWord() throws Exception {
    jdk(machine.resolve("opt/jdk"), "25");
    for (String no : List.of("SKERRY_SHORT_PAUSES=no", "SKERRY_SHORT_PAUSES=")) {
      assertThat(skerry(folder, no, "run").out())
          .contains(" -XX:+UseG1GC ")
          .doesNotContain("UseZGC");
    }
    for (String command : List.of("run", "edge", "control-plane")) {
      assertThat(skerry(folder, "SKERRY_SHORT_PAUSES=yes", command).out())
          .containsPattern(" -XX:\\+UseZGC -XX:SoftMaxHeapSize=[1-9][0-9]*m ")
          .doesNotContain("G1");
    }
    assertThat(skerry(folder, "SKERRY_SHORT_PAUSES=yes", "SKERRY_JAVA_OPTS=-Xmx200m", "run").out())
        .as("the JVM refuses a soft limit beyond that of the heap")
        .contains(" -XX:+UseZGC ", " -Xmx200m")
        .doesNotContain("SoftMaxHeapSize");
    Result refused = skerry(folder, "SKERRY_SHORT_PAUSES=true", "run");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).isEqualTo("skerry: SKERRY_SHORT_PAUSES is yes or no, not 'true'\n");
  }
}
