package dev.skerry.handler.js;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Handlers compiled to machine code, each time in a JVM of its own. */
class CompiledEngineTest {
  private static final String ASKED = "-Dskerry.compile-handlers=yes";

  @TempDir Path folder = Path.of("");

  @Test
  void theyDoWhatTheyDidAndAreStoppedWhereTheCompilerCanBeFetched() throws Exception {
    List<String> options = new ArrayList<>(CompilerJars.options());
    options.add(ASKED);
    options.add("-Dpolyglot.engine.TraceCompilation=true");
    // Soon, as what runs here is short.
    options.add("-Dpolyglot.engine.AllowExperimentalOptions=true");
    options.add("-Dpolyglot.engine.FirstTierCompilationThreshold=50");
    options.add("-Dpolyglot.engine.LastTierCompilationThreshold=200");
    List<String> lines = OwnJvm.run(CompiledCalls.class, folder, options);
    assertThat(lines)
        .anyMatch(line -> line.endsWith("handlers in JavaScript are compiled to machine code"))
        .anyMatch(line -> line.contains("opt done") && line.contains(" handler "));
    List<String> told = OwnJvm.told(lines);
    assertThat(told).hasSize(10);
    assertThat(told.subList(0, 2)).containsExactly("function 4950", "module 4950");
    assertThat(told.subList(2, 9))
        .allMatch(line -> line.matches("(compiled loop|hostile) (CPU_TIME|WALL_TIME|MEMORY)"));
    assertThat(told.getLast()).isEqualTo("then 4950");
  }

  @Test
  void aJvmThatCannotCompileThemSaysWhyAndWhatToDo() {
    Logger logger = (Logger) LoggerFactory.getLogger(CompiledEngine.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    try (Engine engine = CompiledEngine.make();
        Context context = Context.newBuilder("js").engine(engine).build()) {
      assertThat(context.eval("js", "6 * 7").asInt()).isEqualTo(42);
    } finally {
      logger.detachAppender(log);
    }
    assertThat(CompiledEngine.compiles()).isFalse();
    assertThat(log.list)
        .singleElement()
        .extracting(ILoggingEvent::getFormattedMessage)
        .asString()
        .startsWith(
            "handlers in JavaScript are interpreted, although SKERRY_COMPILE_HANDLERS is yes: ")
        .contains("JVMCI", Runtime.version().toString(), "Let ./skerry start the edge");
  }
}
