package dev.skerry.handler.wasm;

import dev.skerry.handler.Bindings;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.Verdict;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is said of a call that ended with a trap: its name and the function where it happened. */
final class Traps {
  /** How the compiler names the method of a function. */
  private static final String METHOD = "func_";

  private Traps() {}

  static Verdict.Failed failed(Throwable trap, Map<Integer, String> names, Bindings bindings) {
    return new Verdict.Failed(HandlerFault.EXCEPTION, said(trap, names, bindings), "");
  }

  /**
   * {@code unreachable in parse_header}.
   *
   * @param bindings whose secrets are taken out, as the host says what it was given
   */
  static String said(Throwable trap, Map<Integer, String> names, Bindings bindings) {
    String function = function(trap, names);
    return name(trap, bindings) + (function == null ? "" : " in " + function);
  }

  private static String name(Throwable trap, Bindings bindings) {
    if (trap instanceof StackOverflowError) {
      return "call stack exhausted";
    }
    String message = bindings.withoutSecrets(String.valueOf(trap.getMessage()));
    String name = message.contains("unreachable instruction") ? "unreachable" : message;
    return name.substring(0, Math.min(name.length(), 200));
  }

  private static @Nullable String function(Throwable trap, Map<Integer, String> names) {
    // Of a stack that is used up, the trap itself is made after all of it has been left.
    Throwable at = trap.getCause() == null ? trap : trap.getCause();
    for (StackTraceElement frame : at.getStackTrace()) {
      String method = frame.getMethodName();
      if (method.startsWith(METHOD)) {
        int index = Integer.parseInt(method.substring(METHOD.length()));
        return names.getOrDefault(index, "function " + index);
      }
    }
    return null;
  }
}
