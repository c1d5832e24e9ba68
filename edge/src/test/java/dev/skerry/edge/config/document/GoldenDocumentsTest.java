package dev.skerry.edge.config.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Documents in files. One in {@code wrong} has its expected problems beside it, in a file of the
 * same name with {@code .problems} at its end; one in {@code right} has none. A new case is a new
 * file. With {@code -Dskerry.golden=write} the expectations are written anew, to be looked at in
 * the diff.
 */
class GoldenDocumentsTest {
  static final Path FOLDER = Path.of("src/test/resources/dev/skerry/edge/config/document");

  @TestFactory
  List<DynamicTest> a_wrong_document_is_refused_with_all_its_problems() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : documents("wrong")) {
      tests.add(DynamicTest.dynamicTest(file.getFileName().toString(), () -> refused(file)));
    }
    assertThat(tests).isNotEmpty();
    return tests;
  }

  @TestFactory
  List<DynamicTest> a_right_document_is_compiled() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : documents("right")) {
      tests.add(
          DynamicTest.dynamicTest(
              file.getFileName().toString(),
              () -> assertThat(compile(file)).isInstanceOf(Compilation.Compiled.class)));
    }
    assertThat(tests).isNotEmpty();
    return tests;
  }

  static List<Path> documents(String kind) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve(kind))) {
      return files.filter(file -> file.toString().matches(".*\\.(yaml|json)")).sorted().toList();
    }
  }

  static Compilation compile(Path file) throws IOException {
    return ConfigDocument.compile(
        file.getFileName().toString(), Files.readAllBytes(file), TestSources.INSTANCE);
  }

  private static void refused(Path file) throws IOException {
    if (!(compile(file) instanceof Compilation.Refused(List<Problem> problems))) {
      fail("expected problems in " + file);
      return;
    }
    String actual =
        problems.stream().map(Problem::toString).collect(Collectors.joining("\n", "", "\n"));
    Path golden = file.resolveSibling(file.getFileName() + ".problems");
    if ("write".equals(System.getProperty("skerry.golden"))) {
      Files.writeString(golden, actual);
    }
    assertThat(golden).exists();
    assertThat(actual).isEqualTo(Files.readString(golden));
  }
}
