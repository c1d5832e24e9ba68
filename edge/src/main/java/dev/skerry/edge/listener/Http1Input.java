package dev.skerry.edge.listener;

import dev.skerry.edge.codec.ContentParser;
import dev.skerry.edge.codec.RequestParser;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.ByteToMessageDecoder;
import org.jspecify.annotations.Nullable;

/** What came on an HTTP/1.1 connection and is not taken yet, and the parsers that take it. */
final class Http1Input {
  private final RequestParser requests;
  private final ContentParser content;
  private final long maxContentBytes;

  /** Null if nothing waits. */
  private @Nullable ByteBuf octets;

  Http1Input(ServerLimits limits, boolean secure) {
    this.requests = new RequestParser(limits.head(), secure);
    this.content = new ContentParser(limits.head(), false);
    this.maxContentBytes = limits.contentBytes();
  }

  /** Takes what came. */
  void add(ByteBufAllocator allocator, ByteBuf more) {
    ByteBuf before = octets;
    octets =
        before == null
            ? more
            : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(allocator, before, more);
  }

  /** The next request, or null if its head is not complete. */
  @Nullable Request request() {
    ByteBuf in = octets;
    return in == null ? null : requests.parse(in);
  }

  /** Whether the connection may stay open after the request taken last. */
  boolean isPersistent() {
    return requests.persistent();
  }

  /** Whether a part of a head is here. */
  boolean isInHead() {
    return requests.isInHead() || size() > 0;
  }

  /** Goes on with the content of the request taken last. */
  void beginContent() {
    content.begin(requests.framing(), maxContentBytes);
  }

  /** The next piece of content, which the caller must release; null if none is here. */
  @Nullable ByteBuf content() {
    ByteBuf in = octets;
    return in == null ? null : content.next(in);
  }

  boolean isContentComplete() {
    return content.isComplete();
  }

  Fields trailers() {
    return content.trailers();
  }

  /** How many octets wait. */
  int size() {
    ByteBuf in = octets;
    return in == null ? 0 : in.readableBytes();
  }

  /** How many octets of the preface of HTTP/2 the input begins with. */
  int matchedPreface() {
    ByteBuf in = octets;
    return in == null ? 0 : Http2Preface.matched(in);
  }

  /** All that waits, for the caller to release; null if nothing does. */
  @Nullable ByteBuf takeAll() {
    ByteBuf all = octets;
    octets = null;
    return all;
  }

  /** Gives up memory that is not needed any more. */
  void trim() {
    ByteBuf in = octets;
    if (in != null && !in.isReadable()) {
      octets = null;
      in.release();
    } else if (in != null && in.refCnt() == 1) {
      in.discardSomeReadBytes();
    }
  }

  void release() {
    ByteBuf rest = takeAll();
    if (rest != null) {
      rest.release();
    }
  }
}
