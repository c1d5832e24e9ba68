package dev.skerry.handler.js;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stack of a thread ends within the engine, in a JVM whose classes are as new as possible. */
class DeepWalksTest {
  @TempDir Path folder = Path.of("");

  @Test
  void noClassOfTheEngineIsLostToOtherHandlersWhereItsOwnStackEnds() throws Exception {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> told = OwnJvm.told(OwnJvm.run(DeepWalks.class, folder, List.of("-cp", path)));
    assertThat(told).hasSize(7);
    assertThat(told.subList(0, 6)).allMatch(line -> line.endsWith(": well"));
    assertThat(told.getLast())
        .isEqualTo(
            "then 4 123 1 2 3 e 2 ab 12 1970-01-01T00:00:00.000Z 1 2 1 {\"a\":[1.5]} 1.5e-7 4 5"
                + " Symbol(s)");
  }
}
