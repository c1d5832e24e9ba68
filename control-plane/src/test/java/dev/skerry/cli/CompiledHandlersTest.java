package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.skerry.handler.Hook;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code handler new} writes in languages that a compiler makes handlers of. */
class CompiledHandlersTest {
  @TempDir Path folder = Path.of("");

  private void write(HandlerScaffold.Language language, Hook hook) throws Exception {
    HandlerScaffold scaffold =
        new HandlerScaffold("pages", language, HandlerScaffold.Shape.FUNCTION, hook);
    for (var file : scaffold.files().entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    Path document = folder.resolve("skerry.yaml");
    // With limits that a busy machine does not reach.
    Files.writeString(
        document,
        Files.readString(document)
            .replace("    kind:", "    limits: {cpu-time: 20s, wall-time: 60s}\n    kind:"));
  }

  private void assertItPassesItsOwnTest() {
    Terminal terminal = Terminal.type("handler", "test", folder.toString());
    assertThat(terminal.err()).isEmpty();
    assertThat(terminal.out()).endsWith("3 passed, 0 failed\n");
  }

  @ParameterizedTest
  @EnumSource(
      value = Hook.class,
      names = {"VIEWER_REQUEST", "ORIGIN_REQUEST"})
  void aHandlerInJavaPassesItsOwnTest(Hook hook) throws Exception {
    write(HandlerScaffold.Language.JAVA, hook);
    Path classes = Files.createDirectories(folder.resolve("target/classes"));
    List<String> words =
        new ArrayList<>(
            List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path")));
    try (Stream<Path> sources = Files.walk(folder.resolve("src"))) {
      sources.filter(Files::isRegularFile).map(Path::toString).forEach(words::add);
    }
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, words.toArray(String[]::new)))
        .isZero();
    pack(classes);
    assertItPassesItsOwnTest();
  }

  /** As the build of the folder does. */
  private void pack(Path classes) throws Exception {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Skerry-Handler", "com.example.EdgeHandler");
    String name = "com/example/EdgeHandler.class";
    try (OutputStream file = Files.newOutputStream(folder.resolve("target/pages.jar"));
        JarOutputStream jar = new JarOutputStream(file, manifest)) {
      jar.putNextEntry(new JarEntry(name));
      jar.write(Files.readAllBytes(classes.resolve(name)));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Hook.class,
      names = {"VIEWER_REQUEST", "ORIGIN_REQUEST"})
  void aHandlerInWebAssemblyPassesItsOwnTestWhereClangIsAtHand(Hook hook) throws Exception {
    assumeThat(isThere("clang") && isThere("wasm-ld")).isTrue();
    write(HandlerScaffold.Language.WASM, hook);
    String line = HandlerScaffold.Language.WASM.next("pages").split("&& ", 2)[1].split("\\)", 2)[0];
    Process clang =
        new ProcessBuilder(line.split(" ", -1)).directory(folder.toFile()).inheritIO().start();
    assertThat(clang.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(clang.exitValue()).isZero();
    assertItPassesItsOwnTest();
  }

  private static boolean isThere(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
  }

  @Test
  void ofAHookThatIsNotWrittenInThemItSaysSo() {
    assertThat(
            Terminal.type("handler", "new", "x", "--lang", "wasm", "--hook", "viewer-response")
                .err())
        .contains("this writes handlers for viewer-request and origin-request");
  }
}
