package dev.skerry.handler.js;

import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.host.HandlerLog;
import dev.skerry.handler.host.Program;
import dev.skerry.handler.text.Imports;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.SourceSection;
import org.jspecify.annotations.Nullable;

/** Compiles handlers in JavaScript. */
public final class JsPrograms implements Program.Loader {
  @Override
  public Program load(HandlerSpec spec) throws HandlerProblem {
    Source source =
        Source.newBuilder(JsEngine.LANGUAGE, Imports.asRequires(spec.code().text()), spec.file())
            .buildLiteral();
    try (Context context = JsEngine.context(spec.limits())) {
      context.parse(source);
    } catch (PolyglotException e) {
      throw problem(e);
    }
    return new JsProgram(spec, source);
  }

  private record JsProgram(HandlerSpec spec, Source source) implements Program {
    @Override
    public Instance open(HandlerLog log) {
      JsWarmUp.once();
      return new JsInstance(spec, source, log);
    }
  }

  /** What is wrong with a source, and where. */
  static HandlerProblem problem(PolyglotException e) {
    SourceSection at = place(e);
    // Of a syntax error the message goes on with the line itself.
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("is not valid");
    return new HandlerProblem(
        withoutPlace(message),
        at == null ? 0 : at.getStartLine(),
        at == null ? 0 : at.getStartColumn());
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
