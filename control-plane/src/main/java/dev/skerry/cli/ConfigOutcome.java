package dev.skerry.cli;

import java.io.PrintWriter;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Prints what became of a configuration, for people. */
final class ConfigOutcome {
  private ConfigOutcome() {}

  /** Prints an applied version; returns the exit code: a problem where an edge refused it. */
  static int print(JsonNode answer, PrintWriter out) {
    long version = answer.path("version").asLong();
    if (!answer.path("changed").asBoolean(false)) {
      out.printf("nothing changed; version %d is current%n", version);
      return ExitCodes.OK;
    }
    JsonNode rollout = answer.path("rollout");
    if (rollout.isObject()) {
      rollout(rollout.path("version").asLong(), rollout, out);
    }
    JsonNode inForce = answer.path("in_force");
    long having = 0;
    double slowest = 0;
    for (JsonNode edge : inForce) {
      having += edge.path("version").asLong() == version ? 1 : 0;
      slowest = Math.max(slowest, edge.path("ms").asDouble());
    }
    out.printf(
        Locale.ROOT,
        "version %d is in force on %s%s%n",
        version,
        having == 1 ? "1 edge" : having + " edges",
        having == 0 ? "" : String.format(Locale.ROOT, ", after %.0f ms", slowest));
    for (JsonNode edge : inForce) {
      for (JsonNode pointer : edge.path("needs_restart")) {
        out.printf("  %s needs a restart for %s%n", text(edge, "edge"), pointer.asString(""));
      }
    }
    answer
        .path("missing")
        .forEach(edge -> out.printf("  %s %s%n", text(edge, "edge"), text(edge, "reason")));
    for (JsonNode edge : answer.path("refused")) {
      for (JsonNode problem : edge.path("problems")) {
        out.printf(
            "  %s refused version %d: %s%n",
            text(edge, "edge"), edge.path("version").asLong(), problem.asString(""));
      }
    }
    return answer.path("refused").isEmpty() ? ExitCodes.OK : ExitCodes.PROBLEM;
  }

  private static void rollout(long version, JsonNode rollout, PrintWriter out) {
    String canaries =
        String.join(
            ", ", rollout.path("canaries").values().stream().map(JsonNode::asString).toList());
    String stage = text(rollout, "stage");
    if (stage.equals("canaries")) {
      out.printf(
          "version %d goes to %s first, watched for %d s; see skerry config history%n",
          version, canaries, rollout.path("watch_seconds").asLong());
    } else {
      out.printf("version %d: %s: %s%n", version, stage.replace('_', ' '), text(rollout, "reason"));
    }
  }

  /** Prints a difference. */
  static void difference(JsonNode difference, PrintWriter out) {
    if (difference.path("same").asBoolean(false)) {
      out.println("no difference");
      return;
    }
    for (JsonNode change : difference.path("changes")) {
      String what = text(change, "what");
      out.println(
          what.equals("unshown")
              ? "changed: what is not shown (a secret, a comment, or how it is written)"
              : "%s %s %s".formatted(text(change, "kind"), what, text(change, "name")).strip());
    }
    String text = text(difference, "text");
    if (!text.isEmpty()) {
      out.println();
      out.print(text);
    }
  }

  private static String text(JsonNode object, String member) {
    return object.path(member).asString("");
  }
}
