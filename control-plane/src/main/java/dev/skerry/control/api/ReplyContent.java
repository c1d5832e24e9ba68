package dev.skerry.control.api;

import dev.skerry.edge.flow.ViewerStream;
import dev.skerry.http.Fields;
import io.netty.buffer.Unpooled;

/**
 * The content of a reply while it is sent: as much as the client takes, so that what waits for slow
 * clients is counted. On the exchange's event loop.
 */
final class ReplyContent {
  private static final int PIECE_BYTES = 64 * 1024;

  private final ContentBudget budget;
  private final byte[] octets;
  private int sent;

  /** Content that counts from now on until it is sent or released. */
  ReplyContent(ContentBudget budget, byte[] octets) {
    this.budget = budget;
    this.octets = octets;
    budget.require(octets.length);
  }

  /** Sends what can be sent now; answers whether that was the rest. */
  boolean send(ViewerStream viewer) {
    do {
      int length = Math.min(PIECE_BYTES, octets.length - sent);
      viewer.data(Unpooled.wrappedBuffer(octets, sent, length));
      sent += length;
    } while (sent < octets.length && viewer.isWritable());
    boolean all = sent == octets.length;
    if (all) {
      release();
      viewer.end(Fields.EMPTY);
    }
    viewer.flush();
    return all;
  }

  /** Counts no more; to be called once where it was not all sent. */
  void release() {
    budget.give(octets.length);
  }
}
