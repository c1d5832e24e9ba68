package dev.skerry.handler.js;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.host.CallLog;
import dev.skerry.handler.host.HandlerLog;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.jspecify.annotations.Nullable;

/** Where {@code console.log} of one instance goes: so much in a call, and no more. */
final class HandlerConsole {
  private final HandlerSpec spec;
  private final HandlerLog log;
  private @Nullable HandlerEvent event;
  private CallLog lines;

  HandlerConsole(HandlerSpec spec, HandlerLog log) {
    this.spec = spec;
    this.log = log;
    this.lines = new CallLog(spec);
  }

  /** A call begins. */
  void begin(HandlerEvent about) {
    event = about;
    lines = new CallLog(spec);
  }

  /** The author's code has been left: what it has written since it was entered is written now. */
  void left() {
    if (event == null) {
      lines.writeTo(log, "");
    } else {
      lines.writeTo(log, event);
    }
  }

  /** The call is over, and its event is not kept: that may have the whole of a body. */
  void end() {
    event = null;
  }

  /**
   * A function of the text and the stack of the place that writes it; null when it takes no more.
   */
  ProxyExecutable asFunction() {
    return arguments -> {
      lines.line(place(arguments[1].asString()), arguments[0].asString());
      return lines.left() > 0;
    };
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
