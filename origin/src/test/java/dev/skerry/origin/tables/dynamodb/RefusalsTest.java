package dev.skerry.origin.tables.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The rows of {@code refusals.txt}: a call, and below it what is answered, {@code ok} or the name
 * of an error and its text, in which objects have no hash. A new case is a new pair of lines; the
 * first make the tables.
 */
class RefusalsTest {
  private static Service service;

  @BeforeAll
  static void makeTables(@TempDir Path folder) {
    service = new Service(folder);
    for (Case each : read("refusal-tables.txt")) {
      assertThat(answer(each)).isEqualTo(each.answer);
    }
  }

  @AfterAll
  static void close() {
    service.close();
  }

  record Case(String operation, String body, String answer) {
    @Override
    public String toString() {
      return operation + " " + body;
    }
  }

  static Stream<Case> refusals() {
    return read("refusals.txt").stream();
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void isAnsweredAsTheServiceDoes(Case call) {
    assertThat(answer(call)).isEqualTo(call.answer);
  }

  private static List<Case> read(String resource) {
    try (InputStream in =
        Objects.requireNonNull(RefusalsTest.class.getResourceAsStream(resource), resource)) {
      List<String> lines =
          new String(in.readAllBytes(), UTF_8)
              .lines()
              .filter(line -> !line.isEmpty() && !line.startsWith("#"))
              .toList();
      List<Case> cases = new ArrayList<>();
      for (int i = 0; i < lines.size(); i += 2) {
        String call = lines.get(i);
        int space = call.indexOf(' ');
        String body = call.substring(space + 1);
        cases.add(new Case(call.substring(0, space), body, lines.get(i + 1).strip()));
      }
      return cases;
    } catch (IOException e) {
      throw new AssertionError(resource, e);
    }
  }

  private static String answer(Case call) {
    Answer answer = service.callJson(call.operation, call.body);
    if (answer.status() == 200) {
      return "ok";
    }
    String type = "";
    String message = "";
    try (JsonParser parser =
        new JsonFactory().createParser(ObjectReadContext.empty(), answer.body())) {
      parser.nextToken();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "__type" -> type = parser.getString().replaceAll(".*#", "");
          case "message", "Message" -> message = parser.getString();
          default -> parser.skipChildren();
        }
      }
    }
    String text = message.replaceAll("(\\bcom\\.amazonaws\\.[\\w.]+@)[0-9a-f]+", "$1");
    return text.isEmpty() ? type : type + ": " + text;
  }
}
