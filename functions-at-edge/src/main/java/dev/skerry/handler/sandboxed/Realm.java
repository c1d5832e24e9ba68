package dev.skerry.handler.sandboxed;

import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.host.CallLog;
import dev.skerry.handler.text.CloudFrontLibrary;
import dev.skerry.handler.text.LibraryFile;
import dev.skerry.handler.text.ResultText;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A handler's source with its library in a QuickJS. {@code quickjs.js} is what of it is written in
 * JavaScript; it asks for texts and gives texts, each by a function of {@link #answer}.
 */
final class Realm {
  /** The library stands in it, so that its frames are not taken for the author's. */
  private static final String DRIVER =
      LibraryFile.read(Realm.class, "quickjs.js").replace("LIBRARY", CloudFrontLibrary.SOURCE);

  private final HandlerSpec spec;
  private final Services services;
  private final QuickJs engine;
  private CallLog lines;
  private String input = "";
  private @Nullable Outcome outcome;
  private @Nullable Calls calls;

  /** Scripts: one that calls the handler, one for what its promise came to. */
  private record Calls(QuickJs.Script call, QuickJs.Script settled) {}

  /** What came of a call. */
  sealed interface Outcome {
    /** The text of a result. */
    record Result(String text) implements Outcome {}

    /** The handler threw. */
    record Threw(Failure failure) implements Outcome {}
  }

  /**
   * One in which nothing has run yet.
   *
   * @param pages what its memory may grow to, of 64 KiB
   * @param lines what is written before the first call
   */
  Realm(HandlerSpec spec, int pages, CallLog lines) {
    this.spec = spec;
    this.services = new Services(spec);
    this.lines = lines;
    int most = Math.max(ResultText.mostOctets(spec.limits()), spec.code().octets().length);
    this.engine = new QuickJs(new QuickJs.Bounds(pages, most), lines, this::answer);
  }

  /** Runs the library and the source; what is wrong with it, or null. */
  @Nullable Failure load() {
    engine.run(engine.compile(DRIVER));
    if (outcome instanceof Outcome.Threw threw) {
      return threw.failure();
    }
    calls = new Calls(engine.compile("__skerry.call()"), engine.compile("__skerry.settled()"));
    return null;
  }

  /** Calls the handler. */
  Outcome call(String event, CallLog log) {
    Calls compiled = Objects.requireNonNull(calls, "load() comes before the first call");
    input = event;
    lines = log;
    outcome = null;
    engine.run(compiled.call());
    if (outcome == null) {
      // An async function: its promise was settled when the call above came to its end.
      engine.run(compiled.settled());
    }
    return Objects.requireNonNull(outcome, "a call gives something");
  }

  int pages() {
    return engine.pages();
  }

  private String answer(QuickJs.Request request) {
    String text = request.text();
    return switch (request.function()) {
      case "event" -> input;
      case "result" -> {
        outcome = new Outcome.Result(text);
        yield "";
      }
      case "threw" -> {
        outcome = new Outcome.Threw(Failure.of(text, spec.bindings()));
        yield "";
      }
      case "log" -> log(text);
      default -> services.answer(request);
    };
  }

  /** Empty when the log takes no more. */
  private String log(String text) {
    String[] parts = text.split(Services.SEPARATOR, 2);
    String shown = parts[parts.length - 1].replace(Failure.SOURCE, spec.file());
    lines.line(Failure.at(parts[0]).place(spec), shown);
    return lines.left() > 0 ? "more" : "";
  }
}
