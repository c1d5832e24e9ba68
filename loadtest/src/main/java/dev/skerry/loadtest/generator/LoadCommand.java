package dev.skerry.loadtest.generator;

import dev.skerry.loadtest.origin.OriginCommand;
import dev.skerry.loadtest.terminal.ExitCodes;
import dev.skerry.loadtest.terminal.Stop;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code skerry load}: asks on a schedule and tells how long answers took. */
@Command(
    name = "load",
    header = "Make load on a schedule, and measure latency from it.",
    description = {
      "Requests are due at moments that do not depend on the answers, and latency counts from",
      "those moments: a server that stalls pays for all that would have been asked meanwhile.",
      "{key} and {size} in the URL's path are filled in for each request; one key always has one",
      "size. It says so when the generator itself was the limit."
    },
    footer = {
      "Exit codes: 0; 1 if requests failed; 64 wrong command line; 69 nobody answers there.",
      "",
      "Examples:",
      "  skerry load http://127.0.0.1:8080/ --rate 2000 --duration 10s",
      "  skerry load 'http://127.0.0.1:8080/{size}/{key}' --rate 20000 --duration 30s \\",
      "      --connections 256 --keys zipf:1.0:100000 --sizes trace --out run",
      "  skerry load 'https://127.0.0.1:8443/10k/{key}' --http2 --insecure --keys uniform:1000",
      "  skerry load http://127.0.0.1:8080/10m/0 --rate max --requests 100 --connections 4"
    },
    subcommands = OriginCommand.class)
