package dev.skerry.edge.config.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.config.document.Compilation.Compiled;
import org.junit.jupiter.api.Test;

/** What an author may write wherever they like. */
final class YamlTreeTest {
  private static final String DOCUMENT =
      "sites: [{hosts: a.example, origin: 'http://127.0.0.1:1'}]\n";

  @Test
  void aCharacterOfTwoUnitsMayStandAnywhere() {
    for (int before = 0; before < 3_000; before++) {
      String text = "#" + "x".repeat(before) + "\ud83d\ude00\n" + DOCUMENT;
      assertThat(ConfigDocument.compile("skerry.yaml", text.getBytes(UTF_8), Sources.none()))
          .as("%d characters before it", before)
          .isInstanceOf(Compiled.class);
    }
  }
}
