package dev.skerry.edge.upstream;

import static dev.skerry.edge.testing.ScriptedOrigin.always;
import static dev.skerry.edge.testing.ScriptedOrigin.await;
import static dev.skerry.edge.testing.ScriptedOrigin.ok;
import static dev.skerry.edge.upstream.TestUpstreams.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.config.BucketOrigin;
import dev.skerry.edge.config.Limits;
import dev.skerry.edge.testing.ScriptedOrigin;
import dev.skerry.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Pools through changes of the configuration, and to their end. */
class UpstreamsTest {
  @Test
  void poolThatDidNotChangeKeepsItsConnections() throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(always(ok("x")));
        TestUpstreams up = TestUpstreams.open(Wanted.of(origin), Wanted.of(origin).name("other"))) {
      assertThat(up.send(get("/")).status()).isEqualTo(200);
      assertThat(up.send("other", get("/")).status()).isEqualTo(200);
      OriginPool kept = up.pool("site");
      up.upstreams
          .update(TestUpstreams.configs(Wanted.of(origin)), Limits.DEFAULT)
          .get(20, TimeUnit.SECONDS);
      assertThat(up.pool("site")).isSameAs(kept);
      assertThat(up.upstreams.pool("other")).isNull();
      assertThat(up.send(get("/")).status()).isEqualTo(200);
      assertThat(origin.accepted()).isEqualTo(2);
      await("only the kept pool's connection is open", () -> origin.open() == 1);
    }
  }

  @Test
  void bucketIsCalledByItsNameWhereverItIs() throws Exception {
    Wanted bucket = new Wanted().origin("127.0.0.1", 9);
    bucket.host = BucketOrigin.host("www");
    try (TestUpstreams up = TestUpstreams.open(bucket)) {
      assertThat(up.counters(0).origin()).isEqualTo("bucket:www");
    }
  }

  @Test
  void poolThatIsGoneFinishesWhatIsUnderWay() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                c -> {
                  while (c.readHead() != null) {
                    answer.await();
                    c.send(ok("x"));
                  }
                });
        TestUpstreams up = TestUpstreams.open(Wanted.of(origin))) {
      OriginPool gone = up.pool("site");
      TestCall underWay = up.send(get("/1"));
      await("it is on its way", () -> origin.received().size() == 1);
      Wanted changed = Wanted.of(origin).timeouts(999, 4_000, 4_000, 4_000);
      CompletableFuture<?> drained =
          up.upstreams.update(TestUpstreams.configs(changed), Limits.DEFAULT);
      TestCall late = TestCall.send(gone, get("/2"), 0, up.loop, true);
      answer.countDown();
      assertThat(underWay.content()).isEqualTo("x");
      assertThat(late.content()).isEqualTo("x");
      drained.get(20, TimeUnit.SECONDS);
      await("its connections are closed", () -> origin.open() == 0);
      assertThat(up.send(get("/3")).content()).isEqualTo("x");
    }
  }

  @Test
  void randomCallsAndCancellationsLeaveNothingBehind() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    ScriptedOrigin.Script script =
        c -> {
          Random dice = new Random(c.number() ^ seed);
          for (String head = c.readHead(); head != null; head = c.readHead()) {
            c.readContent(head);
            switch (dice.nextInt(8)) {
              case 0 -> c.reset();
              case 1 -> c.send("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc").cut();
              case 2 -> c.send("garbage\r\n\r\n");
              case 3 -> c.send("HTTP/1.1 200 OK\r\n\r\nto the end").shutdownOutput();
              default -> c.send(ok("y".repeat(dice.nextInt(100_000))));
            }
          }
        };
    try (ScriptedOrigin origin = ScriptedOrigin.start(script);
        TestUpstreams up = TestUpstreams.open(Wanted.of(origin))) {
      List<TestCall> calls = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        boolean post = random.nextInt(4) == 0;
        Request request = post ? TestUpstreams.post("/" + i) : get("/" + i);
        TestCall call = up.send(request);
        if (post) {
          call.write("z".repeat(1 + random.nextInt(1_000))).end();
        }
        if (random.nextInt(5) == 0) {
          call.cancel();
        } else {
          calls.add(call);
        }
      }
      for (TestCall call : calls) {
        await("each call ends, seed " + seed, call::isDone);
        assertThat(call.violations).as("seed %d", seed).isEmpty();
      }
      await("no request is counted", () -> up.counters(0).requestsActive() == 0);
      assertThat(up.counters(0).requestsWaiting()).isZero();
      assertThat(up.counters(0).connectionsOpen()).isEqualTo(up.counters(0).connectionsIdle());
    }
  }
}
