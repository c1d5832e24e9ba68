package dev.skerry.edge.listener;

import dev.skerry.http.Fields;
import io.netty.buffer.ByteBuf;

/** A connection that passes bytes on as they are, each direction until its own end. */
final class Http1Tunnel {
  private final Http1Connection connection;
  private final Http1Input input;

  private boolean inputEnded;
  private boolean outputEnded;

  Http1Tunnel(Http1Connection connection, Http1Input input) {
    this.connection = connection;
    this.input = input;
  }

  /**
   * Passes on what came, if the exchange takes it.
   *
   * @param ended whether the viewer sends nothing more
   */
  void deliver(Http1Stream stream, boolean ended) {
    while (stream.isResumed() && !stream.isInert()) {
      ByteBuf octets = input.size() == 0 ? null : input.takeAll();
      if (octets == null) {
        break;
      }
      stream.deliver(octets);
    }
    if (ended && input.size() == 0 && !inputEnded) {
      inputEnded = true;
      stream.deliverEnd(Fields.EMPTY);
      if (outputEnded) {
        connection.end(false);
      }
    }
  }

  /** Whether both directions have ended. */
  boolean isOver() {
    return inputEnded && outputEnded;
  }

  /** The exchange sends nothing more. */
  void endOutput() {
    if (outputEnded) {
      return;
    }
    outputEnded = true;
    if (inputEnded) {
      connection.end(false);
    } else {
      connection.endOutput();
    }
  }
}
