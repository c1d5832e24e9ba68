package dev.skerry.edge.upstream;

import dev.skerry.edge.codec.ContentParser;
import dev.skerry.edge.codec.Framing;
import dev.skerry.edge.codec.HeadLimits;
import dev.skerry.edge.codec.ResponseParser;
import dev.skerry.http.Response;
import io.netty.buffer.ByteBuf;

/** Takes one response after another out of what an HTTP/1.1 connection received. */
final class Http1ResponseReader {
  private enum State {
    HEAD,
    CONTENT,
    COMPLETE
  }

  private final ResponseParser heads;
  private final ContentParser contents;
  private String requestMethod = "";
  private State state = State.COMPLETE;

  Http1ResponseReader(HeadLimits limits) {
    heads = new ResponseParser(limits);
    contents = new ContentParser(limits, true);
  }

  /** Awaits the response to a request with that method. */
  void begin(String method) {
    requestMethod = method;
    state = State.HEAD;
  }

  /**
   * Takes the next head or piece of content out and tells the stream.
   *
   * @return false if more octets are needed
   * @throws dev.skerry.edge.codec.FlawedMessageException if the response is malformed
   */
  boolean step(ByteBuf in, Http1Stream stream) {
    return switch (state) {
      case HEAD -> head(in, stream);
      case CONTENT -> content(in, stream);
      case COMPLETE -> false;
    };
  }

  /** Whether the connection may be used again after this response. */
  boolean persistent() {
    return state == State.COMPLETE && heads.persistent();
  }

  boolean inContent() {
    return state == State.CONTENT;
  }

  /** Whether the response is complete if nothing more comes. */
  boolean isCompleteAtClose() {
    return state == State.COMPLETE || (state == State.CONTENT && contents.isCompleteAtClose());
  }

  private boolean head(ByteBuf in, Http1Stream stream) {
    Response response = heads.parse(in, requestMethod);
    if (response == null) {
      return false;
    }
    if (heads.interim()) {
      stream.interim(response);
      return true;
    }
    boolean hasContent = heads.framing() != Framing.NONE;
    contents.begin(heads.framing(), Long.MAX_VALUE);
    state = hasContent ? State.CONTENT : State.COMPLETE;
    stream.head(response, hasContent);
    return true;
  }

  private boolean content(ByteBuf in, Http1Stream stream) {
    ByteBuf piece = contents.next(in);
    if (piece != null) {
      stream.piece(piece);
    }
    if (contents.isComplete()) {
      state = State.COMPLETE;
      stream.complete(contents.trailers());
      return true;
    }
    return piece != null;
  }
}
