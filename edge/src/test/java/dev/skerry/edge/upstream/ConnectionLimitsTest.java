package dev.skerry.edge.upstream;

import static dev.skerry.edge.testing.ScriptedOrigin.always;
import static dev.skerry.edge.testing.ScriptedOrigin.await;
import static dev.skerry.edge.testing.ScriptedOrigin.ok;
import static dev.skerry.edge.upstream.TestUpstreams.get;
import static dev.skerry.edge.upstream.TestUpstreams.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.config.PoolConfig;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.testing.ScriptedOrigin;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every bound of a pool's connections and waits, and what happens there. */
class ConnectionLimitsTest {
  @Test
  void requestsBeyondTheLimitWaitAndAreServedInOrder() throws Exception {
    Semaphore answers = new Semaphore(0);
    Wanted wanted = new Wanted();
    wanted.connections = new PoolConfig.Connections(2, 2, 10, 10_000);
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                c -> {
                  while (c.readHead() != null) {
                    answers.acquire();
                    c.send(ok("x"));
                  }
                });
        TestUpstreams up = TestUpstreams.open(wanted.origin("127.0.0.1", origin.port()))) {
      List<TestCall> calls = IntStream.range(0, 8).mapToObj(i -> up.send(get("/" + i))).toList();
      await("two are on their way", () -> origin.received().size() == 2);
      assertThat(up.counters(0).requestsWaiting()).isEqualTo(6);
      assertThat(up.counters(0).connectionsOpen()).isEqualTo(2);
      answers.release(8);
      for (TestCall call : calls) {
        assertThat(call.content()).isEqualTo("x");
      }
      assertThat(origin.accepted()).isEqualTo(2);
      assertThat(up.counters(0).requestsWaiting()).isZero();
    }
  }

  @Test
  void fullQueueRefusesAtOnce() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    Wanted wanted = new Wanted();
    wanted.connections = new PoolConfig.Connections(1, 1, 1, 10_000);
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                c -> {
                  while (c.readHead() != null) {
                    answer.await();
                    c.send(ok("x"));
                  }
                });
        TestUpstreams up = TestUpstreams.open(wanted.origin("127.0.0.1", origin.port()))) {
      TestCall first = up.send(get("/1"));
      await("the first is on its way", () -> origin.received().size() == 1);
      TestCall second = up.send(get("/2"));
      TestCall third = up.send(get("/3"));
      assertThat(third.errorType()).isEqualTo(ProxyError.Type.CONNECTION_LIMIT_REACHED);
      answer.countDown();
      assertThat(first.status()).isEqualTo(200);
      assertThat(second.status()).isEqualTo(200);
    }
  }

  @Test
  void waitForAConnectionEndsWithItsTimeout() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    Wanted wanted = new Wanted();
    wanted.connections = new PoolConfig.Connections(1, 1, 10, 50);
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                c -> {
                  c.readHead();
                  answer.await();
                  c.send(ok("x"));
                });
        TestUpstreams up = TestUpstreams.open(wanted.origin("127.0.0.1", origin.port()))) {
      TestCall first = up.send(get("/1"));
      await("the first is on its way", () -> origin.received().size() == 1);
      assertThat(up.send(get("/2")).errorType())
          .isEqualTo(ProxyError.Type.CONNECTION_LIMIT_REACHED);
      assertThat(up.counters(0).requestsWaiting()).isZero();
      answer.countDown();
      assertThat(first.status()).isEqualTo(200);
    }
  }

  @Test
  void waitingRequestThatIsCancelledLeavesTheQueue() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    Wanted wanted = new Wanted();
    wanted.connections = new PoolConfig.Connections(1, 1, 10, 10_000);
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                c -> {
                  while (c.readHead() != null) {
                    answer.await();
                    c.send(ok("x"));
                  }
                });
        TestUpstreams up = TestUpstreams.open(wanted.origin("127.0.0.1", origin.port()))) {
      TestCall first = up.send(get("/1"));
      await("the first is on its way", () -> origin.received().size() == 1);
      TestCall second = up.send(get("/2"));
      TestCall third = up.send(get("/3"));
      second.cancel();
      answer.countDown();
      assertThat(first.status()).isEqualTo(200);
      assertThat(third.status()).isEqualTo(200);
      assertThat(origin.received()).hasSize(2);
      assertThat(second.isDone()).isFalse();
    }
  }

  @Test
  void onlySoManyConnectionsRest() throws Exception {
    Semaphore answers = new Semaphore(0);
    Wanted wanted = new Wanted();
    wanted.connections = new PoolConfig.Connections(10, 2, 10, 10_000);
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                c -> {
                  while (c.readHead() != null) {
                    answers.acquire();
                    c.send(ok("x"));
                  }
                });
        TestUpstreams up = TestUpstreams.open(wanted.origin("127.0.0.1", origin.port()))) {
      List<TestCall> calls = IntStream.range(0, 5).mapToObj(i -> up.send(get("/" + i))).toList();
      await("all are on their way", () -> origin.received().size() == 5);
      answers.release(5);
      calls.forEach(TestCall::status);
      await("two rest", () -> up.counters(0).connectionsOpen() == 2);
      assertThat(up.counters(0).connectionsIdle()).isEqualTo(2);
    }
  }

  @Test
  void restingConnectionIsClosedAfterItsTimeout() throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(always(ok("x")));
        TestUpstreams up =
            TestUpstreams.open(Wanted.of(origin).timeouts(1_000, 4_000, 4_000, 50))) {
      assertThat(up.send(get("/")).status()).isEqualTo(200);
      await("the origin sees the close", () -> origin.open() == 0);
      await("the close is counted", () -> up.counters(0).connectionsIdle() == 0);
      assertThat(up.counters(0).connectionsOpen()).isZero();
    }
  }

  @Test
  void restingConnectionThatTheOriginClosesIsNotUsedAgain() throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                c -> {
                  c.readHead();
                  c.send(ok("x"));
                });
        TestUpstreams up = TestUpstreams.open(Wanted.of(origin))) {
      for (int i = 0; i < 3; i++) {
        assertThat(up.send(get("/")).status()).isEqualTo(200);
        await("the close is noticed", () -> up.counters(0).connectionsOpen() == 0);
      }
      assertThat(origin.accepted()).isEqualTo(3);
      assertThat(up.counters(0).retries()).isZero();
    }
  }

  @Test
  void silentOriginIsAnErrorAfterTheFirstByteTimeout() throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                c -> {
                  c.readHead();
                  c.send("HTTP/1.1 200 OK\r\n");
                  c.readToEnd();
                });
        TestUpstreams up =
            TestUpstreams.open(Wanted.of(origin).timeouts(1_000, 80, 4_000, 4_000))) {
      assertThat(up.send(get("/")).errorType()).isEqualTo(ProxyError.Type.HTTP_RESPONSE_TIMEOUT);
      assertThat(up.counters(0).connectionsOpen()).isZero();
      assertThat(origin.received()).hasSize(1);
    }
  }

  @Test
  void pauseInTheContentIsAnErrorAfterTheTimeoutBetweenBytes() throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                c -> {
                  c.readHead();
                  c.send("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nab");
                  c.readToEnd();
                });
        TestUpstreams up =
            TestUpstreams.open(Wanted.of(origin).timeouts(1_000, 4_000, 80, 4_000))) {
      TestCall call = up.send(get("/"));
      assertThat(call.errorType()).isEqualTo(ProxyError.Type.CONNECTION_READ_TIMEOUT);
      assertThat(call.contentSoFar()).isEqualTo("ab");
    }
  }

  @Test
  void pausedViewerIsNotTheOriginsFault() throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(always("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nabcde"));
        TestUpstreams up =
            TestUpstreams.open(Wanted.of(origin).timeouts(1_000, 4_000, 50, 4_000))) {
      TestCall paused = up.sendPaused(get("/"));
      paused.head();
      // Another exchange runs into the timeout that the paused one must not run into.
      CountDownLatch waited = new CountDownLatch(1);
      var _ = paused.loop.schedule(waited::countDown, 150, TimeUnit.MILLISECONDS);
      waited.await();
      assertThat(paused.isDone()).isFalse();
      paused.resume();
      assertThat(paused.content()).isEqualTo("abcde");
    }
  }

  @Test
  void originThatTakesNothingOfAnUploadIsAnErrorAfterTheTimeout() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                c -> {
                  c.readHead();
                  over.await();
                });
        TestUpstreams up =
            TestUpstreams.open(Wanted.of(origin).timeouts(1_000, 4_000, 200, 4_000))) {
      TestCall call = up.send(post("/", "content-length", "1000000000"));
      String piece = "x".repeat(1 << 20);
      await("it is on its way", () -> origin.received().size() == 1);
      // The kernel may take more for a while after the first refusal.
      await(
          "the upload has failed",
          () -> {
            if (call.isWritable() && !call.isDone()) {
              call.write(piece);
            }
            return call.isDone();
          });
      assertThat(call.errorType()).isEqualTo(ProxyError.Type.CONNECTION_WRITE_TIMEOUT);
      over.countDown();
    }
  }
}
