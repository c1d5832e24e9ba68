package dev.skerry.handler;

import java.util.Locale;

/** How a handler is written, and so how far its code is trusted. */
public enum HandlerKind {
  /**
   * JavaScript in the shape of CloudFront Functions, run in the process: for the operator's own
   * code.
   */
  JS,
  /**
   * Classes in a jar that implement the interfaces of {@code dev.skerry.handler}, run in the
   * process: for the operator's own code.
   */
  JAVA,
  /** A module of WebAssembly, in a memory of its own that is capped: for anybody's code. */
  WASM,
  /** JavaScript as {@link #JS} has it, run by QuickJS in such a memory: for anybody's code. */
  JS_SANDBOXED;

  /** The kind's name in configuration: {@code js}. */
  public String token() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
