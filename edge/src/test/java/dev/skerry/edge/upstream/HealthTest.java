package dev.skerry.edge.upstream;

import static dev.skerry.edge.testing.ScriptedOrigin.always;
import static dev.skerry.edge.testing.ScriptedOrigin.await;
import static dev.skerry.edge.testing.ScriptedOrigin.ok;
import static dev.skerry.edge.upstream.TestUpstreams.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.config.PoolConfig;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.testing.ScriptedOrigin;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** How origins are found unwell, left alone and used again. */
class HealthTest {
  private static final PoolConfig.HealthCheck CHECK =
      new PoolConfig.HealthCheck("/health?deep", null, 20, 1_000, 200, 299, 2, 2);

  private static ScriptedOrigin.Script wellWhile(AtomicBoolean well) {
    return c -> {
      for (String head = c.readHead(); head != null; head = c.readHead()) {
        boolean check = head.startsWith("GET /health?deep ");
        c.send(well.get() || !check ? ok("x") : "HTTP/1.1 500 Ill\r\ncontent-length: 0\r\n\r\n");
      }
    };
  }

  @Test
  void originThatFailsItsChecksIsNotUsedUntilItPassesThemAgain() throws Exception {
    AtomicBoolean well = new AtomicBoolean(true);
    Wanted wanted = new Wanted();
    wanted.health = CHECK;
    try (ScriptedOrigin origin = ScriptedOrigin.start(wellWhile(well));
        TestUpstreams up = TestUpstreams.open(wanted.origin("127.0.0.1", origin.port()))) {
      assertThat(up.send(get("/")).status()).isEqualTo(200);
      well.set(false);
      await("it is unhealthy", () -> up.counters(0).healthy() == 0);
      assertThat(up.send(get("/")).errorType()).isEqualTo(ProxyError.Type.DESTINATION_UNAVAILABLE);
      well.set(true);
      await("it is healthy", () -> up.counters(0).healthy() == 1);
      assertThat(up.send(get("/")).status()).isEqualTo(200);
      assertThat(origin.received())
          .anySatisfy(
              head ->
                  assertThat(head)
                      .startsWith("GET /health?deep HTTP/1.1\r\nhost: " + origin.authority()));
    }
  }

  @Test
  void checkThatGetsNoAnswerInTimeFails() throws Exception {
    Wanted wanted = new Wanted();
    wanted.health = new PoolConfig.HealthCheck("/", null, 20, 50, 200, 299, 1, 1);
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                c -> {
                  c.readHead();
                  c.readToEnd();
                });
        TestUpstreams up = TestUpstreams.open(wanted.origin("127.0.0.1", origin.port()))) {
      await("it is unhealthy", () -> up.counters(0).healthy() == 0);
    }
  }

  @Test
  void poolFailsOverWhenNoOriginIsHealthy() throws Exception {
    AtomicBoolean well = new AtomicBoolean(false);
    Wanted first = new Wanted();
    first.health = CHECK;
    first.failover = "second";
    try (ScriptedOrigin ill = ScriptedOrigin.start(wellWhile(well));
        ScriptedOrigin spare = ScriptedOrigin.start(always(ok("spare")));
        TestUpstreams up =
            TestUpstreams.open(
                first.origin("127.0.0.1", ill.port()), Wanted.of(spare).name("second"))) {
      await("it is unhealthy", () -> up.counters(0).healthy() == 0);
      assertThat(up.send(get("/")).content()).isEqualTo("spare");
      well.set(true);
      await("it is healthy", () -> up.counters(0).healthy() == 1);
      assertThat(up.send(get("/")).content()).isEqualTo("x");
    }
  }

  @Test
  void originThatKeepsFailingIsEjectedForAWhile() throws Exception {
    Wanted wanted = new Wanted();
    wanted.ejection = new PoolConfig.Ejection(3, 200, 1_000, 50);
    AtomicBoolean well = new AtomicBoolean(false);
    try (ScriptedOrigin bad =
            ScriptedOrigin.start(
                c -> {
                  while (c.readHead() != null) {
                    c.send(well.get() ? ok("x") : "HTTP/1.1 502 Bad\r\ncontent-length: 0\r\n\r\n");
                  }
                });
        ScriptedOrigin good = ScriptedOrigin.start(always(ok("x")));
        TestUpstreams up =
            TestUpstreams.open(
                wanted.origin("127.0.0.1", bad.port()).origin("127.0.0.1", good.port()))) {
      for (int i = 0; i < 6; i++) {
        up.send(get("/")).status();
      }
      await("it is ejected", () -> up.counters(0).ejected() == 1);
      int before = bad.received().size();
      for (int i = 0; i < 6 && up.counters(0).ejected() == 1; i++) {
        assertThat(up.send(get("/")).status()).isEqualTo(200);
      }
      assertThat(bad.received()).hasSize(before);
      well.set(true);
      await("it is used again", () -> up.counters(0).ejected() == 0);
      up.send(get("/")).status();
      up.send(get("/")).status();
      assertThat(bad.received()).hasSizeGreaterThan(before);
    }
  }

  @Test
  void neverAllOriginsAreEjected() throws Exception {
    Wanted wanted = new Wanted();
    wanted.ejection = new PoolConfig.Ejection(1, 60_000, 60_000, 100);
    wanted.retries = new PoolConfig.Retries(0, 0, 0, List.of());
    String bad = "HTTP/1.1 502 Bad\r\ncontent-length: 0\r\n\r\n";
    try (ScriptedOrigin one = ScriptedOrigin.start(always(bad));
        ScriptedOrigin two = ScriptedOrigin.start(always(bad));
        TestUpstreams up =
            TestUpstreams.open(
                wanted.origin("127.0.0.1", one.port()).origin("127.0.0.1", two.port()))) {
      for (int i = 0; i < 20; i++) {
        assertThat(up.send(get("/")).status()).isEqualTo(502);
      }
      int ejected = up.counters(0).ejected() + up.counters(1).ejected();
      assertThat(ejected).isEqualTo(1);
    }
  }
}
