package dev.skerry.handler.js;

import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import java.time.ZoneOffset;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.io.IOAccess;

/**
 * The one JavaScript engine of the process, which keeps compiled sources, and the contexts that
 * handlers run in. It is made when the first handler needs it.
 */
final class JsEngine {
  static final String LANGUAGE = "js";

  private static final Engine ENGINE =
      FunctionEntries.watched(CompiledEngine.isChosen() ? CompiledEngine.make() : interpreting());

  /** Octets that the library is given can be copied at once; there is nothing else of the host. */
  private static final HostAccess BUFFERS_ALONE =
      HostAccess.newBuilder(HostAccess.NONE).allowBufferAccess(true).build();

  static {
    int _ = EngineClasses.initialise();
  }

  private JsEngine() {}

  /** The interpreter is what is meant: it starts at once, and needs no options of the JVM. */
  private static Engine interpreting() {
    return builder().option("engine.WarnInterpreterOnly", "false").build();
  }

  /** What all engines have in common. */
  static Engine.Builder builder() {
    return Engine.newBuilder(LANGUAGE)
        .allowExperimentalOptions(true)
        .option("engine.InstrumentExceptionsAreThrown", "true"); // those of FunctionEntries
  }

  /** A new context, for one instance: no host, no files, no threads, no code made of strings. */
  static Context context(HandlerLimits limits) {
    String longest = Long.toString(limits.get(HandlerLimit.MEMORY));
    return Context.newBuilder(LANGUAGE)
        .engine(ENGINE)
        .allowAllAccess(false)
        .allowHostAccess(BUFFERS_ALONE)
        .allowPolyglotAccess(PolyglotAccess.NONE)
        .allowEnvironmentAccess(EnvironmentAccess.NONE)
        .allowIO(IOAccess.NONE)
        .timeZone(ZoneOffset.UTC)
        .allowExperimentalOptions(true)
        .option("js.allow-eval", "false")
        .option("js.load", "false")
        .option("js.print", "false")
        .option("js.console", "false")
        .option("js.graal-builtin", "false")
        .option("js.polyglot-builtin", "false")
        .option("js.java-package-globals", "false")
        .option("js.esm-eval-returns-exports", "true")
        .option("js.shared-array-buffer", "false")
        .option("js.atomics", "false")
        .option("js.intl-402", "false")
        .option("js.text-encoding", "true")
        // Products of large integers cannot be stopped; CloudFront's runtime has none either.
        .option("js.bigint", "false")
        .option("js.string-length-limit", longest)
        .option("js.max-typed-array-length", longest)
        .build();
  }
}
