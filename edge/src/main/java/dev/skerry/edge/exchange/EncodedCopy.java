package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.Content;
import dev.skerry.edge.cache.StoredResponse;
import dev.skerry.http.Fields;
import io.netty.buffer.ByteBuf;

/**
 * A copy of encoded content, made while it is delivered for the first time, so that the next viewer
 * of the same coding gets it from the store.
 */
final class EncodedCopy {
  private final Services services;
  private final StoredResponse stored;
  private final String coding;
  private final Content content;
  private boolean over;

  /**
   * Begins an empty copy.
   *
   * @param stored what it is a copy of
   * @param limit the bytes it may have; a larger one is not kept
   */
  EncodedCopy(Services services, StoredResponse stored, String coding, long limit) {
    this.services = services;
    this.stored = stored;
    this.coding = coding;
    this.content = new Content(-1, limit, services.contentMemory());
  }

  /** Adds what is in the buffer, which stays the caller's. */
  void append(ByteBuf piece) {
    if (!over && content.append(piece.retainedDuplicate()) == Content.Pace.ABANDON) {
      discard();
    }
  }

  /** Puts the copy beside what it is a copy of, if that is still stored. */
  void complete(Fields trailers) {
    if (over) {
      return;
    }
    content.complete(trailers);
    if (content.isKept()) {
      services.store().addCopy(stored, new StoredResponse.Encoded(coding, content));
    }
    discard();
  }

  void discard() {
    if (!over) {
      over = true;
      content.release();
    }
  }
}
