package dev.skerry.handler.sandboxed;

import dev.skerry.handler.HandlerCode;
import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Subrequests;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.host.CallLog;
import dev.skerry.handler.text.ResultText;
import dev.skerry.handler.web.ModuleEvent;
import dev.skerry.handler.web.ModuleResult;
import dev.skerry.handler.web.WebHost;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.TrapException;

/**
 * A module with the web platform around it in a QuickJS. {@code modules.js} is what of it is
 * written in JavaScript; it asks for texts and gives texts, each by a function of {@link #answer},
 * and for all else by those of {@link Crossing}.
 */
final class ModuleRealm implements Guest {
  private static final byte[] NOTHING = {};

  /** What there is to wait for where there is nothing. */
  private static final double NEVER = -1;

  private final HandlerSpec spec;
  private final WebHost host;
  private final Crossing crossing;
  private final QuickJs engine;
  private final Prints prints;
  private final String mostOctets;
  private CallLog lines;
  private String input = "";
  private @Nullable String exports;
  private @Nullable String result;
  private @Nullable Failure failure;
  private byte[] octets = NOTHING;
  private double waits;
  private QuickJs.@Nullable Script turn;
  private String turns = "";
  private boolean unfinished;

  /** What the engine prints by itself, whatever the handler may log. */
  private record Prints(CallLog log) {
    static Prints of(HandlerSpec spec) {
      return new Prints(
          new CallLog(
              new HandlerSpec(
                      spec.id(),
                      spec.kind(),
                      spec.file(),
                      HandlerCode.of(""),
                      spec.onFailure(),
                      HandlerLimits.DEFAULT)
                  .with(spec.bindings())));
    }

    List<String> take() {
      List<String> all = new ArrayList<>();
      log.writeTo((handler, request, place, text) -> all.add(text), "");
      return all;
    }
  }

  /**
   * One in which nothing has run yet.
   *
   * @param pages what its memory may grow to, of 64 KiB
   * @param lines what is written before the first call
   */
  ModuleRealm(HandlerSpec spec, Subrequests subrequests, int pages, CallLog lines) {
    this.spec = spec;
    this.lines = lines;
    this.host = new WebHost(spec, subrequests);
    this.crossing = new Crossing(host.functions());
    this.mostOctets = spec.limits().get(HandlerLimit.BODY_BYTES) + "\n";
    this.prints = Prints.of(spec);
    int most = Math.max(ResultText.mostOctets(spec.limits()), spec.code().octets().length);
    this.engine = new QuickJs(new QuickJs.Bounds(pages, most), prints.log(), this::answer);
  }

  @Override
  public @Nullable Failure load() {
    try {
      engine.declare(spec.code().text());
    } catch (TrapException e) {
      Failure invalid = Failure.ofPrinted(prints.take(), spec.bindings());
      if (invalid == null) {
        throw e;
      }
      return invalid;
    }
    engine.run(engine.load(ModuleLibrary.PLATFORM));
    turn = engine.load(ModuleLibrary.TURN);
    try {
      run("bind");
    } finally {
      host.end(); // what stands outside of functions is no part of a call
    }
    if (failure != null) {
      return failure;
    }
    if (exports == null) {
      return Failure.of("what stands outside of functions awaits what never comes", spec);
    }
    if (exports.isEmpty()) {
      return Failure.of(
          "exports none of the functions fetch, viewerRequest, originRequest, originResponse,"
              + " viewerResponse, scheduled",
          spec);
    }
    return null;
  }

  @Override
  public Verdict call(HandlerEvent event, CallLog log) {
    lines = log;
    host.begin(event);
    input = mostOctets + ModuleEvent.text(event);
    failure = null;
    unfinished = false;
    try {
      run("call");
      while (result == null && failure == null) {
        host.await(waits);
        run("poll");
      }
      return verdict(event);
    } finally {
      forget();
      if (!unfinished) {
        host.end();
      }
    }
  }

  /** What has crossed, which may be as large as bodies are, is not kept until the next call. */
  private void forget() {
    input = "";
    result = null;
    octets = NOTHING;
  }

  private Verdict verdict(HandlerEvent event) {
    String text = result;
    if (text == null) {
      return failure == null
          ? new Verdict.Failed(HandlerFault.EXCEPTION, "gave nothing", "")
          : failure.verdict(spec);
    }
    unfinished = text.startsWith("+");
    return ModuleResult.verdict(
        event, unfinished ? text.substring(1) : text, () -> octets, spec.limits());
  }

  @Override
  public boolean isUnfinished() {
    return unfinished;
  }

  @Override
  public Verdict.@Nullable Failed finish(CallLog log) {
    lines = log;
    unfinished = false;
    failure = null;
    try {
      run("finish");
      while (waits != NEVER && failure == null) {
        host.await(waits);
        run("finish");
      }
      return failure == null ? null : failure.verdict(spec);
    } finally {
      host.end();
    }
  }

  @Override
  public void close() {
    host.end();
  }

  /** Streams that are compressed or decompressed. */
  int openStreams() {
    return host.openStreams();
  }

  /** Has the script do one of {@code bind}, {@code call}, {@code poll} and {@code finish}. */
  private void run(String what) {
    turns = what;
    waits = 0;
    engine.run(Objects.requireNonNull(turn, "load() comes before the first call"));
  }

  @Override
  public void stop() {
    host.stop();
  }

  @Override
  public int pages() {
    return engine.pages();
  }

  private String answer(QuickJs.Request request) {
    String text = request.text();
    switch (request.function()) {
      case "names" -> {
        return crossing.names();
      }
      case "turn" -> {
        return turns;
      }
      case "module" -> {
        return QuickJs.MODULE;
      }
      case "event" -> {
        return input;
      }
      case "log" -> {
        return log(text);
      }
      case "exports" -> exports = text;
      case "result" -> result = text;
      case "octets" -> octets = Base64.getDecoder().decode(text);
      case "threw" -> failure = Failure.of(text, QuickJs.MODULE, spec.bindings());
      case "waits" -> waits = Double.parseDouble(text);
      default -> {
        return crossing.answer(request);
      }
    }
    return "";
  }

  /** Empty when the log takes no more. */
  private String log(String text) {
    String[] parts = text.split(Services.SEPARATOR, 2);
    String said = Failure.withoutOwn(parts[parts.length - 1]);
    lines.line(
        Failure.at(parts[0], QuickJs.MODULE).place(spec),
        said.replace(QuickJs.MODULE, spec.file()));
    return lines.left() > 0 ? "more" : "";
  }
}