public final class LoadCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "URL",
      arity = "0..1",
      description = "http or https; {key} and {size} in its path are filled in.")
  @Nullable String url;

  @Option(
      names = "--rate",
      paramLabel = "N|max",
      description = "Requests per second, or as many as are answered. Default: ${DEFAULT-VALUE}",
      defaultValue = "1000")
  String rate = "";

  @Option(
      names = "--arrivals",
      paramLabel = "HOW",
      description = "even or random (exponential gaps). Default: ${DEFAULT-VALUE}",
      defaultValue = "even")
  String arrivals = "";

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      description = "How long is measured, as 30s or 5m. Default: ${DEFAULT-VALUE}",
      defaultValue = "10s")
  String duration = "";

  @Option(
      names = "--warm-up",
      paramLabel = "TIME",
      description = "The same load before that, not counted. Default: ${DEFAULT-VALUE}",
      defaultValue = "2s")
  String warmUp = "";

  @Option(
      names = "--requests",
      paramLabel = "N",
      description = "At most so many, the warm-up's included.")
  long requests = Long.MAX_VALUE;

  @Option(
      names = "--connections",
      paramLabel = "N",
      description = "Connections that stay open. Default: ${DEFAULT-VALUE}",
      defaultValue = "64")
  int connections;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Event loops of the generator. Default: ${DEFAULT-VALUE}",
      defaultValue = "1")
  int threads;

  @Option(
      names = "--http2",
      description = "Speak HTTP/2: negotiated for https, known beforehand for http.")
  boolean http2;

  @Option(
      names = "--streams",
      paramLabel = "N",
      description = "Requests at once on a connection of HTTP/2. Default: ${DEFAULT-VALUE}",
      defaultValue = "8")
  int streams;

  @Option(names = "--insecure", description = "Take any certificate.")
  boolean insecure;

  @Option(
      names = "--keys",
      paramLabel = "HOW",
      description = {
        "Which {key} is next: one, sequential, sequential:N, uniform:N, zipf:S:N.",
        "Default: ${DEFAULT-VALUE}"
      },
      defaultValue = "one")
  String keys = "";

  @Option(
      names = "--sizes",
      paramLabel = "HOW",
      description = {
        "Which {size} a key has: a size as 10k, lognormal:MEDIAN:SIGMA, or trace (as those",
        "of a site's pictures, scripts and downloads). Default: ${DEFAULT-VALUE}"
      },
      defaultValue = "10k")
  String sizes = "";

  @Option(
      names = {"-H", "--header"},
      paramLabel = "FIELD",
      description = "A field line for each request, as 'Accept: text/html'. May be repeated.")
  List<String> fields = List.of();

  @Option(
      names = "--expect",
      split = ",",
      paramLabel = "STATUS",
      description = "Statuses that are right. Default: ${DEFAULT-VALUE}",
      defaultValue = "200")
  Set<Integer> statuses = Set.of();

  @Option(
      names = "--check",
      description = "Compare the content with that of 'skerry load origin', byte by byte.")
  boolean check;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description = "An answer may take so long. Default: ${DEFAULT-VALUE}",
      defaultValue = "10s")
  String timeout = "";

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of keys and random arrivals. Default: ${DEFAULT-VALUE}",
      defaultValue = "1")
  long seed;

  @Option(
      names = "--out",
      paramLabel = "PREFIX",
      description = "Write PREFIX.json, PREFIX.hgrm (HdrHistogram) and PREFIX.svg.")
  @Nullable Path out;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the result there, as JSON.")
  @Nullable Path json;

  @Option(names = "--quiet", description = "No line of progress each second.")
  boolean quiet;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (url == null) {
      throw Stop.usage("Missing: the URL, or 'origin'");
    }
    Plan plan = plan(url);
    LoadResult result = new LoadRun(plan).run(url, progress());
    if (!quiet) {
      spec.commandLine().getErr().println();
    }
    PrintWriter print = spec.commandLine().getOut();
    print.print(result.summary());
    if (out != null) {
      result.write(out);
      print.println("written to " + out + ".json, .hgrm and .svg");
    }
    if (json != null) {
      Files.writeString(json, result.json());
    }
    print.flush();
    return result.failed() == 0 ? ExitCodes.OK : ExitCodes.EXCEEDED;
  }

  private Consumer<Progress> progress() {
    PrintWriter err = spec.commandLine().getErr();
    boolean terminal = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    return quiet
        ? second -> {}
        : second -> {
          err.print(terminal ? "\r" + second.line() + "\u001b[K" : second.line() + "\n");
          err.flush();
        };
  }

  private Plan plan(String address) {
    Target target = Target.parse(address);
    Keys.parse(keys);
    Sizes.parse(sizes);
    if (!target.hasKey() && !keys.equals("one")) {
      throw Stop.usage("--keys without {key} in the URL's path");
    }
    if (check && !target.hasKey()) {
      throw Stop.usage("--check needs {key} in the URL's path");
    }
    if (connections < 1 || threads < 1 || streams < 1 || requests < 1) {
      throw Stop.usage("--connections, --threads, --streams and --requests are at least 1");
    }
    for (String field : fields) {
      if (field.indexOf(':') < 1) {
        throw Stop.usage("--header: expected 'Name: value', found '" + field + "'");
      }
    }
    return new Plan(
        target,
        http2 ? Plan.Protocol.HTTP2 : Plan.Protocol.HTTP1,
        insecure,
        perSecond(),
        random(),
        nanos("--warm-up", warmUp),
        nanos("--duration", duration),
        requests,
        connections,
        streams,
        Math.min(threads, connections),
        keys,
        sizes,
        fields,
        statuses,
        check,
        Math.max(1, nanos("--timeout", timeout)),
        seed);
  }

  private double perSecond() {
    if (rate.equals("max")) {
      return 0;
    }
    try {
      double number = Double.parseDouble(rate);
      if (number > 0 && number <= 1e7) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw Stop.usage("--rate: expected requests per second or max, found '" + rate + "'");
  }

  private boolean random() {
    return switch (arrivals) {
      case "even" -> false;
      case "random" -> true;
      default -> throw Stop.usage("--arrivals: expected even or random, found '" + arrivals + "'");
    };
  }

  private static long nanos(String option, String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    double unit =
        lower.endsWith("ms")
            ? 1e6
            : lower.endsWith("m") ? 60e9 : lower.endsWith("h") ? 3600e9 : 1e9;
    try {
      return (long) (Double.parseDouble(lower.replaceAll("(ms|s|m|h)$", "")) * unit);
    } catch (NumberFormatException e) {
      throw Stop.usage(option + ": expected a time as 30s, found '" + text + "'");
    }
  }
}
