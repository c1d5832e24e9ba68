package dev.skerry.handler.testing;

import dev.skerry.handler.Directions;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.Verdict;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is expected of a call. What is not mentioned is not looked at. */
sealed interface Expectation {
  /** In words, what is otherwise; empty if all is as expected. */
  List<String> differences(Outcome outcome);

  /**
   * The exchange goes on.
   *
   * @param target path and query; null if any will do
   * @param headers by name; without values for one that must not be there
   * @param directions null if any will do
   */
  record Goes(
      @Nullable String target, Map<String, List<String>> headers, @Nullable Directions directions)
      implements Expectation {
    @Override
    public List<String> differences(Outcome outcome) {
      if (!outcome.continues()) {
        return List.of("expected to go on with the request, but the handler " + outcome.words());
      }
      Request request = outcome.request();
      List<String> differences = new ArrayList<>();
      compare("target", target, request.target(), differences);
      compareHeaders(headers, request.fields(), differences);
      if (directions != null && !directions.equals(outcome.directions())) {
        differences.add("expected " + directions + ", got " + outcome.directions());
      }
      return differences;
    }
  }

  /**
   * There is a response, changed or made.
   *
   * @param status null if any will do
   * @param headers by name; without values for one that must not be there
   * @param body null if any will do
   */
  record Answers(@Nullable Integer status, Map<String, List<String>> headers, @Nullable String body)
      implements Expectation {
    @Override
    public List<String> differences(Outcome outcome) {
      if (outcome.continues() || outcome.fails()) {
        return List.of("expected a response, but the handler " + outcome.words());
      }
      List<String> differences = new ArrayList<>();
      compare("status", status, outcome.status(), differences);
      compareHeaders(headers, outcome.response().fields(), differences);
      if (body != null && !outcome.responds()) {
        differences.add("expected the body \"" + body + "\", but the handler made none");
      } else if (body != null) {
        compare("body", body, outcome.body(), differences);
      }
      return differences;
    }
  }

  /** The call fails for this reason. */
  record Fails(HandlerFault fault) implements Expectation {
    @Override
    public List<String> differences(Outcome outcome) {
      return outcome.verdict() instanceof Verdict.Failed failed && failed.fault() == fault
          ? List.of()
          : List.of("expected to fail (" + fault.token() + "), but the handler " + outcome.words());
    }
  }

  private static void compare(
      String what, @Nullable Object expected, Object got, List<String> differences) {
    if (expected != null && !Objects.equals(expected, got)) {
      differences.add("expected the " + what + " " + shown(expected) + ", got " + shown(got));
    }
  }

  private static String shown(Object value) {
    return value instanceof String text ? '"' + text + '"' : value.toString();
  }

  private static void compareHeaders(
      Map<String, List<String>> expected, Fields fields, List<String> differences) {
    expected.forEach(
        (name, values) -> {
          List<String> got = fields.all(name);
          if (!got.equals(values)) {
            differences.add(
                "expected %s %s, got %s"
                    .formatted(
                        values.isEmpty() ? "no header" : "the header",
                        values.isEmpty() ? name : name + ": " + String.join(", ", values),
                        got.isEmpty() ? "none" : String.join(", ", got)));
          }
        });
  }
}
