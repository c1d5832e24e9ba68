package dev.skerry.edge.compress;

import dev.skerry.edge.config.CompressionPolicy.Coding;
import dev.skerry.edge.flow.Buffers;
import dev.skerry.edge.flow.ContentSink;
import dev.skerry.edge.flow.ContentSource;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.http.Fields;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encodes or decodes content on its way from a source to a sink.
 *
 * <p>To the source it is the sink, to the sink it is the source; all on one event loop. In one turn
 * it takes or gives about {@link #TURN_BYTES}; what is left waits here for the next turn, while the
 * source is paused, so that it holds no more than the piece it was given and what a paused source
 * may still deliver. As every source it begins paused.
 *
 * <p>An encoder keeps content back to find more repetitions. What is kept longer than the delay is
 * flushed, so that a slow stream flows on.
 */
public final class CodingStage implements ContentSink, ContentSource {
  private static final Logger LOG = LoggerFactory.getLogger(CodingStage.class);

  /** What one turn may take or give, and what a coder gets at once. */
  private static final int TURN_BYTES = 64 * 1024;

  private static final int ROOM_BYTES = 16 * 1024;
  private static final long FLUSH_DELAY_MILLIS = 25;

  private final Coder coder;
  private final ContentSource source;
  private final ContentSink sink;
  private final EventExecutor loop;
  private final Runnable produced;
  private final ByteBufAllocator allocator = Buffers.ALLOCATOR;
  private final boolean prompt;

  private final ArrayDeque<ByteBuf> waiting = new ArrayDeque<>();
  private @Nullable Fields trailers;
  private @Nullable Future<?> flushTimer;

  /** The sink wants content. */
  private boolean flowing;

  /** The source was told to deliver. */
  private boolean sourceFlowing;

  /** Content was taken since the last flush. */
  private boolean keptBack;

  private boolean flushDue;
  private boolean inTurn;
  private boolean turnScheduled;
  private boolean over;

  private CodingStage(Coder coder, Route route, boolean prompt) {
    this.coder = coder;
    this.source = route.source;
    this.sink = route.sink;
    this.loop = route.loop;
    this.produced = route.produced;
    this.prompt = prompt;
  }

  /**
   * Between whom a stage stands.
   *
   * @param source where content comes from; nobody else may resume or pause it
   * @param sink where it goes; it pauses and resumes the stage
   * @param loop the exchange's
   * @param produced told after the stage gave something to the sink by itself, that is not within a
   *     call of the source: the moment to flush
   */
  public record Route(
      ContentSource source, ContentSink sink, EventExecutor loop, Runnable produced) {}

  /**
   * A stage that encodes.
   *
   * @param prompt whether each piece is flushed at once, as {@link CodedHead#isEventStream} asks
   */
  public static CodingStage encoding(Coding coding, Route route, boolean prompt) {
    return new CodingStage(Coders.encoder(coding), route, prompt);
  }

  /** A stage that decodes; beyond the limit it fails. */
  public static CodingStage decoding(Coding coding, Route route, DecodingLimit limit) {
    return new CodingStage(limit.over(Coders.decoder(coding)), route, false);
  }

  @Override
  public void data(ByteBuf content) {
    if (over || !content.isReadable()) {
      content.release();
      return;
    }
    waiting.add(content);
    if (!inTurn && !turnScheduled) {
      turn();
    }
    adjustSource();
  }

  @Override
  public void end(Fields section) {
    if (over) {
      return;
    }
    trailers = CodedHead.trailers(section);
    if (!inTurn && !turnScheduled) {
      turn();
    }
  }

  @Override
  public void fail(ProxyError error) {
    if (!over) {
      close();
      sink.fail(error);
    }
  }

  @Override
  public void resume() {
    if (over || flowing) {
      return;
    }
    flowing = true;
    if (hasWork()) {
      scheduleTurn();
    }
    adjustSource();
  }

  @Override
  public void pause() {
    flowing = false;
    adjustSource();
  }

  @Override
  public void cancel() {
    if (!over) {
      close();
      source.cancel();
    }
  }

  /** Works until the turn's share is done, there is nothing to do, or the sink has enough. */
  private void turn() {
    inTurn = true;
    int share = TURN_BYTES;
    try {
      while (share > 0 && flowing && !over && hasWork()) {
        share -= step();
      }
    } catch (CodingException e) {
      give(ProxyError.of(ProxyError.Type.HTTP_RESPONSE_CONTENT_CODING, e.getMessage()));
    } catch (RuntimeException e) {
      LOG.warn("cannot encode or decode content", e);
      give(ProxyError.of(ProxyError.Type.PROXY_INTERNAL_ERROR, null));
    } finally {
      inTurn = false;
    }
    if (over) {
      return;
    }
    if (flowing && hasWork()) {
      scheduleTurn();
    } else if (keptBack && flowing && flushTimer == null) {
      flushTimer = loop.schedule(this::flushKeptBack, FLUSH_DELAY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private boolean hasWork() {
    return !waiting.isEmpty() || trailers != null || flushDue;
  }

  /** Calls the coder once; the bytes that it took or gave, whichever is more. */
  private int step() throws CodingException {
    ByteBuf first = waiting.peek();
    ByteBuf in =
        first == null
            ? Unpooled.EMPTY_BUFFER
            : first.slice(first.readerIndex(), Math.min(first.readableBytes(), TURN_BYTES));
    Coder.Step step =
        first != null
            ? Coder.Step.CONTINUE
            : trailers != null ? Coder.Step.FINISH : Coder.Step.FLUSH;
    ByteBuf out = allocator.directBuffer(ROOM_BYTES);
    boolean done;
    int taken;
    int given;
    try {
      done = coder.code(in, out, step);
      taken = in.readerIndex();
      given = out.readableBytes();
    } catch (CodingException | RuntimeException e) {
      out.release();
      throw e;
    }
    if (first != null) {
      first.skipBytes(taken);
      keptBack = true;
      if (done && !first.isReadable()) {
        waiting.remove().release();
        flushDue = prompt && waiting.isEmpty();
      }
    }
    if (given > 0) {
      sink.data(out);
    } else {
      out.release();
    }
    if (done && !over) {
      finish(step);
    }
    return Math.max(1, Math.max(taken, given));
  }

  private void finish(Coder.Step step) {
    if (step == Coder.Step.FLUSH) {
      flushDue = false;
      keptBack = false;
    } else if (step == Coder.Step.FINISH && trailers != null) {
      Fields section = trailers;
      close();
      sink.end(section);
    }
  }

  private void scheduleTurn() {
    if (!turnScheduled) {
      turnScheduled = true;
      loop.execute(this::ownTurn);
    }
  }

  private void flushKeptBack() {
    flushTimer = null;
    if (!over && keptBack && waiting.isEmpty()) {
      flushDue = true;
      scheduleTurn();
    }
  }

  /** A turn that no call of the source's began. */
  private void ownTurn() {
    turnScheduled = false;
    if (over) {
      return;
    }
    turn();
    adjustSource();
    produced.run();
  }

  /** Lets the source deliver exactly while nothing waits here and the sink wants more. */
  private void adjustSource() {
    boolean wanted = flowing && waiting.isEmpty() && trailers == null;
    if (over || wanted == sourceFlowing) {
      return;
    }
    sourceFlowing = wanted;
    if (wanted) {
      source.resume();
    } else {
      source.pause();
    }
  }

  private void give(ProxyError error) {
    if (!over) {
      close();
      source.cancel();
      sink.fail(error);
    }
  }

  private void close() {
    over = true;
    coder.close();
    if (flushTimer != null) {
      flushTimer.cancel(false);
      flushTimer = null;
    }
    for (ByteBuf content : waiting) {
      content.release();
    }
    waiting.clear();
    trailers = null;
  }
}
