package dev.skerry.handler.sandboxed;

import dev.skerry.handler.Bindings;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an author's source threw, with its place in it.
 *
 * @param message an error's name and message, without secrets
 * @param line from 1; 0 if it is not known
 * @param column from 1; 0 if it is not known
 */
record Failure(String message, int line, int column) {
  /** How QuickJS names a source that is evaluated. */
  static final String SOURCE = "<input>";

  /** What stands before the message where the engine cannot compile a module. */
  private static final String PANIC = "`Err` value: Error: ";

  private static final Pattern PLACE =
      Pattern.compile(
          "(%s|%s):(\\d{1,9})(?::(\\d{1,9}))?"
              .formatted(Pattern.quote(SOURCE), Pattern.quote(QuickJs.MODULE)));
  private static final Pattern EXPORT = Pattern.compile("\\bexport\\b");

  /** Of a message and the stack under it, parted, in which the author's source has this name. */
  static Failure of(String text, String source, Bindings bindings) {
    String[] parts = text.split(Services.SEPARATOR, 2);
    Failure at = at(parts.length == 2 ? parts[1] : "", source);
    return new Failure(bindings.withoutSecrets(parts[0]), at.line, at.column);
  }

  /** Of what is known without a stack. */
  static Failure of(String message, HandlerSpec spec) {
    return new Failure(spec.bindings().withoutSecrets(message), 0, 0);
  }

  /** Of the lines that the engine prints where it cannot compile a module; null if they are not. */
  static @Nullable Failure ofPrinted(List<String> lines, Bindings bindings) {
    for (int i = 0; i < lines.size(); i++) {
      int start = lines.get(i).indexOf(PANIC);
      if (start < 0) {
        continue;
      }
      String said = lines.get(i).substring(start + PANIC.length());
      Failure at = at(i + 1 < lines.size() ? lines.get(i + 1) : "", QuickJs.MODULE);
      String message = at.line == 0 ? said : "SyntaxError: " + said;
      return new Failure(bindings.withoutSecrets(message), at.line, at.column);
    }
    return null;
  }

  /** The innermost place of a stack, without a message; our own scripts have none. */
  static Failure at(String stack, String source) {
    Matcher place = PLACE.matcher(stack);
    while (place.find()) {
      int line = Integer.parseInt(place.group(2));
      if (place.group(1).equals(source) && line <= QuickJs.OWN_LINES) {
        String column = place.group(3);
        return new Failure("", line, column == null ? 0 : Integer.parseInt(column));
      }
    }
    return new Failure("", 0, 0);
  }

  /** A text that may have a stack in it, without the lines of our own scripts. */
  static String withoutOwn(String text) {
    return text.contains(QuickJs.MODULE)
        ? text.lines().filter(line -> !isOwn(line)).collect(Collectors.joining("\n"))
        : text;
  }

  private static boolean isOwn(String line) {
    Matcher place = PLACE.matcher(line);
    return place.find()
        && place.group(1).equals(QuickJs.MODULE)
        && Integer.parseInt(place.group(2)) > QuickJs.OWN_LINES;
  }

  /** The place as logs have it; empty if it is not known. */
  String place(HandlerSpec spec) {
    return line == 0 ? "" : spec.file() + ':' + line;
  }

  /** Whether the source is no script and may be a module: no script has an export. */
  boolean mayBeOfModule(HandlerSpec spec) {
    return message.startsWith("SyntaxError") && hasExport(spec);
  }

  /** Whether the source has the word that makes it no script, be it in a comment. */
  static boolean hasExport(HandlerSpec spec) {
    return EXPORT.matcher(spec.code().text()).find();
  }

  /** What is wrong with a source that threw before its first call. */
  HandlerProblem problem() {
    return new HandlerProblem(message, line, column);
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
