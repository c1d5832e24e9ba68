package dev.skerry.handler.sandboxed;

import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a script threw, with its place in the author's source.
 *
 * @param message an error's name and message
 * @param line from 1; 0 if it is not known
 * @param column from 1; 0 if it is not known
 */
record Failure(String message, int line, int column) {
  /** How QuickJS names a source that is evaluated. */
  private static final Pattern PLACE = Pattern.compile("<input>:(\\d+)(?::(\\d+))?");

  /** Of a message and the stack under it. */
  static Failure of(String message, String stack) {
    Matcher place = PLACE.matcher(stack);
    if (!place.find()) {
      return new Failure(message, 0, 0);
    }
    String column = place.group(2);
    return new Failure(message, number(place.group(1)), column == null ? 0 : number(column));
  }

  private static int number(String digits) {
    return digits.length() > 9 ? 0 : Integer.parseInt(digits);
  }

  /** The place as logs have it; empty if it is not known. */
  String place(HandlerSpec spec) {
    return line == 0 ? "" : spec.file() + ':' + line;
  }

  /** What the caller of the handler is told. */
  Verdict.Failed verdict(HandlerSpec spec) {
    return message.contains("InternalError: out of memory")
        ? new Verdict.Failed(HandlerFault.MEMORY, message, place(spec))
        : new Verdict.Failed(HandlerFault.EXCEPTION, message, place(spec));
  }
}
