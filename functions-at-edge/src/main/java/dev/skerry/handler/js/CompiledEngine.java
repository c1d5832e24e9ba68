package dev.skerry.handler.js;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graalvm.polyglot.Engine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The engine of a node that was asked to compile handlers to machine code: it says in the log
 * whether it does so. Where it cannot, it interprets them as any other.
 *
 * <p>What it compiles is of the sources, which all contexts share, so each further context of a
 * handler begins with what was compiled for those before it.
 */
final class CompiledEngine {
  /** The launcher says it, beside the options of the JVM that the compiler needs. */
  private static final boolean CHOSEN = "yes".equals(System.getProperty("skerry.compile-handlers"));

  private static final Logger LOG = LoggerFactory.getLogger(CompiledEngine.class);

  /**
   * How the name of an engine that cannot compile begins ({@code Engine.getImplementationName}).
   */
  private static final String INTERPRETER = "Interpreted";

  private static volatile boolean compiles;

  private CompiledEngine() {}

  /** Whether handlers are to be compiled. */
  static boolean isChosen() {
    return CHOSEN;
  }

  /** Whether handlers are compiled; false also as long as there was none. */
  static boolean compiles() {
    return compiles;
  }

  /** Makes it, and says what it does with handlers. */
  static Engine make() {
    Said said = new Said();
    Engine engine =
        JsEngine.builder()
            .logHandler(said)
            // Sources are parsed on such threads; what runs for long has threads of its own.
            .option("engine.WarnVirtualThreadSupport", "false")
            .build();
    compiles = !engine.getImplementationName().startsWith(INTERPRETER);
    if (compiles) {
      LOG.info("handlers in JavaScript are compiled to machine code");
    } else {
      LOG.warn(
          "handlers in JavaScript are interpreted, although SKERRY_COMPILE_HANDLERS is yes: {} ({}"
              + " {} by {}). Let ./skerry start the edge, with an OpenJDK 25 that has JVMCI, as"
              + " Eclipse Temurin's",
          said.cause(),
          System.getProperty("java.vm.name"),
          Runtime.version(),
          System.getProperty("java.vendor"));
    }
    said.goOn();
    return engine;
  }

  /**
   * What the engine says: while it is made that is why it does not compile, then what fails. It
   * knows of no other interface to logs.
   */
  private static final class Said extends Handler {
    private static final Pattern CAUSE = Pattern.compile("(?m)cause was found: (.+?)\\.?$");
    private static final int SEVERE = java.util.logging.Level.WARNING.intValue();
    private static final int KEPT = 10;

    private final Deque<String> kept = new ArrayDeque<>();
    private boolean told;

    @Override
    public synchronized void publish(LogRecord line) {
      if (told) {
        LOG.atLevel(line.getLevel().intValue() < SEVERE ? Level.INFO : Level.WARN)
            .log("the engine of handlers in JavaScript: {}", line.getMessage());
      } else if (kept.size() < KEPT) {
        kept.add(line.getMessage());
      }
    }

    synchronized String cause() {
      String all = String.join("\n", kept);
      Matcher cause = CAUSE.matcher(all);
      if (cause.find()) {
        return cause.group(1);
      }
      return all.isEmpty() ? "the engine does not say why" : all;
    }

    /** What comes from now on is written as it comes. */
    synchronized void goOn() {
      told = true;
      kept.clear();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
