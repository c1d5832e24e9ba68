package dev.skerry.edge.upstream;

import static dev.skerry.edge.testing.ScriptedOrigin.await;
import static dev.skerry.edge.testing.ScriptedOrigin.ok;
import static dev.skerry.edge.upstream.TestUpstreams.get;
import static dev.skerry.edge.upstream.TestUpstreams.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.testing.ScriptedOrigin;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Tunnels, and how content waits for whoever is slower. */
class TunnelAndFlowTest {
  private static final String SWITCH =
      "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: chat\r\n\r\n";

  @Test
  void upgradedConnectionCarriesBytesBothWaysAndEachDirectionEndsByItself() throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                c -> {
                  c.readHead();
                  c.send(SWITCH + "welcome ");
                  c.send(c.read(4));
                  c.shutdownOutput();
                  c.readRest();
                });
        TestUpstreams up = TestUpstreams.open(Wanted.of(origin))) {
      TestCall call = up.send(get("/").upgrade("chat"));
      assertThat(call.head().status()).isEqualTo(101);
      assertThat(call.head().fields().first("upgrade")).isEqualTo("chat");
      call.write("ping");
      assertThat(call.content()).isEqualTo("welcome ping");
      call.write("and").write(" more").end();
      await("the connection is closed", () -> up.counters(0).connectionsOpen() == 0);
      await("the origin has read the rest", () -> origin.received().size() == 2);
      assertThat(origin.received().getFirst())
          .contains("connection: upgrade\r\n")
          .contains("upgrade: chat\r\n");
      assertThat(origin.received().getLast()).isEqualTo("and more");
      assertThat(up.counters(0).requestsActive()).isZero();
    }
  }

  @Test
  void viewerMayEndItsDirectionFirst() throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                c -> {
                  c.readHead();
                  c.send(SWITCH);
                  c.send("got " + c.readToEnd());
                });
        TestUpstreams up = TestUpstreams.open(Wanted.of(origin))) {
      TestCall call = up.send(get("/").upgrade("chat"));
      call.head();
      call.write("all").end();
      assertThat(call.content()).isEqualTo("got all");
      await("the connection is closed", () -> up.counters(0).connectionsOpen() == 0);
    }
  }

  @Test
  void viewerThatLeavesATunnelClosesItEvenIfTheOriginHasEndedItsDirection() throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                c -> {
                  c.readHead();
                  c.send(SWITCH + "bye").shutdownOutput();
                  c.readToEnd();
                });
        TestUpstreams up = TestUpstreams.open(Wanted.of(origin))) {
      TestCall call = up.send(get("/").upgrade("chat"));
      assertThat(call.content()).isEqualTo("bye");
      call.cancel();
      await("the origin sees the close", () -> origin.open() == 0);
      assertThat(up.counters(0).connectionsOpen()).isZero();
    }
  }

  @Test
  void upgradeThatIsDeclinedIsAnOrdinaryAnswer() throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(ScriptedOrigin.always(ok("no")));
        TestUpstreams up = TestUpstreams.open(Wanted.of(origin))) {
      assertThat(up.send(get("/").upgrade("chat")).content()).isEqualTo("no");
    }
  }

  @Test
  void switchingProtocolsUnaskedIsAnError() throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(ScriptedOrigin.always(SWITCH));
        TestUpstreams up = TestUpstreams.open(Wanted.of(origin))) {
      assertThat(up.send(get("/")).errorType()).isEqualTo(ProxyError.Type.HTTP_PROTOCOL_ERROR);
    }
  }

  @Test
  void resetOfATunnelIsAFailure() throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                c -> {
                  c.readHead();
                  c.send(SWITCH);
                  c.readOctet();
                });
        TestUpstreams up = TestUpstreams.open(Wanted.of(origin))) {
      TestCall call = up.send(get("/").upgrade("chat"));
      call.head();
      origin.resetConnections();
      assertThat(call.errorType()).isEqualTo(ProxyError.Type.HTTP_RESPONSE_INCOMPLETE);
    }
  }

  @Test
  void pausedExchangeMakesTheOriginWait() throws Exception {
    AtomicLong sent = new AtomicLong();
    byte[] block = new byte[64 << 10];
    long total = 64L << 20;
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                c -> {
                  c.readHead();
                  c.send("HTTP/1.1 200 OK\r\ncontent-length: " + total + "\r\n\r\n");
                  for (long i = 0; i < total; i += block.length) {
                    c.send(block);
                    sent.addAndGet(block.length);
                  }
                });
        TestUpstreams up =
            TestUpstreams.open(Wanted.of(origin).timeouts(1_000, 9_000, 9_000, 9_000))) {
      TestCall call = up.sendPaused(get("/"));
      call.head();
      awaitStall(sent);
      assertThat(sent.get()).isLessThan(32L << 20);
      assertThat(call.contentSoFar()).isEmpty();
      call.resume();
      await("something came", () -> !call.contentSoFar().isEmpty());
      call.cancel();
    }
  }

  @Test
  void slowOriginMakesTheCallUnwritableAndThenTellsWhenItIsNot() throws Exception {
    CountDownLatch read = new CountDownLatch(1);
    long total = 32L << 20;
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                c -> {
                  c.readHead();
                  read.await();
                  c.read((int) total);
                  c.send(ok("x"));
                });
        TestUpstreams up =
            TestUpstreams.open(Wanted.of(origin).timeouts(1_000, 9_000, 9_000, 9_000))) {
      TestCall call = up.send(post("/", "content-length", Long.toString(total)));
      String piece = "x".repeat(1 << 20);
      await("it is on its way", () -> origin.received().size() == 1);
      // Before the first piece: the kernel may take more a moment after the first refusal.
      int before = call.writables();
      long written = 0;
      while (written < total && call.isWritable()) {
        call.write(piece);
        written += piece.length();
      }
      assertThat(written).isLessThan(total);
      read.countDown();
      await("it is writable again", () -> call.writables() > before);
      for (; written < total; written += piece.length()) {
        call.write(piece);
      }
      call.end();
      assertThat(call.content()).isEqualTo("x");
    }
  }

  /** Waits until the number has not grown for a while. */
  private static void awaitStall(AtomicLong number) {
    long[] last = {-1, System.nanoTime()};
    await(
        "the origin is held up",
        () -> {
          if (number.get() != last[0]) {
            last[0] = number.get();
            last[1] = System.nanoTime();
          }
          return System.nanoTime() - last[1] > 300_000_000L;
        });
  }
}
