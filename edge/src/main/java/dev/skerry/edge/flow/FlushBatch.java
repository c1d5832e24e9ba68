package dev.skerry.edge.flow;

import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The flushes of all connections of an event loop that wait for the end of its iteration: a head
 * and its content, or the responses to pipelined requests, leave in one system call, and who waits
 * for them on another processor is woken once for many.
 *
 * <p>One for each event loop, used on it alone. A batch begins when a socket has been read; in an
 * iteration without one nothing waits.
 */
public final class FlushBatch {
  /** Something that holds back what was written to it until it is flushed. */
  public interface Target {
    /** Hands everything on; called once for each time that it was added. */
    void flushBatched();
  }

  /** So many are flushed at once, lest the first wait long for the last. */
  private static final int MAX_TARGETS = 64;

  private static final Logger log = LoggerFactory.getLogger(FlushBatch.class);

  private static final FastThreadLocal<FlushBatch> OF_LOOP =
      new FastThreadLocal<>() {
        @Override
        protected FlushBatch initialValue() {
          return new FlushBatch();
        }
      };

  /** Those that are there, then the connections whose streams were among them. */
  private static final int ROUNDS = 2;

  private final ArrayDeque<Target> waiting = new ArrayDeque<>(MAX_TARGETS);
  private final Runnable end = this::end;
  private @Nullable SingleThreadEventLoop open;
  private boolean draining;

  private FlushBatch() {}

  /** The batch of the event loop that calls. */
  public static FlushBatch here() {
    return OF_LOOP.get();
  }

  /** What was read from a socket is about to be handled on that loop, the one that calls. */
  public void begin(EventLoop loop) {
    if (open == null && loop instanceof SingleThreadEventLoop single) {
      open = single;
      single.executeAfterEventLoopIteration(end);
    }
  }

  /**
   * Makes that target wait for the end of the batch; it sees to it that it is not added twice.
   *
   * @return false if there is no batch: it is to be flushed now
   */
  public boolean add(Target target) {
    if (open == null) {
      return false;
    }
    waiting.add(target);
    if (waiting.size() >= MAX_TARGETS && !draining) {
      drain();
    }
    return true;
  }

  private void end() {
    try {
      drain();
    } finally {
      SingleThreadEventLoop loop = open;
      if (waiting.isEmpty() || loop == null) {
        open = null;
      } else {
        // A connection that takes whatever it is given: the sockets that are ready come first,
        // which they would not if this were to be done after this same iteration.
        loop.execute(end);
      }
    }
  }

  private void drain() {
    draining = true;
    try {
      for (int round = 0; round < ROUNDS; round++) {
        for (int left = waiting.size(); left > 0; left--) {
          flush(waiting.remove());
        }
      }
    } finally {
      // Whatever was thrown: else nothing on this loop would ever be flushed again.
      draining = false;
    }
  }

  private static void flush(Target target) {
    try {
      target.flushBatched();
    } catch (RuntimeException e) {
      log.error("a flush failed", e);
    }
  }
}
