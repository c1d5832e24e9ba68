package dev.skerry.control.api;

import dev.skerry.edge.flow.ViewerStream;
import dev.skerry.http.Fields;
import io.netty.buffer.Unpooled;

/** Octets on their way to a client, which count as memory until they are sent. */
final class OctetsSending implements Sending {
  private static final int PIECE_BYTES = 64 * 1024;

  private final ContentBudget budget;
  private final byte[] octets;
  private int sent;

  /** Content that counts from now on until it is sent or released. */
  OctetsSending(ContentBudget budget, byte[] octets) {
    this.budget = budget;
    this.octets = octets;
    budget.require(octets.length);
  }

  @Override
  public boolean send(ViewerStream viewer) {
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

  @Override
  public void release() {
    budget.give(octets.length);
  }
}
