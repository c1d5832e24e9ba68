package dev.skerry.edge.exchange;

import dev.skerry.edge.flow.ContentSource;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.observe.ExchangeRecord;
import dev.skerry.edge.upstream.OriginCall;
import dev.skerry.http.Fields;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The content of a viewer's request on its way to the origin, at the pace at which the origin takes
 * it. On the exchange's event loop.
 */
final class RequestContent {
  /** That of a request which has none. */
  static final RequestContent NONE = new RequestContent();

  private final @Nullable ContentSource source;
  private final @Nullable ExchangeRecord record;
  private @Nullable Fetch fetch;
  private boolean ended;

  private RequestContent() {
    source = null;
    record = null;
    ended = true;
  }

  /** Content that has not begun to flow. */
  RequestContent(ContentSource source, ExchangeRecord record) {
    this.source = source;
    this.record = record;
  }

  /** It goes where that fetch goes. */
  void to(Fetch led) {
    if (source != null) {
      fetch = led;
    }
  }

  private @Nullable OriginCall call() {
    return fetch == null ? null : fetch.call();
  }

  /** Lets it flow, if any is left. */
  void resume() {
    if (!ended && source != null) {
      source.resume();
    }
  }

  boolean hasEnded() {
    return ended;
  }

  void data(ByteBuf content) {
    OriginCall call = call();
    ContentSource from = source;
    ExchangeRecord noted = record;
    if (call == null || ended || from == null || noted == null) {
      content.release();
      return;
    }
    noted.requestContentBytes += content.readableBytes();
    call.data(content);
    if (!call.isWritable()) {
      from.pause();
    }
  }

  void end(Fields trailers) {
    ended = true;
    OriginCall call = call();
    if (call != null) {
      call.end(trailers);
    }
  }

  void fail(ProxyError error) {
    gone();
    OriginCall call = call();
    if (call != null) {
      call.fail(error);
    }
  }

  /** There will be no more. */
  void gone() {
    if (!ended) {
      ended = true;
    }
  }

  /** Nobody takes the rest. */
  void cancel() {
    if (!ended && source != null) {
      ended = true;
      source.cancel();
    }
  }
}
