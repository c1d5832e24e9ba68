package dev.skerry.edge.flow;

import dev.skerry.http.Response;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.channel.FileRegion;
import org.jspecify.annotations.Nullable;

/**
 * The viewer's side of one exchange: where its response is written, whatever the protocol version.
 *
 * <p>Order: any number of {@link #informational}, one {@link #head}, and if that said that content
 * follows, the calls of {@link ContentSink}. What is written is sent at {@link #flush} (or earlier;
 * within a batch of pipelined requests the listener gathers flushes). Writing after the viewer has
 * gone is allowed and does nothing but release the buffers.
 *
 * <p>A head with status 101 turns the stream into a tunnel: from then on content in both directions
 * is opaque bytes, and {@link #end} closes one direction.
 */
public interface ViewerStream extends ContentSink {
  /** The event loop of the exchange: all methods are called on it. */
  EventLoop loop();

  ConnectionFacts connection();

  /** The control over the request's content. */
  ContentSource requestContent();

  /** Sends an interim response (RFC 9110 §15.2), never a 101; dropped for HTTP/1.0 viewers. */
  void informational(Response response);

  /**
   * Sends the head of the final response. Framing follows from it: with {@code content-length} that
   * many bytes must follow, without it the length is open. Adds {@code date} if it is missing.
   *
   * @param response read, not kept
   * @param hasContent whether content follows; false for answers to HEAD, 204 and 304, whose {@code
   *     content-length}, if there, is sent as it is
   */
  void head(Response response, boolean hasContent);

  /**
   * A head to be sent with whole content by {@link #sendReady}, now and in later exchanges; null
   * where this stream has none of the kind. Writes nothing.
   *
   * @param response as for {@link #head}, with {@code content-length}
   * @param cacheStatus the value of {@code cache-status} up to the number that ends it
   */
  default @Nullable ReadyHead ready(Response response, String cacheStatus) {
    return null;
  }

  /**
   * Sends a whole response at once: {@link #head}, {@code data}, {@code end} and {@link #flush}.
   *
   * @param ageSeconds the value of {@code age}
   * @param ttlSeconds what ends {@code cache-status}
   * @param content owned by the stream if it answers true
   * @return false, and nothing was written, where this answer needs another head than a ready one
   */
  default boolean sendReady(ReadyHead head, long ageSeconds, long ttlSeconds, ByteBuf content) {
    return false;
  }

  /**
   * As {@link #sendReady}, of content in a file, where {@link #takesFiles}.
   *
   * @param content owned by the stream if it answers true
   */
  default boolean sendReadyFile(
      ReadyHead head, long ageSeconds, long ttlSeconds, FileRegion content) {
    return false;
  }

  /** Hands everything written to the socket. */
  void flush();

  /**
   * False while more is waiting to be sent than the high watermark; then {@link
   * ViewerEvents#writable}.
   */
  boolean isWritable();

  /** Bytes of content written so far, without framing. */
  long contentBytes();
}
