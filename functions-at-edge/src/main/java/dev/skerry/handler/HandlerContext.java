package dev.skerry.handler;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a handler in Java is given beside the messages: valid during the call, on the thread that
 * makes it. Handlers do not implement it, so that it can grow.
 */
public interface HandlerContext {
  /** The moment at which the handler is called. */
  Hook hook();

  /** The exchange's name in logs, or the scheduled call's. */
  String requestId();

  /** The viewer's, in its usual spelling; empty where a schedule calls. */
  String viewerAddress();

  /**
   * All of the content of the message that the hook is about, read-only; null if the handler is not
   * given any, as its {@code body} in the configuration says, or there is none.
   */
  @Nullable ByteBuffer content();

  /**
   * What the configuration binds to the handler, by name: {@link Binding.Variable}, {@link
   * Binding.Secret}, {@link KeyValues}, and what is asked during the call: {@link Table}, {@link
   * Bucket}, {@link Limiter} and {@link OtherHandler}.
   */
  Bindings bindings();

  /** The time; in tests the one that the test says. */
  Instant now();

  /**
   * Writes a line to the program's log, with the handler and the request.
   *
   * @param text what is beyond {@link HandlerLimit#LOG_BYTES} in one call is dropped
   */
  void log(String text);
}
