package dev.skerry.handler.sandboxed;

import dev.skerry.handler.Bindings;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a script threw, with its place in the author's source.
 *
 * @param message an error's name and message, without secrets
 * @param line from 1; 0 if it is not known
 * @param column from 1; 0 if it is not known
 */
record Failure(String message, int line, int column) {
  /** How QuickJS names a source that is evaluated. */
  static final String SOURCE = "<input>";

  private static final Pattern PLACE = Pattern.compile(SOURCE + ":(\\d{1,9})(?::(\\d{1,9}))?");

  private static final Pattern EXPORT = Pattern.compile("\\bexport\\b");
  private static final String NO_MODULES =
      "A source with an export is a module: the kind js runs these, and js-sandboxed scripts alone";

  /** Of a message and the stack under it, parted. */
  static Failure of(String text, Bindings bindings) {
    String[] parts = text.split(Services.SEPARATOR, 2);
    Failure at = at(parts.length == 2 ? parts[1] : "");
    return new Failure(bindings.withoutSecrets(parts[0]), at.line, at.column);
  }

  /** The innermost place of a stack, without a message. */
  static Failure at(String stack) {
    Matcher place = PLACE.matcher(stack);
    if (!place.find()) {
      return new Failure("", 0, 0);
    }
    String column = place.group(2);
    return new Failure(
        "", Integer.parseInt(place.group(1)), column == null ? 0 : Integer.parseInt(column));
  }

  /** The place as logs have it; empty if it is not known. */
  String place(HandlerSpec spec) {
    return line == 0 ? "" : spec.file() + ':' + line;
  }

  /** What is wrong with a source that threw before its first call. */
  HandlerProblem problem(HandlerSpec spec) {
    // No script has an export, so what has one and is no script is meant to be a module.
    boolean isModule =
        message.startsWith("SyntaxError") && EXPORT.matcher(spec.code().text()).find();
    return new HandlerProblem(isModule ? message + ". " + NO_MODULES : message, line, column);
  }

  /** What the caller of the handler is told. */
  Verdict.Failed verdict(HandlerSpec spec) {
    int most = (int) Math.min(message.length(), spec.limits().get(HandlerLimit.LOG_BYTES));
    boolean isMemory = message.startsWith("InternalError: out of memory");
    return new Verdict.Failed(
        isMemory ? HandlerFault.MEMORY : HandlerFault.EXCEPTION,
        message.substring(0, most),
        place(spec));
  }
}
