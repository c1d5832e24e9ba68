package dev.skerry.handler.sandboxed;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.host.CallLog;
import dev.skerry.handler.text.CloudFrontLibrary;
import dev.skerry.handler.text.DataText;
import dev.skerry.handler.text.EventParts;
import dev.skerry.handler.text.LibraryFile;
import dev.skerry.handler.text.ResultText;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A handler's source with its library in a QuickJS. {@code quickjs.js} is what of it is written in
 * JavaScript; it asks for texts and gives texts, each by a function of {@link #answer}.
 */
final class Realm implements Guest {
  /** The library stands in it, so that its frames are not taken for the author's. */
  private static final String DRIVER =
      LibraryFile.read(Realm.class, "quickjs.js")
          .replace("ENGINE", LibraryFile.read(Realm.class, "engine.js"))
          .replace("LIBRARY", CloudFrontLibrary.SOURCE);

  private final HandlerSpec spec;
  private final Services services;
  private final DataText data;
  private final QuickJs engine;
  private CallLog lines;
  private String input = "";
  private @Nullable String result;
  private @Nullable Failure failure;
  private @Nullable Calls calls;

  /** Scripts: one that calls the handler, one for what its promise came to. */
  private record Calls(QuickJs.Script call, QuickJs.Script settled) {}

  /**
   * One in which nothing has run yet.
   *
   * @param pages what its memory may grow to, of 64 KiB
   * @param lines what is written before the first call
   */
  Realm(HandlerSpec spec, int pages, CallLog lines) {
    this.spec = spec;
    this.services = new Services(spec);
    this.data = new DataText(spec.bindings());
    this.lines = lines;
    int most = Math.max(ResultText.mostOctets(spec.limits()), spec.code().octets().length);
    this.engine = new QuickJs(new QuickJs.Bounds(pages, most), lines, this::answer);
  }

  @Override
  public @Nullable Failure load() {
    engine.run(engine.compile(DRIVER));
    if (failure != null) {
      return failure;
    }
    calls = new Calls(engine.compile("__skerry.call()"), engine.compile("__skerry.settled()"));
    return null;
  }

  @Override
  public Verdict call(HandlerEvent event, CallLog log) {
    if (!event.hook().hasRequest()) {
      return ResultText.notForSchedules();
    }
    Calls compiled = Objects.requireNonNull(calls, "load() comes before the first call");
    input = EventParts.joined(event);
    data.begin(event.data());
    lines = log;
    failure = null;
    try {
      engine.run(compiled.call());
      if (result == null && failure == null) {
        // An async function: its promise was settled when the call above came to its end.
        engine.run(compiled.settled());
      }
      return failure == null
          ? ResultText.verdict(
              event, Objects.requireNonNull(result, "a call gives something"), spec.limits())
          : failure.verdict(spec);
    } finally {
      // They may be as large as bodies are, and the next call may be long in coming.
      input = "";
      result = null;
    }
  }

  @Override
  public int pages() {
    return engine.pages();
  }

  private String answer(QuickJs.Request request) {
    String text = request.text();
    return switch (request.function()) {
      case "event" -> input;
      case "result" -> {
        result = text;
        yield "";
      }
      case "threw" -> {
        failure = Failure.of(text, Failure.SOURCE, spec.bindings());
        yield "";
      }
      case "log" -> log(text);
      case "askData" -> askData(Services.parts(text, 4));
      default -> services.answer(request);
    };
  }

  /** A binding's name, an operation, the length of the key that stands before the body. */
  private String askData(String[] parts) {
    int key = Services.number(parts[2]);
    if (key < 0 || key > parts[3].length()) {
      throw new IllegalArgumentException("the key is longer than what there is");
    }
    return data.ask(parts[0], parts[1], parts[3].substring(0, key), parts[3].substring(key));
  }

  @Override
  public void stop() {
    data.giveUp();
  }

  /** Empty when the log takes no more. */
  private String log(String text) {
    String[] parts = text.split(Services.SEPARATOR, 2);
    String shown = parts[parts.length - 1].replace(Failure.SOURCE, spec.file());
    lines.line(Failure.at(parts[0], Failure.SOURCE).place(spec), shown);
    return lines.left() > 0 ? "more" : "";
  }
}
