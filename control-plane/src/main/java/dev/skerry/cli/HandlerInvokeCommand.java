package dev.skerry.cli;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Hook;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.testing.HandlerTrial;
import dev.skerry.handler.testing.Messages;
import dev.skerry.handler.testing.Outcome;
import dev.skerry.handler.testing.TestEvent;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code skerry handler invoke}: calls a handler once and tells all that came of it. */
@Command(
    name = "invoke",
    header = "Call a handler here, and tell what it decides, writes and takes.",
    description = {
      "It runs as at an edge, with its limits; no edge is asked. The first call of a new process"
          + " is",
      "slower than those that follow: --times tells of these, too. Exit code 1 if a call fails."
    },
    footer = {
      "Examples:",
      "  skerry handler invoke pages.js --url 'https://example.com/docs/?a=1' -H 'Accept:"
          + " text/html'",
      "  skerry handler invoke headers --hook viewer-response --url /    (of ./skerry.yaml)",
      "  skerry handler invoke pages.js --event events/docs.json --times 1000"
    })
final class HandlerInvokeCommand implements Callable<Integer> {
  private static final String VIEWER = "192.0.2.1";

  @Parameters(
      paramLabel = "HANDLER",
      description = "A file with a handler, or the id of one in the configuration.")
  String handler = "";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration that has the id. Default: skerry.yaml")
  Path config = Path.of(HandlerSources.USUAL_CONFIG);

  @ArgGroup(exclusive = true, multiplicity = "1")
  With with = new With();

  /** What it is called with. */
  static final class With {
    @Option(
        names = "--event",
        paramLabel = "FILE",
        description = "Call it with the events of this file, one after the other.")
    @Nullable Path event;

    @Option(
        names = "--url",
        paramLabel = "URL",
        description = "Call it with a request of this URL.")
    @Nullable String url;
  }

  @Option(
      names = {"-X", "--method"},
      paramLabel = "METHOD",
      description = "The request's method. Default: GET")
  String method = "GET";

  @Option(
      names = {"-H", "--header"},
      paramLabel = "LINE",
      description = "A header line of the request, 'Name: value'.")
  List<String> headers = new ArrayList<>();

  @Option(
      names = "--hook",
      paramLabel = "HOOK",
      converter = HookName.class,
      description =
          "The moment at which it is called; at one of responses with a 200 that has no fields."
              + " Default: viewer-request")
  Hook hook = Hook.VIEWER_REQUEST;

  @Option(
      names = "--times",
      paramLabel = "N",
      description = "So many calls; told are the first and what all took. Default: 1")
  int times = 1;

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandSpec command = Skerry.required(spec);
    if (times < 1) {
      throw new ParameterException(command.commandLine(), "--times: expected 1 or more");
    }
    PrintWriter out = command.commandLine().getOut();
    boolean failed = false;
    List<HandlerEvent> events = events(command);
    try (HandlerTrial trial = HandlerSources.start(spec())) {
      trial.takeLines().forEach(line -> out.printf("started   %s%n", line));
      for (HandlerEvent event : events) {
        failed |= call(trial, event, out);
      }
    } finally {
      out.flush();
    }
    return failed ? ExitCodes.PROBLEM : ExitCodes.OK;
  }

  private boolean call(HandlerTrial trial, HandlerEvent event, PrintWriter out) {
    Outcome first = trial.call(event);
    boolean failed = first.verdict() instanceof Verdict.Failed;
    OutcomeLines.print(first, trial.spec().limits(), out);
    if (times > 1) {
      CallTimes all = new CallTimes();
      all.add(first);
      for (int i = 1; i < times; i++) {
        Outcome next = trial.call(event);
        all.add(next);
        failed |= next.verdict() instanceof Verdict.Failed;
      }
      all.print(out);
    }
    return failed;
  }

  private HandlerSpec spec() {
    Path file = Path.of(handler);
    if (HandlerSources.isHandlerFile(file)) {
      return HandlerSources.alone(file);
    }
    if (Files.exists(config)) {
      return HandlerSources.choose(HandlerSources.of(config), handler, config);
    }
    if (Files.isRegularFile(file)) {
      return HandlerSources.alone(file); // which says what files there may be
    }
    throw new Failure(
        ExitCodes.USAGE,
        "there is no file %s, and no %s that could have a handler of this id"
            .formatted(file, config));
  }

  private List<HandlerEvent> events(CommandSpec command) {
    if (with.event != null) {
      return EventFiles.read(with.event).stream().map(TestEvent::event).toList();
    }
    try {
      Request request = Messages.get(String.valueOf(with.url)).method(method);
      for (String line : headers) {
        int colon = line.indexOf(':');
        if (colon < 1) {
          throw new IllegalArgumentException("-H: expected 'Name: value', found " + line);
        }
        Messages.add(request.fields(), line.substring(0, colon), line.substring(colon + 1));
      }
      boolean answered = hook == Hook.VIEWER_RESPONSE || hook == Hook.ORIGIN_RESPONSE;
      Response response = answered ? new Response(200, new Fields()) : null;
      return List.of(new HandlerEvent(hook, "invoke", VIEWER, request, response));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()));
    }
  }
}
