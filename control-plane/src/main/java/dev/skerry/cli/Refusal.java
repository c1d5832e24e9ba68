package dev.skerry.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Ends a command because the node refused what it asked for, by the problem details of its answer
 * (RFC 9457).
 */
final class Refusal extends Failure {
  private static final long serialVersionUID = 1L;

  /** Where the calls that bring code have it. */
  private static final String CODE = "/code";

  /** Where the calls that bring a configuration have it; problems of it say their place. */
  private static final String DOCUMENT = "/content/document";

  private static final Pattern PLACED = Pattern.compile("\\d+(:\\d+)?: .*", Pattern.DOTALL);

  private final transient List<Wrong> wrong;

  /**
   * One thing that is wrong in what was asked.
   *
   * @param at a JSON pointer or a parameter's name; empty for all of it
   */
  private record Wrong(String at, String detail) {
    static Wrong of(JsonNode error) {
      String at = error.path("pointer").asString(error.path("parameter").asString(""));
      return new Wrong(at, error.path("detail").asString(""));
    }

    /** For people, who never saw the JSON that this program made of what they asked. */
    String text() {
      String place = at.equals(DOCUMENT) ? "" : at.replace('/', ' ').strip();
      return place.isEmpty() ? detail : place + ": " + detail;
    }
  }

  /** By those problem details, of an answer with that status. */
  Refusal(int status, JsonNode problem) {
    this(
        problem.path("detail").asString("status " + status),
        problem.path("errors").values().stream().map(Wrong::of).toList());
  }

  private Refusal(String detail, List<Wrong> wrong) {
    super(ExitCodes.PROBLEM, text(detail, wrong));
    this.wrong = wrong;
  }

  private static String text(String detail, List<Wrong> wrong) {
    StringBuilder text = new StringBuilder("the node refused: ").append(detail);
    for (Wrong each : wrong) {
      if (!each.detail().equals(detail)) { // where there is only one it is the detail
        text.append("\n  ").append(each.text());
      }
    }
    return text.toString();
  }

  /** The same of code that came from a file here: its lines are that file's. */
  Failure ofCode(Path file) {
    if (wrong.stream().noneMatch(each -> each.at().equals(CODE))) {
      return this;
    }
    StringBuilder text = new StringBuilder();
    text.append(file).append(" is wrong and was not deployed; edges go on with what they have:");
    for (Wrong each : wrong) {
      text.append("\n  ");
      if (each.at().equals(CODE)) {
        boolean placed = PLACED.matcher(each.detail()).matches();
        text.append(file).append(placed ? ":" : ": ").append(each.detail());
      } else {
        text.append(each.text());
      }
    }
    return new Failure(ExitCodes.PROBLEM, text.toString());
  }
}
