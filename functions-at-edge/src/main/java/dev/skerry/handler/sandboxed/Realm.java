package dev.skerry.handler.sandboxed;

import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.text.CloudFrontLibrary;
import dev.skerry.handler.text.Imports;
import dev.skerry.handler.wasm.CallLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A handler's source with its library in a QuickJS. {@code quickjs.js} is what of it is written in
 * JavaScript; it asks for texts and gives texts, each by a function of {@link #answer}.
 */
final class Realm {
  /** The library stands in it, so that its frames are not taken for the author's. */
  private static final String DRIVER = resource().replace("LIBRARY", CloudFrontLibrary.SOURCE);

  private static final String SEPARATOR = "\0";

  private final HandlerSpec spec;
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

  Realm(HandlerSpec spec, int pages, CallLog lines) {
    this.spec = spec;
    this.lines = lines;
    this.engine = new QuickJs(pages, lines, this::answer);
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
      case "source" ->
          Imports.asRequires(spec.code().text())
              + "\n;typeof handler === 'function' ? handler : undefined";
      case "event" -> input;
      case "result" -> {
        outcome = new Outcome.Result(text);
        yield "";
      }
      case "threw" -> {
        outcome = new Outcome.Threw(threw(text));
        yield "";
      }
      case "log" -> log(text);
      case "recode" -> recode(text);
      case "hash" -> hash(text);
      default -> "";
    };
  }

  private static Failure threw(String text) {
    String[] parts = text.split(SEPARATOR, 2);
    return Failure.of(parts[0], parts[1]);
  }

  /** Empty when the log takes no more. */
  private String log(String text) {
    String[] parts = text.split(SEPARATOR, 2);
    lines.line(Failure.of("", parts[0]).place(spec), parts[1].replace("<input>", spec.file()));
    return lines.left() > 0 ? "more" : "";
  }

  private static String recode(String text) {
    String[] parts = text.split(SEPARATOR, 3);
    return CloudFrontLibrary.recode(parts[2], parts[0], parts[1]);
  }

  /** The key stands before the data, as long as the second part says. */
  private static String hash(String text) {
    String[] parts = text.split(SEPARATOR, 3);
    int key = Integer.parseInt(parts[1]);
    return key < 0
        ? CloudFrontLibrary.hash(parts[0], parts[2], null)
        : CloudFrontLibrary.hash(parts[0], parts[2].substring(key), parts[2].substring(0, key));
  }

  private static String resource() {
    try (InputStream in = Realm.class.getResourceAsStream("quickjs.js")) {
      if (in == null) {
        throw new IllegalStateException("the resource quickjs.js is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the resource quickjs.js cannot be read", e);
    }
  }
}
