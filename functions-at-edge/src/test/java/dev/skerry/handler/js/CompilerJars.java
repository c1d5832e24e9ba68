package dev.skerry.handler.js;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The engine of JavaScript with its compiler, as the launcher has Maven bring it. */
final class CompilerJars {
  private static final Pattern NEWEST =
      Pattern.compile("<graaljs\\.compiled\\.version>25\\.0\\.(\\d+)<");
  private static final Pattern MODULE =
      Pattern.compile(".*/org/graalvm/(compiler|sdk|truffle/truffle-compiler)/.*");

  private CompilerJars() {}

  /** Options of a JVM that compiles handlers; the test ends here if there can be none. */
  static List<String> options() throws IOException, InterruptedException {
    assumeThat(ModuleFinder.ofSystem().find("jdk.internal.vm.ci"))
        .as("this JDK has no JVMCI, without which no handler is compiled")
        .isPresent();
    List<String> libraries = libraries();
    List<String> modules = libraries.stream().filter(jar -> MODULE.matcher(jar).matches()).toList();
    // What this JVM runs on, but for the engine without a compiler.
    Stream<String> own =
        Stream.of(
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"))
                    .split(":", -1))
            .filter(jar -> !jar.contains("/org/graalvm/"));
    Stream<String> engine =
        libraries.stream().filter(jar -> jar.contains("/org/graalvm/") && !modules.contains(jar));
    return List.of(
        "-XX:+UnlockExperimentalVMOptions",
        "-XX:+EnableJVMCI",
        "--upgrade-module-path=" + String.join(":", modules),
        "-cp",
        String.join(":", Stream.concat(own, engine).toList()));
  }

  private static List<String> libraries() throws IOException, InterruptedException {
    String version = version();
    Path file = Path.of("target", "compiled-class-path-" + version);
    if (!Files.exists(file)) {
      ask(version, file);
    }
    return List.of(Files.readString(file).strip().split(":", -1));
  }

  /** The newest that is no newer than this JDK. */
  private static String version() throws IOException {
    Matcher newest = NEWEST.matcher(Files.readString(Path.of("..", "pom.xml")));
    if (!newest.find()) {
      throw new IOException("the root pom has no version of the compiler");
    }
    return "25.0." + Math.min(Integer.parseInt(newest.group(1)), Runtime.version().update());
  }

  private static void ask(String version, Path file) throws IOException, InterruptedException {
    Path said = Path.of("target", "compiled-class-path.log");
    Process maven = maven(version, file, said);
    boolean ended = maven.waitFor(60, TimeUnit.SECONDS);
    maven.destroyForcibly();
    assumeThat(ended && maven.exitValue() == 0)
        .as("Maven does not bring the compiler %s: %s", version, Files.readString(said))
        .isTrue();
  }

  private static Process maven(String version, Path file, Path said) throws InterruptedException {
    try {
      return new ProcessBuilder(
              "mvn",
              "-q",
              "-B",
              "-Dstyle.color=never",
              "-P",
              "compiled-handlers",
              "-Dgraaljs.compiled.version=" + version,
              "-pl",
              "functions-at-edge",
              "dependency:build-classpath",
              "-DincludeScope=runtime",
              "-Dmdep.outputFile=" + file.toAbsolutePath())
          .directory(Path.of("..").toFile())
          .redirectErrorStream(true)
          .redirectOutput(said.toFile())
          .start();
    } catch (IOException e) {
      assumeThat(e).as("Maven is not on the PATH, which brings the compiler").isNull();
      throw new IllegalStateException(e);
    }
  }
}
