package dev.skerry.cli;

import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.testing.HandlerTrial;
import dev.skerry.handler.testing.Outcome;
import dev.skerry.handler.testing.Printable;
import dev.skerry.handler.testing.TestEvent;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code skerry handler test}: calls handlers with events and compares what comes of it. */
@Command(
    name = "test",
    header = "Call handlers with the events of files, and tell what is not as expected.",
    description = {
      "Handlers run as at an edge, with the limits that the configuration gives them. An event is",
      "for the handler that it names, or for the configuration's only one. Exit code 0 if all is"
          + " as",
      "expected, 1 if something is not, 2 if a file, the configuration or a handler is wrong."
    },
    footer = {
      "Examples:",
      "  skerry handler test                       all events below this folder",
      "  skerry handler test pages/events/docs.json",
      "  skerry handler test --handler pages.js home.event.json",
      "",
      "An event file:",
      "  {\"request\": {\"url\": \"https://example.com/docs/\"},",
      "   \"expect\": {\"request\": {\"path\": \"/docs/index.html\"}}}",
      "",
      "docs/handler-events.md describes them."
    })
final class HandlerTestCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = {
        "Event files, and folders: of these events/*.json and *.event.json, and those",
        "below. Default: this folder"
      })
  List<Path> paths = List.of();

  @ArgGroup(exclusive = true)
  Of of = new Of();

  /** What is tested. */
  static final class Of {
    @Option(
        names = "--config",
        paramLabel = "FILE",
        description =
            "The configuration whose handlers are called. Default: skerry.yaml beside each event"
                + " file, or in the folder above")
    @Nullable Path config;

    @Option(
        names = "--handler",
        paramLabel = "FILE",
        description = "Call this handler, with default limits, and no configuration's.")
    @Nullable Path handler;
  }

  @Spec @Nullable CommandSpec spec;

  private final Map<Path, Map<String, HandlerSpec>> configurations = new HashMap<>();
  private final Map<HandlerSpec, HandlerTrial> trials = new HashMap<>();
  private int failed;
  private int passed;

  @Override
  public Integer call() {
    PrintWriter out = Skerry.required(spec).commandLine().getOut();
    try {
      for (Path file : EventFiles.in(paths.isEmpty() ? List.of(Path.of(".")) : paths)) {
        for (TestEvent test : EventFiles.read(file)) {
          run(test, trial(handler(test, file)), out);
        }
      }
    } finally {
      trials.values().forEach(HandlerTrial::close);
      out.flush();
    }
    out.printf("%d passed, %d failed%n", passed, failed);
    out.flush();
    return failed == 0 ? ExitCodes.OK : ExitCodes.PROBLEM;
  }

  private HandlerTrial trial(HandlerSpec handler) {
    HandlerTrial known = trials.get(handler);
    if (known != null) {
      return known;
    }
    HandlerTrial started = HandlerSources.start(handler);
    trials.put(handler, started);
    return started;
  }

  private HandlerSpec handler(TestEvent test, Path file) {
    if (of.handler != null) {
      return HandlerSources.alone(of.handler);
    }
    Path config = of.config == null ? EventFiles.configBeside(file) : of.config;
    if (config == null) {
      throw new Failure(
          ExitCodes.USAGE,
          "%s: there is no %s beside it or in the folder above; name a configuration: --config FILE, or the handler alone: --handler FILE"
              .formatted(file, HandlerSources.USUAL_CONFIG));
    }
    Map<String, HandlerSpec> specs = configurations.computeIfAbsent(config, HandlerSources::of);
    return HandlerSources.choose(specs, test.handler(), config);
  }

  private void run(TestEvent test, HandlerTrial trial, PrintWriter out) {
    Outcome outcome = trial.call(test.event());
    List<String> differences = test.expected().differences(outcome);
    String name = trial.spec().id() + ": " + Printable.line(test.about());
    if (differences.isEmpty()) {
      passed++;
      out.printf("ok    %s%n", name);
    } else {
      failed++;
      out.printf("FAIL  %s%n", name);
      differences.forEach(difference -> out.printf("      %s%n", difference));
      outcome.lines().forEach(line -> out.printf("      log: %s%n", line));
    }
    out.flush();
  }
}
