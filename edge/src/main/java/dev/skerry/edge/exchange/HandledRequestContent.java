package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.ContentMemory;
import dev.skerry.edge.flow.ContentSink;
import dev.skerry.edge.flow.ContentSource;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.upstream.OriginCall;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.http.Fields;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The content of a request that waits for the handler at origin-request: held back at its source,
 * or collected for a handler that reads it. On the fetch's event loop.
 */
final class HandledRequestContent implements ContentSink {
  /** Tells who sends the content that more of it is wanted. */
  private final Runnable wanted;

  private final HeldContent held = new HeldContent();
  private @Nullable Collecting collecting;

  /** Where what the origin gets comes from; null for who sends it. */
  private @Nullable ContentSource other;

  private @Nullable OriginCall call;
  private boolean discarded;

  HandledRequestContent(Runnable wanted) {
    this.wanted = wanted;
  }

  /** Collects it for a handler. */
  void collect(
      ContentMemory memory, HandlerSpec reader, long expected, Consumer<Collecting.Ending> then) {
    collecting = new Collecting(new Sender(), memory, reader, expected, then);
    other = collecting;
  }

  /** Whoever sends the content knows by {@link #isWritable} and by what wants it. */
  private final class Sender implements ContentSource {
    @Override
    public void resume() {
      wanted.run();
    }

    @Override
    public void pause() {}

    @Override
    public void cancel() {}
  }

  /** Other content takes the place of what was collected. */
  void replace(ByteBuffer content) {
    if (collecting != null) {
      collecting.discard();
    }
    other = content.hasRemaining() ? new MadeContent(content, new Onward()) : null;
  }

  /** What comes from now on is a tunnel's: it goes straight to the call. */
  void becomeTunnel() {
    if (other != null) {
      other.cancel();
    }
    if (collecting != null) {
      collecting.discard();
    }
    other = null;
    collecting = null;
  }

  /** It goes there from now on. */
  void to(OriginCall origin) {
    call = origin;
    if (other == null) {
      held.moveTo(origin);
      wanted.run();
      return;
    }
    if (collecting != null) {
      collecting.to(new Onward());
    }
    other.resume();
  }

  /** The call, which takes what does not come by itself at its own pace. */
  private final class Onward implements ContentSink {
    @Override
    public void data(ByteBuf content) {
      if (call == null || discarded) {
        content.release();
        return;
      }
      call.data(content);
      if (!call.isWritable() && other != null) {
        other.pause();
      }
    }

    @Override
    public void end(Fields trailers) {
      if (call != null && !discarded) {
        call.end(trailers);
      }
    }

    @Override
    public void fail(ProxyError error) {
      if (call != null && !discarded) {
        call.fail(error);
      }
    }
  }

  boolean isWritable() {
    if (discarded) {
      return true;
    }
    return collecting == null ? call != null && call.isWritable() : collecting.takesMore();
  }

  /** The call takes more. */
  void writable() {
    if (other != null) {
      other.resume();
    } else {
      wanted.run();
    }
  }

  @Override
  public void data(ByteBuf content) {
    if (discarded) {
      content.release();
    } else {
      sink().data(content);
    }
  }

  @Override
  public void end(Fields trailers) {
    if (!discarded) {
      sink().end(trailers);
    }
  }

  @Override
  public void fail(ProxyError error) {
    if (!discarded) {
      sink().fail(error);
    }
  }

  private ContentSink sink() {
    if (collecting != null) {
      return collecting;
    }
    return call == null ? held : call;
  }

  /** The origin is not to be told any more of it. Idempotent. */
  void discard() {
    discarded = true;
    held.discard();
    if (collecting != null) {
      collecting.discard();
    }
    if (other != null) {
      other.cancel();
    }
  }
}
