package dev.skerry.edge.upstream;

import static dev.skerry.edge.testing.ScriptedOrigin.always;
import static dev.skerry.edge.testing.ScriptedOrigin.await;
import static dev.skerry.edge.testing.ScriptedOrigin.ok;
import static dev.skerry.edge.upstream.TestUpstreams.get;
import static dev.skerry.edge.upstream.TestUpstreams.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.config.OriginTls;
import dev.skerry.edge.config.PoolConfig;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.testing.Http2Origin;
import dev.skerry.edge.testing.ScriptedOrigin;
import dev.skerry.edge.testing.TestCertificates;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Settings;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Origins that speak HTTP/2, by ALPN and by prior knowledge. */
class Http2Test {
  private static final TestCertificates CERTIFICATES = TestCertificates.of("127.0.0.1");

  private static Http2Settings settings() {
    return Http2Settings.defaultSettings();
  }

  private static Http2Origin clear(Http2Origin.Script script) {
    return Http2Origin.start(null, settings(), script);
  }

  private static Wanted wanted(Http2Origin origin) {
    Wanted wanted = new Wanted().origin("127.0.0.1", origin.port());
    wanted.http2 = PoolConfig.Http2.ALWAYS;
    return wanted;
  }

  private static Wanted wantedSecure(int port) {
    Wanted wanted = new Wanted().secureOrigin("127.0.0.1", port);
    wanted.tls = new OriginTls(true, CERTIFICATES.authorityPem(), null, null);
    return wanted;
  }

  @Test
  void originThatOffersItGetsAllRequestsOnOneConnection() throws Exception {
    List<Http2Origin.Stream> streams = new CopyOnWriteArrayList<>();
    try (Http2Origin origin =
            Http2Origin.start(CERTIFICATES, settings(), (stream, head) -> streams.add(stream));
        TestUpstreams up = TestUpstreams.open(wantedSecure(origin.port()))) {
      List<TestCall> calls = IntStream.range(0, 20).mapToObj(i -> up.send(get("/" + i))).toList();
      await("all came", () -> streams.size() == 20);
      for (Http2Origin.Stream stream : streams) {
        stream.head(false, ":status", "200", "x-a", "b").data("hel", false).data("lo", true);
      }
      for (TestCall call : calls) {
        assertThat(call.content()).isEqualTo("hello");
        assertThat(call.head().fields().first("x-a")).isEqualTo("b");
      }
      assertThat(origin.accepted()).isEqualTo(1);
      assertThat(origin.received().getFirst())
          .contains(":authority: www.example")
          .contains(":scheme: https")
          .contains(":path: /0");
      assertThat(up.counters(0).requestsActive()).isZero();
    }
  }

