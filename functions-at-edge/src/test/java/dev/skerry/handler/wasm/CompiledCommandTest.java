package dev.skerry.handler.wasm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.skerry.handler.Binding;
import dev.skerry.handler.Bindings;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.KeyValues;
import dev.skerry.handler.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that a compiler made of C, with the library of that language in it. */
class CompiledCommandTest {
  private static final Bindings BOUND =
      Bindings.of(
          Map.of(
              "SITE",
              new Binding.Variable("https://www.example.com"),
              "MOVED",
              KeyValues.of("moved", Map.of("/old", "/new"), Instant.EPOCH)));

  @TempDir Path folder;

  private byte[] compiled(String source) throws IOException, InterruptedException {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/clang"))
            && Files.isExecutable(Path.of("/usr/bin/wasm-ld"))
            && Files.isDirectory(Path.of("/usr/lib/wasm32-wasi")),
        "clang, lld and wasi-libc are not installed");
    Path c = Files.writeString(folder.resolve("moved.c"), source);
    Path wasm = folder.resolve("moved.wasm");
    Process clang =
        new ProcessBuilder(
                "clang", "--target=wasm32-wasi", "-Os", "-o", wasm.toString(), c.toString())
            .inheritIO()
            .start();
    assertThat(clang.waitFor()).isZero();
    return Files.readAllBytes(wasm);
  }

  @Test
  void theExampleOfTheHandbookAnswersForWhatHasMoved()
      throws HandlerProblem, IOException, InterruptedException {
    String handbook = Files.readString(Path.of("../docs/handlers-wasm.md"));
    int begins = handbook.indexOf("```c\n") + "```c\n".length();
    byte[] octets = compiled(handbook.substring(begins, handbook.indexOf("```", begins)));
    HandlerSpec spec = Modules.spec(octets, Modules.PATIENT).with(BOUND);
    try (Modules modules = new Modules()) {
      assertThat(modules.run(spec, Modules.asking("/old")))
          .isInstanceOfSatisfying(
              Verdict.Respond.class,
              respond -> {
                assertThat(respond.response().status()).isEqualTo(301);
                assertThat(respond.response().fields().first("location"))
                    .isEqualTo("https://www.example.com/new");
                assertThat(respond.content().hasRemaining()).isFalse();
              });
      assertThat(modules.log).containsExactly("/old has moved");
      assertThat(modules.call(spec, Modules.asking("/other")))
          .isInstanceOf(Verdict.ContinueWith.class);
    }
  }
}
