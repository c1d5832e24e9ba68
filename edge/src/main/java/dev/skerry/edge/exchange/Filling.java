package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.Content;
import dev.skerry.edge.cache.Fill;
import dev.skerry.edge.cache.ResponseStore;
import dev.skerry.edge.cache.StoredResponse;
import dev.skerry.edge.flow.ContentSink;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.upstream.OriginCall;
import dev.skerry.http.Fields;
import dev.skerry.http.Response;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * A response on its way into the store: takes the origin's content, lets all who may read it while
 * it comes, and puts it into the index when it is whole.
 *
 * <p>Owns one reference of the content and one stored response until it ends.
 */
final class Filling implements ContentSink {
  private final Services services;
  private final Content content;
  private final StoredResponse stored;
  private final boolean shareable;
  private final @Nullable Response partialHead;
  private @Nullable OriginCall call;
  private @Nullable Fill fill;
  private boolean over;

  /**
   * Begins to fill.
   *
   * @param stored holds the content
   * @param shareable whether others than the leader may use it without validation
   * @param partialHead the origin's head, where only a range is stored; else null
   */
  Filling(
      Services services,
      Content content,
      StoredResponse stored,
      boolean shareable,
      @Nullable Response partialHead) {
    this.services = services;
    this.content = content;
    this.stored = stored;
    this.shareable = shareable;
    this.partialHead = partialHead;
  }

  void drivenBy(OriginCall origin, EventLoop loop) {
    call = origin;
    content.writer(loop, origin::resume);
  }

  /** Tells all who wait that the head has come. */
  void announce(Fetch fetch, Fetch.@Nullable Leader leader) {
    fill = fetch.plan.fill();
    // The leader first: a reader must be there before the first piece comes.
    if (leader != null) {
      if (partialHead != null) {
        leader.partial(partialHead, content);
      } else {
        leader.shared(stored);
      }
    }
    boolean forAll = shareable && partialHead == null;
    fetch.resolve(forAll ? new Fill.Outcome.Shared(stored) : new Fill.Outcome.Private());
  }

  @Override
  public void data(ByteBuf piece) {
    if (over) {
      piece.release();
      return;
    }
    switch (content.append(piece)) {
      case CONTINUE -> {}
      case PAUSE -> {
        if (call != null) {
          call.pause();
        }
      }
      case ABANDON -> {
        if (call != null) {
          call.cancel();
        }
        fail(ProxyError.of(ProxyError.Type.HTTP_RESPONSE_INCOMPLETE, "nobody reads it any more"));
      }
    }
    if (!content.isKept()) {
      endFill();
    }
  }

  @Override
  public void end(Fields trailers) {
    if (over) {
      return;
    }
    over = true;
    content.complete(trailers);
    if (content.isKept()) {
      store();
    } else {
      stored.release();
    }
    endFill();
    content.release();
  }

  private void store() {
    ResponseStore store = services.store();
    if (fill != null && fill.isInvalidated()) {
      stored.release();
      return;
    }
    if (stored.isPartial()) {
      store.putPart(stored);
    } else {
      store.put(stored);
    }
    // Once more: the invalidation may have come between.
    if (fill != null && fill.isInvalidated()) {
      store.remove(stored.key(), stored);
    }
  }

  @Override
  public void fail(ProxyError error) {
    if (over) {
      return;
    }
    over = true;
    content.fail(error);
    endFill();
    stored.release();
    content.release();
  }

  private void endFill() {
    if (fill != null) {
      services.fills().end(fill);
      fill = null;
    }
  }
}
