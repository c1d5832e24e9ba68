package dev.skerry.handler.js;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Subrequests;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.host.HandlerLog;
import dev.skerry.handler.host.Program;
import dev.skerry.handler.text.BoundText;
import dev.skerry.handler.text.DataText;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.jspecify.annotations.Nullable;

/** A context of GraalJS in which the functions of one module run, call by call. */
final class ModuleInstance implements Program.Instance {
  private static final double NEVER = -1;

  private final HandlerSpec spec;
  private final Source source;
  private final Context context;
  private final HandlerConsole console;
  private final DataText data;
  private final Arrivals arrivals = new Arrivals();
  private final SubrequestCount asked;
  private final Fetches fetches;
  private final HtmlRewriters documents = new HtmlRewriters();
  private final Compressions compressions = new Compressions();
  private final Functions functions;
  private @Nullable ByteBuffer content;
  private boolean unfinished;
  private volatile boolean stopped;
  private volatile @Nullable Thread running;

  /** What {@code web/runtime.js} gives. */
  private record Functions(Value bind, Value invoke, Value poll, Value finish, Value octets) {
    static Functions of(Value runtime) {
      return new Functions(
          runtime.getMember("bind"),
          runtime.getMember("invoke"),
          runtime.getMember("poll"),
          runtime.getMember("finish"),
          runtime.getMember("octets"));
    }
  }

  ModuleInstance(HandlerSpec spec, Source source, Subrequests subrequests, HandlerLog log) {
    this.spec = spec;
    this.source = source;
    this.context = JsEngine.context(spec.limits());
    this.console = new HandlerConsole(spec, log);
    this.data = new DataText(spec.bindings());
    this.asked = new SubrequestCount(spec.limits());
    this.fetches = new Fetches(spec, subrequests, arrivals, asked);
    Value common = context.eval(JsLibrary.COMMON).execute(console.asFunction());
    this.functions = Functions.of(WebLibrary.install(context, common, own()));
  }

  private Map<String, ProxyExecutable> own() {
    BoundText bound = new BoundText(spec.bindings());
    Map<String, ProxyExecutable> own = new HashMap<>(arrivals.functions());
    own.putAll(new Inquiries(spec.bindings(), data, arrivals, asked).functions());
    own.put("fetchBegin", fetches::send);
    own.putAll(documents.functions());
    own.putAll(compressions.functions());
    own.put("keyMake", WebCrypto.keyMaking(() -> stopped));
    own.put("content", _ -> content().duplicate());
    own.put("bound", JsLibrary.bound(bound));
    own.put("ask", JsLibrary.ask(bound));
    own.put("keys", JsLibrary.keys(bound));
    own.put("dataLibrary", _ -> context.eval(JsLibrary.DATA));
    return own;
  }

  private ByteBuffer content() {
    return Objects.requireNonNull(content, "the event has content");
  }

  @Override
  public void start() throws HandlerProblem {
    try {
      Value exports = context.eval(source);
      if (functions.bind().execute(exports).asString().isEmpty()) {
        throw new HandlerProblem(
            "exports none of the functions fetch, viewerRequest, originRequest, originResponse,"
                + " viewerResponse, scheduled",
            0,
            0);
      }
    } catch (PolyglotException e) {
      if (!e.isGuestException() || e.isCancelled()) {
        throw e;
      }
      throw JsPrograms.problem(spec, e);
    } finally {
      console.left();
      endStreams();
    }
  }

  @Override
  public Verdict call(HandlerEvent event) {
    running = Thread.currentThread();
    console.begin(event);
    data.begin(event.data());
    content = event.content();
    unfinished = false;
    arrivals.begin();
    asked.begin();
    fetches.begin(event.request());
    try {
      String text = result(event);
      unfinished = text.startsWith("+");
      return ModuleResult.verdict(
          event, unfinished ? text.substring(1) : text, this::octets, spec.limits());
    } catch (PolyglotException e) {
      return Thrown.verdict(spec, e);
    } finally {
      console.left();
      if (!unfinished) {
        end();
      }
    }
  }

  /** The call has come to its end: nothing of it stays with an instance that waits for another. */
  private void end() {
    arrivals.end();
    endStreams();
  }

  private void endStreams() {
    documents.end();
    compressions.end();
  }

  /** Streams that are compressed or decompressed. */
  int openStreams() {
    return compressions.open();
  }

  /** The text of the result, for which promises and timers are waited. */
  private String result(HandlerEvent event) {
    long mostOctets = spec.limits().get(HandlerLimit.BODY_BYTES);
    Value result = functions.invoke().execute(ModuleEvent.text(event), mostOctets);
    while (!result.isString()) {
      if (result.isNumber()) {
        await(result.asDouble());
      }
      result = functions.poll().execute();
    }
    return result.asString();
  }

  /**
   * Waits until a timer is due or somebody has answered; a call that is stopped meanwhile goes on
   * at once, to its end.
   */
  private void await(double millis) {
    long until = System.nanoTime() + (long) (millis * TimeUnit.MILLISECONDS.toNanos(1));
    for (long left = until - System.nanoTime();
        left > 0 && !stopped && !arrivals.hasArrived();
        left = until - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
    }
    if (stopped) {
      throw new IllegalStateException("the call was stopped while it waited");
    }
  }

  private byte[] octets() {
    return Views.octets(functions.octets().execute());
  }

  @Override
  public boolean isUnfinished() {
    return unfinished;
  }

  @Override
  public void finish() {
    unfinished = false;
    try {
      for (double wait = rest(); wait != NEVER; wait = rest()) {
        await(wait);
      }
    } catch (PolyglotException e) {
      var _ = Thrown.verdict(spec, e);
    } finally {
      console.left();
      end();
    }
  }

  private double rest() {
    return functions.finish().execute().asDouble();
  }

  @Override
  public void stop() {
    stopped = true;
    data.giveUp();
    arrivals.end();
    Thread waiting = running;
    if (waiting != null) {
      LockSupport.unpark(waiting);
    }
    context.close(true);
  }

  @Override
  public void close() {
    compressions.end();
    context.close(true);
  }
}
