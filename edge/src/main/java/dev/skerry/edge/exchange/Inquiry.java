package dev.skerry.edge.exchange;

import dev.skerry.handler.BoundData.Answer;
import dev.skerry.handler.DataException;
import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

/**
 * One question of a handler on its way: it is asked on the event loop of the exchange that the
 * handler is called in. Its methods are for any thread, and never block.
 */
abstract class Inquiry {
  final EventLoop loop;

  /** What comes of it: an answer, or a {@link DataException}. */
  final CompletableFuture<Answer> answer = new CompletableFuture<>();

  Inquiry(EventLoop loop) {
    this.loop = loop;
  }

  /** Asks; on the event loop, at most once. */
  abstract void ask();

  /** Nobody waits any more for what was asked; on the event loop. */
  abstract void cancel();

  /** Has it asked, soon. */
  final void start() {
    try {
      loop.execute(
          () -> {
            if (!answer.isDone()) {
              askSafely();
            }
          });
    } catch (RejectedExecutionException _) {
      fail(DataException.givenUp()); // the node has been closed
    }
  }

  private void askSafely() {
    try {
      ask();
    } catch (DataException e) {
      fail(e);
    } catch (RuntimeException e) {
      fail(new DataException(DataException.UNAVAILABLE, "cannot be asked: " + e.getMessage()));
    }
  }

  final void fail(DataException why) {
    answer.completeExceptionally(why);
  }

  /** Nobody waits any more. */
  final void giveUp() {
    if (answer.completeExceptionally(DataException.givenUp())) {
      try {
        loop.execute(this::cancel);
      } catch (RejectedExecutionException _) {
        // Its connections are closed, and this with them.
      }
    }
  }
}
