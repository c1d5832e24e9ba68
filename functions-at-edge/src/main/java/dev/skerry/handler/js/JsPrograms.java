package dev.skerry.handler.js;

import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Hook;
import dev.skerry.handler.Subrequests;
import dev.skerry.handler.host.HandlerLog;
import dev.skerry.handler.host.Program;
import dev.skerry.handler.text.Imports;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.SourceSection;
import org.jspecify.annotations.Nullable;

/** Compiles handlers in JavaScript. */
public final class JsPrograms implements Program.Loader {
  private static final Pattern EXPORT = Pattern.compile("\\bexport\\b");

  private final Subrequests subrequests;

  /**
   * Makes a loader.
   *
   * @param subrequests what handlers ask other servers through
   */
  public JsPrograms(Subrequests subrequests) {
    this.subrequests = subrequests;
  }

  /** Whether what it loads is compiled to machine code; false as long as nothing was loaded. */
  public static boolean compiles() {
    return CompiledEngine.compiles();
  }

  @Override
  public Program load(HandlerSpec spec) throws HandlerProblem {
    String text = spec.code().text();
    Source script = script(spec, Imports.asRequires(text));
    HandlerProblem problem = parse(spec, script);
    if (problem == null) {
      return new JsProgram(spec, script, Hook.OF_EXCHANGES, JsWarmUp::once, JsInstance::new);
    }
    // No script has an export, so what has one and is no script is meant to be a module.
    if (!EXPORT.matcher(text).find()) {
      throw problem;
    }
    if (spec.runOn() == HandlerSpec.RunOn.LOOP) {
      throw new HandlerProblem(
          "a module waits for promises and cannot run on an event loop; a source with a function"
              + " handler(event) can",
          0,
          0);
    }
    Source module = module(spec, text);
    HandlerProblem problemOfModule = parse(spec, module);
    if (problemOfModule != null) {
      throw problemOfModule;
    }
    return new JsProgram(spec, module, EnumSet.allOf(Hook.class), ModuleWarmUp::once, this::module);
  }

  private Program.Instance module(HandlerSpec spec, Source source, HandlerLog log) {
    return new ModuleInstance(spec, source, subrequests, log);
  }

  private static Source script(HandlerSpec spec, String text) {
    return source(spec, text, "application/javascript");
  }

  /** A source that is evaluated as a module. */
  static Source module(HandlerSpec spec, String text) {
    return source(spec, text, "application/javascript+module");
  }

  /** What it is evaluated as is said, as otherwise the file's name would decide. */
  private static Source source(HandlerSpec spec, String text, String type) {
    return Source.newBuilder(JsEngine.LANGUAGE, text, spec.file()).mimeType(type).buildLiteral();
  }

  private static @Nullable HandlerProblem parse(HandlerSpec spec, Source source) {
    try (Context context = JsEngine.context(spec.limits())) {
      context.parse(source);
      return null;
    } catch (PolyglotException e) {
      return problem(spec, e);
    }
  }

  /** Makes instances of one shape. */
  @FunctionalInterface
  private interface Shape {
    Program.Instance open(HandlerSpec spec, Source source, HandlerLog log);
  }

  private record JsProgram(
      HandlerSpec spec, Source source, Set<Hook> hooks, Runnable warmUp, Shape shape)
      implements Program {
    @Override
    public Instance open(HandlerLog log) {
      warmUp.run();
      return shape.open(spec, source, log);
    }
  }

  /** What is wrong with a source, and where; no secret. */
  static HandlerProblem problem(HandlerSpec spec, PolyglotException e) {
    SourceSection at = place(e);
    // A secret may have several lines, of which one would no longer be known.
    String all = spec.bindings().withoutSecrets(String.valueOf(e.getMessage()));
    // Of a syntax error the message goes on with the line itself.
    String message = all.lines().findFirst().orElse("is not valid");
    return new HandlerProblem(
        withHint(withoutPlace(message)),
        at == null ? 0 : at.getStartLine(),
        at == null ? 0 : at.getStartColumn());
  }

  /** What to write in place of the older shape of Workers. */
  private static String withHint(String message) {
    return message.endsWith("addEventListener is not defined")
        ? message
            + "; a module exports its functions: export default { fetch(request, env, ctx) {} }"
        : message;
  }

  /** Where a source is wrong, or the innermost place in a handler's source that threw; or null. */
  static @Nullable SourceSection place(PolyglotException e) {
    if (isAuthors(e.getSourceLocation())) {
      return e.getSourceLocation();
    }
    for (PolyglotException.StackFrame frame : e.getPolyglotStackTrace()) {
      if (frame.isGuestFrame() && isAuthors(frame.getSourceLocation())) {
        return frame.getSourceLocation();
      }
    }
    return null;
  }

  private static boolean isAuthors(@Nullable SourceSection at) {
    return at != null && at.hasLines() && !at.getSource().isInternal();
  }

  /** A syntax error's message without the {@code file:line:column} that stands before it. */
  private static String withoutPlace(String message) {
    return message.replaceFirst("^(SyntaxError: )\\S*:\\d+:\\d+ ", "$1");
  }
}
