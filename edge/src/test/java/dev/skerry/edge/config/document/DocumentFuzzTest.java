package dev.skerry.edge.config.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a document holds: it is compiled or refused, and nothing is thrown. */
class DocumentFuzzTest {
  private static final String[] PIECES = {
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\"",
    "'",
    "- ",
    "\n",
    "\n  ",
    "&a ",
    "*a",
    "!x ",
    "|",
    ">",
    "~",
    "null",
    "true",
    "0",
    "-1",
    "1e9",
    "${ENV:URL_KEY}",
    "${ENV:",
    "/**",
    "~(",
    "*.x",
    "{1}",
    "10s",
    "1GiB",
    "\t",
    "\u0000",
    "\u0085",
    "é",
    "\ud83d\ude00",
    "---\n",
    "...",
    "#",
    "? ",
    "<<: ",
    "%YAML 1.2\n",
    "@",
    "`",
    "http://[::1]:1",
    "99999999999999999999"
  };

  @Test
  void changed_documents_never_throw() throws IOException {
    List<Path> seeds = new ArrayList<>(GoldenDocumentsTest.documents("right"));
    seeds.addAll(GoldenDocumentsTest.documents("wrong"));
    long seed = Long.getLong("skerry.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int round = 0; round < 3_000; round++) {
      Path file = seeds.get(random.nextInt(seeds.size()));
      byte[] content = changed(Files.readAllBytes(file), random);
      String name = random.nextInt(4) == 0 ? "x.json" : "x.yaml";
      compile(seed, name, content);
    }
  }

  @Test
  void random_bytes_never_throw() {
    long seed = Long.getLong("skerry.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int round = 0; round < 3_000; round++) {
      byte[] content = new byte[random.nextInt(60)];
      random.nextBytes(content);
      compile(seed, round % 2 == 0 ? "x.json" : "x.yaml", content);
    }
  }

  private static void compile(long seed, String name, byte[] content) {
    try {
      Compilation compilation = ConfigDocument.compile(name, content, TestSources.INSTANCE);
      if (compilation instanceof Compilation.Refused(List<Problem> problems)) {
        assertThat(problems).isNotEmpty();
        for (Problem problem : problems) {
          assertThat(problem.line()).isPositive();
          assertThat(problem.column()).isPositive();
        }
      }
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(
          "-Dskerry.seed="
              + seed
              + " "
              + e
              + ": "
              + new String(content, StandardCharsets.ISO_8859_1),
          e);
    }
  }

  private static byte[] changed(byte[] content, Random random) {
    StringBuilder text = new StringBuilder(new String(content, StandardCharsets.UTF_8));
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(text.length() + 1);
      switch (random.nextInt(4)) {
        case 0 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
        case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(10)));
        case 2 -> {
          int end = Math.min(text.length(), at + random.nextInt(80));
          text.insert(random.nextInt(text.length() + 1), text.substring(at, end));
        }
        default -> {
          if (at < text.length()) {
            text.setCharAt(at, (char) (32 + random.nextInt(96)));
          }
        }
      }
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