  @Test
  void originThatDoesNotOfferItIsSpokenToInTheOldVersion() throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.startTls(CERTIFICATES.serverContext(), always(ok("x")));
        TestUpstreams up = TestUpstreams.open(wantedSecure(origin.port()))) {
      assertThat(up.send(get("/")).content()).isEqualTo("x");
    }
  }

  @Test
  void originThatMustOfferItAndDoesNotIsAnError() throws Exception {
    try (ScriptedOrigin origin =
        ScriptedOrigin.startTls(CERTIFICATES.serverContext(), always(ok("x")))) {
      Wanted wanted = wantedSecure(origin.port());
      wanted.http2 = PoolConfig.Http2.ALWAYS;
      try (TestUpstreams up = TestUpstreams.open(wanted)) {
        assertThat(up.send(get("/")).errorType()).isEqualTo(ProxyError.Type.HTTP_PROTOCOL_ERROR);
      }
    }
    try (ScriptedOrigin origin = ScriptedOrigin.start(always(ok("x")))) {
      Wanted wanted = Wanted.of(origin);
      wanted.http2 = PoolConfig.Http2.ALWAYS;
      try (TestUpstreams up = TestUpstreams.open(wanted)) {
        assertThat(up.send(get("/")).errorType()).isEqualTo(ProxyError.Type.HTTP_PROTOCOL_ERROR);
      }
    }
  }

  @Test
  void contentTrailersAndInterimResponsesGoBothWays() throws Exception {
    try (Http2Origin origin =
            clear(
                (stream, head) -> {
                  stream.head(false, ":status", "103", "link", "</a.css>");
                  stream.head(false, ":status", "200").data("abc", false).head(true, "x-sum", "3");
                });
        TestUpstreams up = TestUpstreams.open(wanted(origin))) {
      TestCall call = up.send(get("/"));
      assertThat(call.content()).isEqualTo("abc");
      assertThat(call.interims.getFirst().fields().first("link")).isEqualTo("</a.css>");
      assertThat(call.trailers().first("x-sum")).isEqualTo("3");
    }
    List<Http2Origin.Stream> streams = new CopyOnWriteArrayList<>();
    try (Http2Origin origin = clear((stream, head) -> streams.add(stream));
        TestUpstreams up = TestUpstreams.open(wanted(origin))) {
      TestCall call = up.send(post("/", "x-b", "c")).write("de").write("f").end("x-sum", "3");
      await("all came", () -> origin.received().stream().anyMatch(r -> r.contains("x-sum")));
      streams.getFirst().head(true, ":status", "204");
      assertThat(call.status()).isEqualTo(204);
      assertThat(call.hasContent()).isFalse();
      assertThat(String.join("", origin.received())).contains("x-b: c").contains("def");
    }
  }

  @Test
  void answerToHeadHasNoContent() throws Exception {
    try (Http2Origin origin =
            clear((stream, head) -> stream.head(true, ":status", "200", "content-length", "7"));
        TestUpstreams up = TestUpstreams.open(wanted(origin))) {
      TestCall call = up.send(get("/").method("HEAD"));
      assertThat(call.status()).isEqualTo(200);
      assertThat(call.head().fields().first("content-length")).isEqualTo("7");
      assertThat(up.send(get("/").method("HEAD")).status()).isEqualTo(200);
      assertThat(origin.accepted()).isEqualTo(1);
    }
  }

  @Test
  void streamsBeyondTheOriginsLimitWait() throws Exception {
    try (Http2Origin origin =
        Http2Origin.start(
            null,
            settings().maxConcurrentStreams(2),
            (stream, head) -> stream.later(() -> stream.head(true, ":status", "200"), 5))) {
      Wanted wanted = wanted(origin);
      wanted.connections = new PoolConfig.Connections(1, 1, 50, 10_000);
      try (TestUpstreams up = TestUpstreams.open(wanted)) {
        assertThat(up.send(get("/first")).status()).isEqualTo(200);
        List<TestCall> calls = IntStream.range(0, 20).mapToObj(i -> up.send(get("/" + i))).toList();
        for (TestCall call : calls) {
          assertThat(call.status()).isEqualTo(200);
        }
        assertThat(origin.accepted()).isEqualTo(1);
        assertThat(up.counters(0).requestsWaiting()).isZero();
      }
    }
  }

  @Test
  void requestThatTakesAPlaceJustFreedHoldsUpNobodyWhoWaits() throws Exception {
    List<Http2Origin.Stream> streams = new CopyOnWriteArrayList<>();
    try (Http2Origin origin =
        Http2Origin.start(
            null,
            settings().maxConcurrentStreams(2),
            (stream, head) -> {
              streams.add(stream);
              if (streams.size() > 3) {
                stream.head(true, ":status", "200");
              }
            })) {
      Wanted wanted = wanted(origin);
      wanted.connections = new PoolConfig.Connections(1, 1, 50, 10_000);
      try (TestUpstreams up = TestUpstreams.open(wanted)) {
        TestCall first = up.send(get("/first"));
        await("it came", () -> streams.size() == 1);
        streams.getFirst().head(true, ":status", "200");
        assertThat(first.status()).isEqualTo(200);
        List<TestCall> calls = new CopyOnWriteArrayList<>();
        IntStream.range(0, 5).forEach(i -> calls.add(up.send(get("/" + i))));
        await("two came", () -> streams.size() == 3);
        // The second answer is told before those who wait hear of the first.
        calls.get(1).atHead(() -> calls.add(up.send(get("/between"))));
        streams
            .get(1)
            .later(
                () -> streams.subList(1, 3).forEach(stream -> stream.head(true, ":status", "200")),
                0);
        for (int i = 0; i < 6; i++) {
          assertThat(calls.get(i).status()).isEqualTo(200);
        }
        assertThat(up.counters(0).requestsWaiting()).isZero();
      }
    }
  }

  @Test
  void refusedStreamIsSentAgain() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    try (Http2Origin origin =
            clear(
                (stream, head) -> {
                  if (requests.incrementAndGet() == 1) {
                    stream.reset(Http2Error.REFUSED_STREAM);
                  } else {
                    stream.head(true, ":status", "200");
                  }
                });
        TestUpstreams up = TestUpstreams.open(wanted(origin))) {
      assertThat(up.send(get("/").method("POST")).status()).isEqualTo(200);
      assertThat(requests.get()).isEqualTo(2);
    }
  }

  @Test
  void resetStreamIsAnErrorAndTheConnectionLivesOn() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    try (Http2Origin origin =
            clear(
                (stream, head) -> {
                  if (requests.incrementAndGet() == 1) {
                    stream.head(false, ":status", "200").data("abc", false);
                    stream.later(() -> stream.reset(Http2Error.INTERNAL_ERROR), 20);
                  } else {
                    stream.head(true, ":status", "200");
                  }
                });
        TestUpstreams up = TestUpstreams.open(wanted(origin))) {
      TestCall call = up.send(get("/"));
      assertThat(call.errorType()).isEqualTo(ProxyError.Type.HTTP_RESPONSE_INCOMPLETE);
      assertThat(up.send(get("/")).status()).isEqualTo(200);
      assertThat(origin.accepted()).isEqualTo(1);
    }
  }

  @Test
  void afterGoAwayStreamsEndAndNewOnesGoElsewhere() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    List<Http2Origin.Stream> streams = new CopyOnWriteArrayList<>();
    try (Http2Origin origin =
            clear(
                (stream, head) -> {
                  streams.add(stream);
                  if (requests.incrementAndGet() == 1) {
                    stream.head(false, ":status", "200");
                    stream.goAway();
                  } else {
                    stream.head(true, ":status", "200");
                  }
                });
        TestUpstreams up = TestUpstreams.open(wanted(origin))) {
      TestCall first = up.send(get("/"));
      first.head();
      await(
          "a new connection is made",
          () -> up.send(get("/")).status() == 200 && origin.accepted() == 2);
      streams.getFirst().data("late", true);
      assertThat(first.content()).isEqualTo("late");
      await("the old connection is closed", () -> origin.open() == 1);
    }
  }

  @Test
  void lostConnectionIsAnErrorOfItsStreams() throws Exception {
    try (Http2Origin origin =
            clear(
                (stream, head) -> {
                  stream.head(false, ":status", "200").data("abc", false);
                  stream.later(stream::closeConnection, 20);
                });
        TestUpstreams up = TestUpstreams.open(wanted(origin))) {
      TestCall call = up.send(get("/"));
      assertThat(call.errorType()).isEqualTo(ProxyError.Type.HTTP_RESPONSE_INCOMPLETE);
      await("it is not counted any more", () -> up.counters(0).connectionsOpen() == 0);
    }
  }

  @Test
  void contentShorterThanItsLengthIsIncomplete() throws Exception {
    try (Http2Origin origin =
            clear(
                (stream, head) ->
                    stream.head(false, ":status", "200", "content-length", "9").data("abc", true));
        TestUpstreams up = TestUpstreams.open(wanted(origin))) {
      assertThat(up.send(get("/")).errorType()).isEqualTo(ProxyError.Type.HTTP_RESPONSE_INCOMPLETE);
    }
  }

  @Test
  void malformedHeadIsAProtocolError() throws Exception {
    try (Http2Origin origin =
            clear((stream, head) -> stream.head(true, ":status", "200", "connection", "close"));
        TestUpstreams up = TestUpstreams.open(wanted(origin))) {
      assertThat(up.send(get("/")).errorType()).isEqualTo(ProxyError.Type.HTTP_PROTOCOL_ERROR);
    }
  }

  @Test
  void silentOriginIsLeftAfterTheTimeout() throws Exception {
    try (Http2Origin origin = clear((stream, head) -> {});
        TestUpstreams up = TestUpstreams.open(wanted(origin).timeouts(1_000, 80, 4_000, 4_000))) {
      assertThat(up.send(get("/")).errorType()).isEqualTo(ProxyError.Type.HTTP_RESPONSE_TIMEOUT);
      await("the connection is closed", () -> up.counters(0).connectionsOpen() == 0);
    }
  }

  @Test
  void pausedExchangeMakesItsStreamWaitAndNoOther() throws Exception {
    String block = "x".repeat(16 << 10);
    AtomicInteger blocks = new AtomicInteger();
    try (Http2Origin origin =
            clear(
                (stream, head) -> {
                  stream.head(false, ":status", "200");
                  if ("/big".contentEquals(head.path())) {
                    sendWhileWritable(stream, block, blocks);
                  } else {
                    stream.data("small", true);
                  }
                });
        TestUpstreams up = TestUpstreams.open(wanted(origin))) {
      TestCall big = up.sendPaused(get("/big"));
      big.head();
      await("the window is full", () -> blocks.get() >= 16);
      for (int i = 0; i < 30; i++) {
        assertThat(up.send(get("/small")).content()).isEqualTo("small");
      }
      assertThat(blocks.get()).isLessThan(40);
      assertThat(big.contentSoFar()).isEmpty();
      big.resume();
      await("it goes on", () -> big.contentSoFar().length() > (4 << 20));
      assertThat(origin.accepted()).isEqualTo(1);
      big.cancel();
      assertThat(up.send(get("/small")).content()).isEqualTo("small");
    }
  }

  @Test
  void upgradeGoesOverTheOldVersion() throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.startTls(
                CERTIFICATES.serverContext(),
                c -> {
                  c.readHead();
                  c.send("HTTP/1.1 101 Yes\r\nconnection: upgrade\r\nupgrade: chat\r\n\r\nhi");
                });
        TestUpstreams up = TestUpstreams.open(wantedSecure(origin.port()))) {
      TestCall call = up.send(get("/").upgrade("chat"));
      assertThat(call.content()).isEqualTo("hi");
      call.end();
    }
  }

  private static void sendWhileWritable(
      Http2Origin.Stream stream, String block, AtomicInteger blocks) {
    while (stream.isWritable() && blocks.get() < 2_000) {
      blocks.incrementAndGet();
      stream.data(block, false);
    }
    stream.later(() -> sendWhileWritable(stream, block, blocks), 2);
  }
}
