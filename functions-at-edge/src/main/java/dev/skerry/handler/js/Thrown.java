package dev.skerry.handler.js;

import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import java.util.Locale;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.SourceSection;
import org.jspecify.annotations.Nullable;

/** What a call comes to whose code threw. */
final class Thrown {
  private Thrown() {}

  /**
   * The verdict.
   *
   * @throws PolyglotException the same, if the call was stopped
   */
  static Verdict.Failed verdict(HandlerSpec spec, PolyglotException e) {
    if (e.isCancelled()) {
      throw e;
    }
    if (e.isResourceExhausted() && !isStackOverflow(e)) {
      return new Verdict.Failed(
          HandlerFault.MEMORY, String.valueOf(e.getMessage()), place(spec, e));
    }
    return new Verdict.Failed(
        HandlerFault.EXCEPTION, shortened(spec, e.getMessage()), place(spec, e));
  }

  private static boolean isStackOverflow(PolyglotException e) {
    return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("stack");
  }

  private static String shortened(HandlerSpec spec, @Nullable String message) {
    // Before it is cut, so that no part of a secret is left.
    String text = spec.bindings().withoutSecrets(String.valueOf(message));
    int most = (int) spec.limits().get(HandlerLimit.LOG_BYTES);
    return text.length() <= most ? text : text.substring(0, most);
  }

  /** The innermost line of the author's that was being run. */
  private static String place(HandlerSpec spec, PolyglotException e) {
    SourceSection at = JsPrograms.place(e);
    return at == null ? "" : spec.file() + ':' + at.getStartLine();
  }
}
