package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.CollectedContent;
import dev.skerry.edge.cache.ContentMemory;
import dev.skerry.edge.flow.ContentSink;
import dev.skerry.edge.flow.ContentSource;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The content of a message that a handler reads: collected before the handler is asked, up to its
 * limit, and afterwards, if it stays, given on as it came: what was collected, then the rest.
 *
 * <p>To who delivers the content it is the sink, to who takes it afterwards the source. All on one
 * event loop.
 */
final class Collecting implements ContentSink, ContentSource {
  private static final int PIECE_BYTES = 64 * 1024;

  /** How collecting ended. */
  sealed interface Ending {
    /** All of it is there. */
    record Whole(ByteBuffer content) implements Ending {}

    /** The handler cannot be asked about it. */
    record Refused(HandlerFault fault) implements Ending {}

    /** It will never be whole. */
    record Broken(ProxyError error) implements Ending {}
  }

  private final ContentSource source;
  private final CollectedContent collected;
  private final Consumer<Ending> then;

  /** What comes when no more is collected. */
  private final HeldContent rest = new HeldContent();

  private boolean ended;
  private @Nullable ContentSink sink;

  /** What was collected, as far as it has not been given on. */
  private ByteBuffer left = ByteBuffer.allocate(0);

  private boolean flowing;
  private boolean pumping;

  /** Whether what comes goes straight on. */
  private boolean through;

  private boolean over;

  /**
   * Collects nothing yet.
   *
   * @param expected how much is to come, in bytes, if that is known, else -1
   * @param then told how it ended, once, unless it is cancelled before
   */
  Collecting(
      ContentSource source,
      ContentMemory memory,
      HandlerSpec reader,
      long expected,
      Consumer<Ending> then) {
    this.source = source;
    this.collected = new CollectedContent(memory, limit(reader), expected);
    this.then = then;
  }

  private static long limit(HandlerSpec reader) {
    return reader.limits().get(HandlerLimit.BODY_BYTES);
  }

  /** The length that a message says its content has, in bytes; -1 if it says none. */
  static long declared(Fields fields) {
    String length = fields.first(FieldNames.CONTENT_LENGTH);
    return length == null ? -1 : Long.parseLong(length);
  }

  /** Whether so much is more than a handler is given. */
  static boolean isTooLarge(long bytes, HandlerSpec reader) {
    return bytes > limit(reader);
  }

  /** Begins to collect. */
  void start() {
    source.resume();
  }

  // ---- what comes

  @Override
  public void data(ByteBuf content) {
    if (over) {
      content.release();
    } else if (through && sink != null) {
      sink.data(content);
    } else if (ended) {
      rest.data(content);
    } else {
      take(content);
    }
  }

  private void take(ByteBuf piece) {
    switch (collected.append(piece)) {
      case YES -> piece.release();
      case TOO_LARGE -> refuse(piece, HandlerFault.BODY_SIZE);
      case NO_MEMORY -> refuse(piece, HandlerFault.BODY_MEMORY);
    }
  }

  private void refuse(ByteBuf piece, HandlerFault fault) {
    rest.data(piece);
    refuse(fault);
  }

  /** Whether it still collects: nobody else says yet how fast content may come. */
  boolean isCollecting() {
    return !ended && !over;
  }

  /** Collects no more, for that reason. */
  void refuse(HandlerFault fault) {
    if (!ended && !over) {
      source.pause();
      finish(new Ending.Refused(fault));
    }
  }

  private void finish(Ending how) {
    ended = true;
    left = collected.whole();
    then.accept(how);
  }

  @Override
  public void end(Fields trailers) {
    if (over) {
      return;
    }
    if (through && sink != null) {
      sink.end(trailers);
    } else {
      rest.end(trailers);
      if (!ended) {
        finish(new Ending.Whole(collected.whole()));
      }
    }
  }

  @Override
  public void fail(ProxyError error) {
    if (over) {
      return;
    }
    if (through && sink != null) {
      sink.fail(error);
    } else {
      rest.fail(error);
      if (!ended) {
        finish(new Ending.Broken(error));
      }
    }
  }

  // ---- what goes on

  /** Says where it goes if it stays; before the first {@link #resume}. */
  void to(ContentSink target) {
    sink = target;
  }

  /** Whether more may come: it is being collected, or wanted by who takes it afterwards. */
  boolean takesMore() {
    return !ended || (through && flowing);
  }

  @Override
  public void resume() {
    flowing = true;
    if (through) {
      source.resume();
    } else if (sink != null && ended) {
      pump(sink);
    }
  }

  private void pump(ContentSink target) {
    if (pumping) {
      return;
    }
    pumping = true;
    while (flowing && !over && left.hasRemaining()) {
      int length = Math.min(PIECE_BYTES, left.remaining());
      ByteBuffer piece = left.slice(left.position(), length);
      left.position(left.position() + length);
      target.data(Unpooled.wrappedBuffer(piece));
    }
    if (flowing && !over) {
      collected.release();
      boolean complete = rest.moveTo(target);
      through = true;
      if (!complete && flowing && !over) {
        source.resume();
      }
    }
    pumping = false;
  }

  @Override
  public void pause() {
    flowing = false;
    if (through) {
      source.pause();
    }
  }

  /** Drops what there is; who delivers the rest may do so in vain. Idempotent. */
  void discard() {
    over = true;
    rest.discard();
    left = ByteBuffer.allocate(0);
    collected.release();
  }

  @Override
  public void cancel() {
    discard();
    source.cancel();
  }
}
