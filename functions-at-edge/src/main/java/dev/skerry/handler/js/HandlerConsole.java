package dev.skerry.handler.js;

import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.host.HandlerLog;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;

/** Where {@code console.log} of one instance goes: so much in a call, and no more. */
final class HandlerConsole {
  private final HandlerSpec spec;
  private final HandlerLog log;
  private final long most;
  private String requestId = "";
  private long left;

  HandlerConsole(HandlerSpec spec, HandlerLog log) {
    this.spec = spec;
    this.log = log;
    this.most = spec.limits().get(HandlerLimit.LOG_BYTES);
    this.left = most;
  }

  /** A call begins. */
  void begin(String id) {
    requestId = id;
    left = most;
  }

  /**
   * A function of the text and the stack of the place that writes it; null when it takes no more.
   */
  ProxyExecutable asFunction() {
    return arguments -> {
      // Before it is cut, so that no part of a secret is left.
      line(spec.bindings().withoutSecrets(arguments[0].asString()), arguments[1]);
      return left > 0;
    };
  }

  private void line(String text, Value stack) {
    if (left <= 0) {
      return;
    }
    boolean fits = text.length() <= left;
    log.line(
        spec.id(),
        requestId,
        place(stack.asString()),
        fits ? text : text.substring(0, (int) left) + " … (log-bytes)");
    left -= fits ? Math.max(1, text.length()) : left;
  }

  /** The innermost line of the author's file, from a stack as JavaScript shows it. */
  private String place(String stack) {
    int at = stack.indexOf(spec.file() + ':');
    if (at < 0) {
      return "";
    }
    int end = at + spec.file().length() + 1;
    while (end < stack.length() && Character.isDigit(stack.charAt(end))) {
      end++;
    }
    return stack.substring(at, end);
  }
}
