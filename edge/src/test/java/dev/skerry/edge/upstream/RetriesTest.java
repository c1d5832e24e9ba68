package dev.skerry.edge.upstream;

import static dev.skerry.edge.testing.ScriptedOrigin.always;
import static dev.skerry.edge.testing.ScriptedOrigin.await;
import static dev.skerry.edge.testing.ScriptedOrigin.ok;
import static dev.skerry.edge.testing.ScriptedOrigin.unusedPort;
import static dev.skerry.edge.upstream.TestUpstreams.get;
import static dev.skerry.edge.upstream.TestUpstreams.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.config.PoolConfig;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.testing.ScriptedOrigin;
import dev.skerry.http.Request;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Which requests are sent again, where to, how often, and which never. */
class RetriesTest {
  private static final ScriptedOrigin.Script CLOSE_SECOND =
      c -> {
        c.readHead();
        c.send(ok("x"));
        c.readHead();
      };

  @Test
  void refusedConnectionIsNotAnErrorWhereAnotherOriginAnswers() throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(always(ok("x")));
        TestUpstreams up =
            TestUpstreams.open(Wanted.of(origin).origin("127.0.0.1", unusedPort()))) {
      for (int i = 0; i < 4; i++) {
        TestCall post = up.send(post("/", "content-length", "3"));
        post.write("abc").end();
        assertThat(post.status()).isEqualTo(200);
      }
      assertThat(up.counters(1).failures(ProxyError.Type.CONNECTION_REFUSED)).isPositive();
      assertThat(up.counters(0).retries()).isPositive();
    }
  }

  @Test
  void refusedConnectionIsAnErrorWhereNobodyElseIs() throws Exception {
    try (TestUpstreams up = TestUpstreams.open(new Wanted().origin("127.0.0.1", unusedPort()))) {
      ProxyError error = up.send(get("/")).error();
      assertThat(error.type()).isEqualTo(ProxyError.Type.CONNECTION_REFUSED);
      assertThat(error.retryable()).isTrue();
    }
  }

  @Test
  void reusedConnectionThatBreaksBeforeAnyByteIsRetriedOnAFreshOne() throws Exception {
    Wanted wanted = new Wanted();
    wanted.retries = new PoolConfig.Retries(0, 0, 0, List.of());
    try (ScriptedOrigin origin = ScriptedOrigin.start(CLOSE_SECOND);
        TestUpstreams up = TestUpstreams.open(wanted.origin("127.0.0.1", origin.port()))) {
      assertThat(up.send(get("/1")).status()).isEqualTo(200);
      assertThat(up.send(get("/2")).status()).isEqualTo(200);
      assertThat(origin.received()).hasSize(3);
      assertThat(origin.accepted()).isEqualTo(2);
    }
  }

  @Test
  void requestThatMayHaveDoneItsWorkIsNotSentTwice() throws Exception {
    for (Request second :
        List.of(
            get("/2").method("POST"),
            get("/2").method("PATCH"),
            post("/2", "content-length", "3").method("PUT"))) {
      try (ScriptedOrigin origin =
              ScriptedOrigin.start(
                  c -> {
                    c.readHead();
                    c.send(ok("x"));
                    String head = c.readHead();
                    c.readContent(head == null ? "" : head);
                  });
          TestUpstreams up = TestUpstreams.open(Wanted.of(origin))) {
        assertThat(up.send(get("/1")).status()).isEqualTo(200);
        TestCall call = up.send(second);
        if (second.hasContent()) {
          call.write("abc").end();
        }
        assertThat(call.errorType()).isEqualTo(ProxyError.Type.CONNECTION_TERMINATED);
        assertThat(origin.received()).hasSize(2);
      }
    }
  }

  @Test
  void nothingIsRetriedOnceAnythingCameBack() throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                c -> {
                  c.readHead();
                  c.send(ok("x"));
                  c.readHead();
                  c.send("HTTP/1.1 103 Early Hints\r\n\r\n");
                });
        TestUpstreams up = TestUpstreams.open(Wanted.of(origin))) {
      assertThat(up.send(get("/1")).status()).isEqualTo(200);
      TestCall call = up.send(get("/2"));
      assertThat(call.errorType()).isEqualTo(ProxyError.Type.CONNECTION_TERMINATED);
      assertThat(call.interims).hasSize(1);
    }
  }

  @Test
  void statusIsRetriedElsewhereOnlyIfTheSettingSaysSo() throws Exception {
    AtomicInteger busyAnswers = new AtomicInteger();
    ScriptedOrigin.Script busy =
        c -> {
          while (c.readHead() != null) {
            busyAnswers.incrementAndGet();
            c.send("HTTP/1.1 503 Busy\r\ncontent-length: 4\r\n\r\nbusy");
          }
        };
    for (boolean set : new boolean[] {false, true}) {
      Wanted wanted = new Wanted();
      wanted.retries = new PoolConfig.Retries(1, 20, 100, set ? List.of(503) : List.of());
      try (ScriptedOrigin bad = ScriptedOrigin.start(busy);
          ScriptedOrigin good = ScriptedOrigin.start(always(ok("x")));
          TestUpstreams up =
              TestUpstreams.open(
                  wanted.origin("127.0.0.1", bad.port()).origin("127.0.0.1", good.port()))) {
        busyAnswers.set(0);
        int failed = 0;
        for (int i = 0; i < 6; i++) {
          failed += up.send(get("/")).status() == 503 ? 1 : 0;
        }
        assertThat(busyAnswers.get()).isEqualTo(3);
        assertThat(failed).isEqualTo(set ? 0 : 3);
        TestCall post = up.send(get("/").method("POST"));
        TestCall another = up.send(get("/").method("POST"));
        assertThat(List.of(post.status(), another.status())).containsExactlyInAnyOrder(200, 503);
      }
    }
  }

  @Test
  void lastAnswerIsDeliveredWhenNoAttemptIsLeft() throws Exception {
    Wanted wanted = new Wanted();
    wanted.retries = new PoolConfig.Retries(2, 20, 100, List.of(503));
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(always("HTTP/1.1 503 Busy\r\ncontent-length: 4\r\n\r\nbusy"));
        TestUpstreams up = TestUpstreams.open(wanted.origin("127.0.0.1", origin.port()))) {
      TestCall call = up.send(get("/"));
      assertThat(call.content()).isEqualTo("busy");
      assertThat(call.head().status()).isEqualTo(503);
      assertThat(origin.received()).hasSize(3);
    }
  }

  @Test
  void retriesStayWithinTheBudgetWhenEverythingFails() throws Exception {
    Wanted wanted = new Wanted();
    wanted.retries = new PoolConfig.Retries(1, 10, 0, List.of(503));
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(always("HTTP/1.1 503 Busy\r\ncontent-length: 0\r\n\r\n"));
        TestUpstreams up = TestUpstreams.open(wanted.origin("127.0.0.1", origin.port()))) {
      for (int i = 0; i < 200; i++) {
        assertThat(up.send(get("/")).status()).isEqualTo(503);
      }
      // Ten saved up, and one for each ten requests.
      assertThat(up.counters(0).retries()).isBetween(10L, 31L);
    }
  }

  @Test
  void poolFailsOverWhenItsOriginsRefuse() throws Exception {
    Wanted first = new Wanted().origin("127.0.0.1", unusedPort());
    first.failover = "second";
    try (ScriptedOrigin origin = ScriptedOrigin.start(always(ok("spare")));
        TestUpstreams up = TestUpstreams.open(first, Wanted.of(origin).name("second"))) {
      TestCall call = up.send(post("/", "content-length", "3")).write("abc").end();
      assertThat(call.content()).isEqualTo("spare");
      assertThat(call.call().origin()).isEqualTo(origin.authority());
    }
  }

  @Test
  void poolFailsOverWhenItsAnswersAreToBeRetriedAndGoOnFailing() throws Exception {
    Wanted first = new Wanted();
    first.retries = new PoolConfig.Retries(1, 20, 10, List.of(503));
    first.failover = "second";
    try (ScriptedOrigin bad =
            ScriptedOrigin.start(always("HTTP/1.1 503 Busy\r\ncontent-length: 0\r\n\r\n"));
        ScriptedOrigin good = ScriptedOrigin.start(always(ok("spare")));
        TestUpstreams up =
            TestUpstreams.open(
                first.origin("127.0.0.1", bad.port()), Wanted.of(good).name("second"))) {
      assertThat(up.send(get("/")).content()).isEqualTo("spare");
      assertThat(bad.received()).hasSize(2);
    }
  }

  @Test
  void failuresBeforeSendReturnedAreToldAfterwards() throws Exception {
    Wanted wanted = new Wanted();
    wanted.connections = new PoolConfig.Connections(1, 1, 0, 10_000);
    wanted.retries = new PoolConfig.Retries(0, 0, 0, List.of());
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                c -> {
                  c.readHead();
                  c.readToEnd();
                });
        TestUpstreams up = TestUpstreams.open(wanted.origin("127.0.0.1", origin.port()))) {
      TestCall first = up.send(get("/"));
      await("the first is on its way", () -> origin.received().size() == 1);
      TestCall second = up.send(get("/"));
      assertThat(second.errorType()).isEqualTo(ProxyError.Type.CONNECTION_LIMIT_REACHED);
      assertThat(second.violations).isEmpty();
      first.cancel();
    }
  }
}
