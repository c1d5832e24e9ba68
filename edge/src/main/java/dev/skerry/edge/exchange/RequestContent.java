package dev.skerry.edge.exchange;

import dev.skerry.edge.flow.ContentSink;
import dev.skerry.edge.flow.ContentSource;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.observe.ExchangeRecord;
import dev.skerry.edge.upstream.OriginCall;
import dev.skerry.http.Fields;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The content of a viewer's request on its way to the origin, at the pace at which the origin takes
 * it: as it comes, or by way of a handler that reads it. On the exchange's event loop.
 */
final class RequestContent {
  /** That of a request which has none. */
  static final RequestContent NONE = new RequestContent();

  private final @Nullable ContentSource source;
  private final @Nullable ExchangeRecord record;
  private final Onward onward = new Onward();
  private @Nullable Fetch fetch;

  /** What a handler reads, and then what is given on. */
  private @Nullable Collecting collecting;

  /** Where what goes to the origin comes from; null for the viewer. */
  private @Nullable ContentSource other;

  /** Whether the viewer's has ended. */
  private boolean ended;

  /** Whether nothing more goes to the origin. */
  private boolean given;

  private RequestContent() {
    source = null;
    record = null;
    ended = true;
    given = true;
  }

  /** Content that has not begun to flow. */
  RequestContent(ContentSource source, ExchangeRecord record) {
    this.source = source;
    this.record = record;
  }

  /** What a handler has made, in place of what the viewer has sent. */
  static RequestContent of(ByteBuffer made) {
    RequestContent content = new RequestContent();
    if (made.hasRemaining()) {
      content.given = false;
      content.other = new MadeContent(made, content.onward);
    }
    return content;
  }

  /** It goes where that fetch goes. */
  void to(Fetch led) {
    if (source != null || other != null) {
      fetch = led;
    }
  }

  private @Nullable OriginCall call() {
    return fetch == null ? null : fetch.call();
  }

  /** Lets it flow, if any is left. */
  void resume() {
    if (given) {
      return;
    }
    if (other != null) {
      other.resume();
    } else if (!ended && source != null) {
      source.resume();
    }
  }

  boolean hasEnded() {
    return ended;
  }

  // ---- what the viewer sends

  void data(ByteBuf content) {
    if (ended || record == null) {
      content.release();
      return;
    }
    record.requestContentBytes += content.readableBytes();
    if (collecting != null) {
      collecting.data(content);
    } else {
      onward.data(content);
    }
  }

  void end(Fields trailers) {
    ended = true;
    if (collecting != null) {
      collecting.end(trailers);
    } else {
      onward.end(trailers);
    }
  }

  void fail(ProxyError error) {
    gone();
    if (collecting != null) {
      collecting.fail(error);
    } else {
      onward.fail(error);
    }
  }

  /** There will be no more. */
  void gone() {
    ended = true;
  }

  /** Nobody takes the rest. */
  void cancel() {
    given = true;
    stopViewer();
    if (other != null) {
      other.cancel();
    }
  }

  /** What there is of it goes nowhere any more; the viewer is not told: it sends something else. */
  void discard() {
    given = true;
    if (collecting != null) {
      collecting.discard();
    } else if (other != null) {
      other.cancel();
    }
  }

  private void stopViewer() {
    if (!ended && source != null) {
      ended = true;
      source.cancel();
    }
  }

  // ---- what the origin gets

  /** The call to the origin, as a stage or the viewer has it. */
  private final class Onward implements ContentSink {
    @Override
    public void data(ByteBuf content) {
      OriginCall call = call();
      if (call == null || given) {
        content.release();
        return;
      }
      call.data(content);
      if (!call.isWritable()) {
        pause();
      }
    }

    @Override
    public void end(Fields trailers) {
      given = true;
      OriginCall call = call();
      if (call != null) {
        call.end(trailers);
      }
    }

    @Override
    public void fail(ProxyError error) {
      given = true;
      OriginCall call = call();
      if (call != null) {
        call.fail(error);
      }
    }
  }

  private void pause() {
    ContentSource from = other == null ? source : other;
    if (from != null) {
      from.pause();
    }
  }

  /**
   * Collects it for a handler, which is asked when that has ended.
   *
   * @param make a stage between the viewer and the origin
   */
  void collect(Function<ContentSource, Collecting> make) {
    if (source == null) {
      throw new IllegalStateException("there is no content to be collected");
    }
    Collecting stage = make.apply(viewer(source));
    collecting = stage;
    other = stage;
    stage.to(onward);
    stage.start();
  }

  /** The viewer as a stage sees it, which does not know whether it has ended. */
  private ContentSource viewer(ContentSource from) {
    return new ContentSource() {
      @Override
      public void resume() {
        if (!ended) {
          from.resume();
        }
      }

      @Override
      public void pause() {
        from.pause();
      }

      @Override
      public void cancel() {
        stopViewer();
      }
    };
  }
}
