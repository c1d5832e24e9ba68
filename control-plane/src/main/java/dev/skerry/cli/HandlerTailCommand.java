package dev.skerry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code skerry handler tail}: what a handler writes, and how its calls fail, on all edges. */
@Command(
    name = "tail",
    header = "Follow what a handler writes, and how its calls fail, on all edges.",
    description = {
      "A line has the time, the edge, the version of the code, the hook, the request, the level",
      "(error for a call that failed), the place in the source, and the text. Edges keep their",
      "last lines only: what is lost before it can be told is counted. Where the node is away for",
      "a while it goes on as soon as that answers again."
    },
    footer = {
      "Examples:",
      "  skerry handler tail pages",
      "  skerry handler tail pages --since 600 --for 0        the last ten minutes",
      "  skerry handler tail pages --json | jq 'select(.level == \"error\")'"
    })
final class HandlerTailCommand implements Callable<Integer> {
  private static final long WAIT_MILLIS = 10_000;
  private static final long PAUSE_MILLIS = 1_000;

  @Parameters(paramLabel = "NAME", description = "The handler's id in the configuration.")
  String name = "";

  @Option(
      names = "--since",
      paramLabel = "SECONDS",
      description = "Begin with the lines of the last so many seconds. Default: with new ones")
  @Nullable Long sinceSeconds;

  @Option(
      names = "--for",
      paramLabel = "SECONDS",
      description = "End after so many seconds. Default: when it is interrupted")
  @Nullable Long forSeconds;

  @Option(names = "--json", description = "Print each line as JSON.")
  boolean json;

  @Mixin AdminOptions admin = new AdminOptions();

  @Spec @Nullable CommandSpec spec;

  private boolean away;

  @Override
  public Integer call() {
    PrintWriter out = Skerry.required(spec).commandLine().getOut();
    String path = HandlerPath.of(name) + "/tail";
    long begun = System.nanoTime();
    JsonNode answer = admin.client().get(path + (sinceSeconds == null ? "" : since(sinceSeconds)));
    print(answer, out);
    if (left(begun) > 0) {
      say(
          "(following %s on all edges; what it writes and how it fails comes here)"
              .formatted(name));
    }
    for (long left = left(begun); left > 0; left = left(begun)) {
      String cursor = URLEncoder.encode(answer.path("cursor").asString(""), UTF_8);
      long wait = Math.min(left, WAIT_MILLIS);
      JsonNode next = next("%s?cursor=%s&wait_ms=%d".formatted(path, cursor, wait), left);
      if (next != null) {
        answer = next;
        print(answer, out);
      }
    }
    return ExitCodes.OK;
  }

  /** What came since; null, after a pause, where nobody answers, as while a node starts anew. */
  private @Nullable JsonNode next(String query, long leftMillis) {
    try {
      JsonNode next = admin.client().get(query); // which may be at another port by now
      if (away) {
        away = false;
        say("(it answers again)");
      }
      return next;
    } catch (Failure e) {
      if (e.exitCode() != ExitCodes.UNAVAILABLE) {
        throw e;
      }
      if (!away) {
        away = true;
        say("(%s; trying again)".formatted(e.getMessage()));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(Math.min(leftMillis, PAUSE_MILLIS)));
      return null;
    }
  }

  private static String since(long seconds) {
    return "?since_ms=" + TimeUnit.SECONDS.toMillis(seconds);
  }

  /** Milliseconds. */
  private long left(long begunNanos) {
    return forSeconds == null
        ? WAIT_MILLIS
        : TimeUnit.SECONDS.toMillis(forSeconds)
            - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunNanos);
  }

  private void print(JsonNode answer, PrintWriter out) {
    long dropped = answer.path("dropped").asLong(0);
    if (dropped > 0) {
      say("(%d lines came faster than they could be told)".formatted(dropped));
    }
    for (JsonNode line : answer.path("lines")) {
      out.println(json ? line.toString() : text(line));
    }
    out.flush();
  }

  /** Beside the lines, which may go on to another program. */
  private void say(String text) {
    PrintWriter err = Skerry.required(spec).commandLine().getErr();
    err.println(text);
    err.flush();
  }

  private static String text(JsonNode line) {
    List<String> words = new ArrayList<>();
    for (String member : List.of("at", "edge", "version", "hook", "request_id", "level", "place")) {
      String word = line.path(member).asString("");
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return String.join(" ", words) + ": " + line.path("text").asString("");
  }
}
