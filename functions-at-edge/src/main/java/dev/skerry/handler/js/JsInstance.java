package dev.skerry.handler.js;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.host.HandlerLog;
import dev.skerry.handler.host.Program;
import dev.skerry.handler.text.BoundText;
import dev.skerry.handler.text.DataText;
import dev.skerry.handler.text.EventParts;
import dev.skerry.handler.text.ResultText;
import java.util.Objects;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** A context of GraalJS in which one handler runs, call by call. */
final class JsInstance implements Program.Instance {
  private final HandlerSpec spec;
  private final Source source;
  private final Context context;
  private final HandlerConsole console;
  private final DataText data;
  private final Value library;
  private @Nullable Calls calls;

  /** Functions of the library: one that calls the handler, one for what its promise came to. */
  private record Calls(Value invoke, Value settled) {}

  JsInstance(HandlerSpec spec, Source source, HandlerLog log) {
    this.spec = spec;
    this.source = source;
    this.context = JsEngine.context(spec.limits());
    this.console = new HandlerConsole(spec, log);
    BoundText bound = new BoundText(spec.bindings());
    this.data = new DataText(spec.bindings());
    this.library =
        context
            .eval(JsLibrary.CLOUDFRONT)
            .execute(
                JsLibrary.RECODE,
                JsLibrary.HASH,
                console.asFunction(),
                JsLibrary.bound(bound),
                JsLibrary.ask(bound),
                JsLibrary.askData(data));
  }

  @Override
  public void start() throws HandlerProblem {
    try {
      context.eval(source);
      Value handler = context.eval(JsLibrary.FIND_HANDLER);
      if (!handler.canExecute()) {
        throw new HandlerProblem("has no function handler(event)", 0, 0);
      }
      Value sealed = library.getMember("seal").execute(handler);
      calls = new Calls(sealed.getMember("invoke"), sealed.getMember("settled"));
    } catch (PolyglotException e) {
      if (!e.isGuestException() || e.isCancelled()) {
        throw e;
      }
      throw JsPrograms.problem(spec, e);
    } finally {
      console.left();
    }
  }

  @Override
  public Verdict call(HandlerEvent event) {
    Calls started = Objects.requireNonNull(calls, "start() comes before the first call");
    if (!event.hook().hasRequest()) {
      return ResultText.notForSchedules();
    }
    console.begin(event);
    data.begin(event.data());
    try {
      Value result = started.invoke().execute((Object[]) EventParts.of(event));
      if (result.isNull()) {
        // An async function: its promise was settled when the call above came to its end.
        result = started.settled().execute();
      }
      return ResultText.verdict(event, result.asString(), spec.limits());
    } catch (PolyglotException e) {
      return Thrown.verdict(spec, e);
    } finally {
      console.left();
      console.end();
    }
  }

  @Override
  public void stop() {
    data.giveUp();
    context.close(true);
  }

  @Override
  public void close() {
    context.close(true);
  }
}
