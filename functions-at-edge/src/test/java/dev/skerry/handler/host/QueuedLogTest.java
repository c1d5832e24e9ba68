package dev.skerry.handler.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The log that no handler and no event loop waits for. */
class QueuedLogTest {
  private final Queue<String> written = new ConcurrentLinkedQueue<>();
  private final CountDownLatch gate = new CountDownLatch(1);

  @Test
  void whatWaitsIsWrittenBeforeItIsClosed() {
    QueuedLog log = new QueuedLog((handler, id, place, text) -> written.add(text));
    log.line("h", "1", "", "first");
    log.line("h", "1", "", "second");
    log.close();
    assertThat(written).containsExactly("first", "second");
  }

  @Test
  void linesThatFindALogThatIsStuckAreDroppedAndCounted() {
    QueuedLog log =
        new QueuedLog(
            (handler, id, place, text) -> {
              while (gate.getCount() > 0) {
                Thread.onSpinWait();
              }
              written.add(text);
            });
    int more = 10;
    // One of them is being written, and has left the queue.
    for (int i = 0; i < QueuedLog.MAX_LINES + 1 + more; i++) {
      log.line("h", "1", "", "line");
    }
    assertThat(log.dropped()).isBetween((long) more, more + 1L);
    gate.countDown();
    log.close();
    assertThat(written).hasSize((int) (QueuedLog.MAX_LINES + 1 + more - log.dropped()));
  }

  @Test
  void aLogThatFailsOnceIsWrittenOn() {
    QueuedLog log =
        new QueuedLog(
            (handler, id, place, text) -> {
              if (text.equals("bad")) {
                throw new IllegalStateException(text);
              }
              written.add(text);
            });
    log.line("h", "1", "", "bad");
    log.line("h", "1", "", "good");
    log.close();
    assertThat(written).containsExactly("good");
  }

  @Test
  void whereTheSystemHasNoThreadTheNextLineTriesAgain() {
    AtomicInteger asked = new AtomicInteger();
    QueuedLog log =
        new QueuedLog(
            (handler, id, place, text) -> written.add(text),
            work -> {
              if (asked.getAndIncrement() == 0) {
                throw new OutOfMemoryError("no thread");
              }
              return new Thread(work);
            });
    log.line("h", "1", "", "first");
    log.line("h", "1", "", "second");
    log.close();
    assertThat(written).containsExactly("first", "second");
    assertThat(asked).hasValue(2);
  }

  @Test
  void oneThatIsClosedUnusedNeverBegins() {
    QueuedLog log = new QueuedLog((handler, id, place, text) -> written.add(text));
    log.close();
    log.line("h", "1", "", "late");
    assertThat(written).isEmpty();
  }
}
