package dev.skerry.handler.js;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Subrequests;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.host.HandlerLog;
import dev.skerry.handler.host.Program;
import dev.skerry.handler.web.ModuleEvent;
import dev.skerry.handler.web.ModuleResult;
import dev.skerry.handler.web.WebHost;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/** A context of GraalJS in which the functions of one module run, call by call. */
final class ModuleInstance implements Program.Instance {
  private static final double NEVER = -1;

  private final HandlerSpec spec;
  private final Source source;
  private final Context context;
  private final HandlerConsole console;
  private final WebHost host;
  private final Functions functions;
  private boolean unfinished;

  /** What {@code runtime.js} gives. */
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
    this.host = new WebHost(spec, subrequests);
    Value common = context.eval(JsLibrary.COMMON).execute(console.asFunction());
    this.functions = Functions.of(WebLibrary.install(context, common, host.functions()));
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
      host.end();
    }
  }

  @Override
  public Verdict call(HandlerEvent event) {
    console.begin(event);
    unfinished = false;
    host.begin(event);
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

  private void end() {
    console.end();
    host.end();
  }

  /** Octets of content that are kept. */
  int heldOctets() {
    return host.heldOctets();
  }

  /** Streams that are compressed or decompressed. */
  int openStreams() {
    return host.openStreams();
  }

  /** The text of the result, for which promises and timers are waited. */
  private String result(HandlerEvent event) {
    long mostOctets = spec.limits().get(HandlerLimit.BODY_BYTES);
    Value result = functions.invoke().execute(ModuleEvent.text(event), mostOctets);
    while (!result.isString()) {
      if (result.isNumber()) {
        host.await(result.asDouble());
      }
      result = functions.poll().execute();
    }
    return result.asString();
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
        host.await(wait);
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
    host.stop();
    context.close(true);
  }

  @Override
  public void close() {
    host.end();
    context.close(true);
  }
}
