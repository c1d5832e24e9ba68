package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The launcher, asked to have handlers in JavaScript compiled. */
class CompilingLauncherTest extends LauncherProject {
  private static final String CHOSEN = "SKERRY_COMPILE_HANDLERS=yes";
  private static final String FLAGS = " -XX:+UnlockExperimentalVMOptions -XX:+EnableJVMCI ";

  private Path jdk = Path.of("");

  @BeforeEach
  void makeJdk() throws IOException {
    jdk = jdk(machine.resolve("opt/jdk"), "25.0.3");
    compilers("25.0.4");
    modules("java.base jdk.internal.vm.ci jdk.graal.compiler");
  }

  private void compilers(String newest) throws IOException {
    Path pom = project.resolve("pom.xml");
    Files.writeString(
        pom,
        "<project>\n<graaljs.compiled.version>"
            + newest
            + "</graaljs.compiled.version>\n</project>");
    age(pom);
  }

  private void modules(String names) throws IOException {
    Files.writeString(
        jdk.resolve("release"), "JAVA_VERSION=\"25.0.3\"\nMODULES=\"" + names + "\"\n");
  }

  private List<String> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".jar"))
          .sorted()
          .toList();
    }
  }

  @Test
  void itBuildsAnAppApartAndSwitchingBuildsNothingAnew() throws Exception {
    skerry(folder, "version");
    String compiled = skerry(folder, CHOSEN, "run").out();
    assertThat(compiled).contains("/control-plane/target/launcher-compiled-25.0.3/app.");
    for (String plain : List.of("SKERRY_COMPILE_HANDLERS=no", "SKERRY_COMPILE_HANDLERS=")) {
      assertThat(skerry(folder, plain, "run").out())
          .contains("/control-plane/target/launcher/app.")
          .doesNotContain("EnableJVMCI", "compile-handlers", "module-path");
    }
    assertThat(skerry(folder, CHOSEN, "run").err()).isEmpty();
    assertThat(Files.readAllLines(folder.resolve("mvn.log")))
        .hasSize(2)
        .first()
        .asString()
        .doesNotContain("compiled");
  }

  @Test
  void theCompilerIsNoNewerThanTheJdk() throws Exception {
    skerry(folder, CHOSEN, "version");
    compilers("25.0.2");
    skerry(folder, CHOSEN, "version");
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25\"\n");
    skerry(folder, CHOSEN, "version");
    List<String> versions =
        Files.readAllLines(folder.resolve("mvn.log")).stream()
            .map(line -> line.replaceAll(".* -P compiled-handlers (\\S+) .*", "$1"))
            .toList();
    assertThat(versions)
        .containsExactly(
            "-Dgraaljs.compiled.version=25.0.3",
            "-Dgraaljs.compiled.version=25.0.2",
            "-Dgraaljs.compiled.version=25.0.0");
  }

  @Test
  void theCompilerAndWhatItNeedsAreModulesAndAllElseIsOnTheClassPath() throws Exception {
    String jars =
        "org/graalvm/compiler/compiler/25.0.3/compiler-25.0.3.jar"
            + " org/graalvm/sdk/word/25.0.3/word-25.0.3.jar"
            + " org/graalvm/truffle/truffle-compiler/25.0.3/truffle-compiler-25.0.3.jar"
            + " org/graalvm/truffle/truffle-api/25.0.3/truffle-api-25.0.3.jar"
            + " run/endive/compiler/1.0.0/compiler-1.0.0.jar";
    String out = skerry(folder, CHOSEN, "MVN_JARS=" + jars, "run").out();
    Path app =
        Path.of(
            Files.readString(
                    project.resolve("control-plane/target/launcher-compiled-25.0.3/current"))
                .strip());
    assertThat(jars(app.resolve("compiler")))
        .containsExactly("compiler-25.0.3.jar", "truffle-compiler-25.0.3.jar", "word-25.0.3.jar");
    assertThat(jars(app))
        .containsExactly(
            "compiler-1.0.0.jar",
            "edge-1.jar",
            "library.jar",
            "skerry.jar",
            "truffle-api-25.0.3.jar");
    assertThat(out)
        .contains(FLAGS)
        .contains(" -Dskerry.compile-handlers=yes ")
        .contains("--upgrade-module-path=" + app + "/compiler")
        .doesNotContain("AOTCache");
  }

  @Test
  void onlyWhatCallsHandlersForLongGetsTheOptions() throws Exception {
    for (String[] command : new String[][] {{"run"}, {"edge"}, {"bench", "micro"}}) {
      assertThat(skerryWith(command)).contains(FLAGS);
    }
    for (String[] command : new String[][] {{"version"}, {"control-plane"}, {"bench", "peers"}}) {
      assertThat(skerryWith(command)).doesNotContain("EnableJVMCI", "compile-handlers");
    }
  }

  private String skerryWith(String... command) throws Exception {
    return skerry(
            folder, Stream.concat(Stream.of(CHOSEN), Stream.of(command)).toArray(String[]::new))
        .out();
  }

  @Test
  void aJdkWithoutTheInterfaceOfCompilersIsStartedWithoutItsOptions() throws Exception {
    modules("java.base");
    assertThat(skerry(folder, CHOSEN, "edge").out())
        .contains(" -Dskerry.compile-handlers=yes ")
        .doesNotContain("EnableJVMCI");
  }

  @Test
  void whatIsNeitherYesNorNoIsRefused() throws Exception {
    Result result = skerry(folder, "SKERRY_COMPILE_HANDLERS=true", "run");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo("skerry: SKERRY_COMPILE_HANDLERS is yes or no, not 'true'\n");
  }
}
