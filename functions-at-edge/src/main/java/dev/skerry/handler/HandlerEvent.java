package dev.skerry.handler;

import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a handler is given: the moment, who asks, and the messages, of which it changes none.
 *
 * @param hook the moment
 * @param requestId the exchange's name in logs, or the scheduled call's
 * @param viewerAddress the viewer's, in its usual spelling; empty where a schedule calls
 * @param request the viewer's, with its path in normal form; of nobody where a schedule calls
 * @param response what is about to be sent; null before there is any
 * @param content all of what the message has that the hook is about, read-only, for a handler that
 *     reads it; null for others, and where there is none
 * @param data answers what it asks of tables and buckets during this call
 * @param occurrence what a schedule calls for; null at the hooks of exchanges
 */
public record HandlerEvent(
    Hook hook,
    String requestId,
    String viewerAddress,
    Request request,
    @Nullable Response response,
    @Nullable ByteBuffer content,
    BoundData data,
    @Nullable Occurrence occurrence) {
  /** Of an exchange. */
  public HandlerEvent(
      Hook hook,
      String requestId,
      String viewerAddress,
      Request request,
      @Nullable Response response,
      @Nullable ByteBuffer content,
      BoundData data) {
    this(hook, requestId, viewerAddress, request, response, content, data, null);
  }

  /** Of an exchange, without tables and buckets. */
  public HandlerEvent(
      Hook hook,
      String requestId,
      String viewerAddress,
      Request request,
      @Nullable Response response,
      @Nullable ByteBuffer content) {
    this(hook, requestId, viewerAddress, request, response, content, BoundData.NOWHERE);
  }

  /** Of a schedule, about which nobody asks; without tables and buckets. */
  public static HandlerEvent scheduled(String requestId, Occurrence occurrence) {
    Request ofNobody = new Request("GET", "https", "", "/", null, new Fields());
    return new HandlerEvent(
        Hook.SCHEDULED, requestId, "", ofNobody, null, null, BoundData.NOWHERE, occurrence);
  }

  /** The same with tables and buckets. */
  public HandlerEvent with(BoundData asked) {
    return new HandlerEvent(
        hook, requestId, viewerAddress, request, response, content, asked, occurrence);
  }

  /** The same for a handler that does not read content. */
  public HandlerEvent withoutContent() {
    return new HandlerEvent(
        hook, requestId, viewerAddress, request, response, null, data, occurrence);
  }

  /** What a schedule calls for; only at {@link Hook#SCHEDULED}. */
  public Occurrence itsOccurrence() {
    return Objects.requireNonNull(occurrence, "this hook has an occurrence");
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
