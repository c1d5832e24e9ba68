package dev.skerry.handler;

import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a handler is given: the moment, who asks, and the messages, of which it changes none.
 *
 * @param hook the moment
 * @param requestId the exchange's name in logs
 * @param viewerAddress the viewer's, in its usual spelling
 * @param request the viewer's, with its path in normal form
 * @param response what is about to be sent; null before there is any
 * @param content all of what the message has that the hook is about, read-only, for a handler that
 *     reads it; null for others, and where there is none
 * @param data answers what it asks of tables and buckets during this call
 */
public record HandlerEvent(
    Hook hook,
    String requestId,
    String viewerAddress,
    Request request,
    @Nullable Response response,
    @Nullable ByteBuffer content,
    BoundData data) {
  /** Without tables and buckets. */
  public HandlerEvent(
      Hook hook,
      String requestId,
      String viewerAddress,
      Request request,
      @Nullable Response response,
      @Nullable ByteBuffer content) {
    this(hook, requestId, viewerAddress, request, response, content, BoundData.NOWHERE);
  }

  /** The same with tables and buckets. */
  public HandlerEvent with(BoundData asked) {
    return new HandlerEvent(hook, requestId, viewerAddress, request, response, content, asked);
  }

  /** For a handler that does not read content. */
  public HandlerEvent(
      Hook hook,
      String requestId,
      String viewerAddress,
      Request request,
      @Nullable Response response) {
    this(hook, requestId, viewerAddress, request, response, null);
  }
}
