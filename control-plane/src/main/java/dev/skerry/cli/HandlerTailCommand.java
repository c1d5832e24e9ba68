package dev.skerry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
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
      "last lines only: what is lost before it can be told is counted."
    },
    footer = {
      "Examples:",
      "  skerry handler tail pages",
      "  skerry handler tail pages --since 600 --for 0        the last ten minutes",
      "  skerry handler tail pages --json | jq 'select(.level == \"error\")'"
    })
final class HandlerTailCommand implements Callable<Integer> {
  private static final long WAIT_MILLIS = 10_000;

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

  @Override
  public Integer call() {
    PrintWriter out = Skerry.required(spec).commandLine().getOut();
    AdminClient client = admin.client();
    String path = HandlerPath.of(name) + "/tail";
    long begun = System.nanoTime();
    JsonNode answer = client.get(path + (sinceSeconds == null ? "" : since(sinceSeconds)));
    print(answer, out);
    for (long left = left(begun); left > 0; left = left(begun)) {
      String cursor = URLEncoder.encode(answer.path("cursor").asString(""), UTF_8);
      long wait = Math.min(left, WAIT_MILLIS);
      answer = client.get("%s?cursor=%s&wait_ms=%d".formatted(path, cursor, wait));
      print(answer, out);
    }
    return ExitCodes.OK;
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
      Skerry.required(spec)
          .commandLine()
          .getErr()
          .printf("(%d lines came faster than they could be told)%n", dropped);
      Skerry.required(spec).commandLine().getErr().flush();
    }
    for (JsonNode line : answer.path("lines")) {
      out.println(json ? line.toString() : text(line));
    }
    out.flush();
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
