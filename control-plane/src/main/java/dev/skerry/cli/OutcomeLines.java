package dev.skerry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.handler.Directions;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.testing.Outcome;
import dev.skerry.handler.testing.Printable;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Prints what came of a call of a handler, for people: what it changed, wrote and took. */
final class OutcomeLines {
  private final PrintWriter out;

  private OutcomeLines(PrintWriter out) {
    this.out = out;
  }

  static void print(Outcome outcome, HandlerLimits limits, PrintWriter out) {
    OutcomeLines lines = new OutcomeLines(out);
    lines.verdict(outcome);
    outcome.lines().forEach(line -> lines.line("log", line.toString()));
    lines.used(outcome, limits);
  }

  private void verdict(Outcome outcome) {
    Request asked = outcome.event().request();
    switch (outcome.verdict()) {
      case Verdict.ContinueWith(Request request, ByteBuffer content, Directions directions) -> {
        line("verdict", "the request goes on");
        line("", request.toString());
        changes(asked.fields(), request.fields());
        content(content);
        directions(directions);
      }
      case Verdict.Change(Response response) -> {
        line("verdict", "the response goes on, with its content, status " + response.status());
        changes(fields(outcome.event().response()), response.fields());
      }
      case Verdict.Respond(Response response, ByteBuffer content) -> {
        line("verdict", "a response of the handler's, status " + response.status());
        changes(fields(outcome.event().response()), response.fields());
        content(content);
      }
      case Verdict.Done _ -> line("verdict", "done");
      case Verdict.Failed failed -> {
        line("verdict", "failed: " + failed.said());
        if (!failed.place().isEmpty()) {
          line("", "at " + failed.place());
        }
      }
    }
  }

  private static Fields fields(@Nullable Response response) {
    return response == null ? Fields.EMPTY : response.fields();
  }

  private void changes(Fields before, Fields now) {
    TreeSet<String> names = new TreeSet<>();
    before.forEach((name, value) -> names.add(name));
    now.forEach((name, value) -> names.add(name));
    for (String name : names) {
      List<String> old = before.all(name);
      List<String> next = now.all(name);
      if (!old.equals(next)) {
        old.forEach(value -> line("", "- " + name + ": " + value));
        next.forEach(value -> line("", "+ " + name + ": " + value));
      }
    }
  }

  private void content(@Nullable ByteBuffer content) {
    if (content != null) {
      byte[] octets = new byte[content.remaining()];
      content.duplicate().get(octets);
      line("body", octets.length + " bytes: " + new String(octets, UTF_8));
    }
  }

  private void directions(Directions directions) {
    if (directions.origin() != null) {
      line("origin", directions.origin());
    }
    directions.keyParts().forEach(part -> line("key", part));
    directions.tags().forEach(tag -> line("tag", tag));
  }

  private void used(Outcome outcome, HandlerLimits limits) {
    line(
        "wall",
        "%s of %d ms".formatted(millis(outcome.wallNanos()), limits.get(HandlerLimit.WALL_TIME)));
    Outcome.Usage usage = outcome.usage();
    if (usage != null) {
      line(
          "cpu",
          "%s of %d ms".formatted(millis(usage.cpuNanos()), limits.get(HandlerLimit.CPU_TIME)));
      line(
          "memory",
          "%s of %s"
              .formatted(
                  Quantities.bytes((double) usage.allocatedBytes()),
                  Quantities.bytes((double) limits.get(HandlerLimit.MEMORY))));
    }
  }

  private void line(String what, String text) {
    out.printf("%-9s %s%n", what, Printable.line(text));
  }

  static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.2f ms", nanos / 1_000_000.0);
  }
}
