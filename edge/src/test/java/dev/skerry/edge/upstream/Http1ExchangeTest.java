package dev.skerry.edge.upstream;

import static dev.skerry.edge.testing.ScriptedOrigin.always;
import static dev.skerry.edge.testing.ScriptedOrigin.await;
import static dev.skerry.edge.testing.ScriptedOrigin.ok;
import static dev.skerry.edge.upstream.TestUpstreams.get;
import static dev.skerry.edge.upstream.TestUpstreams.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.testing.ScriptedOrigin;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Requests and responses on HTTP/1.1 connections, whole and broken. */
class Http1ExchangeTest {
  @Test
  void requestIsRebuiltFromWhatWasParsedAndTheAnswerComesBack() throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(always(ok("hello")));
        TestUpstreams up = TestUpstreams.open(Wanted.of(origin))) {
      Request request =
          new Request(
              "GET",
              "http",
              "www.example:8080",
              "/a%20b",
              "x=1",
              Fields.of("accept", "*/*", "keep-alive", "5", "connection", "x", "te", "trailers"));
      TestCall call = up.send(request);
      assertThat(call.content()).isEqualTo("hello");
      assertThat(call.head().fields().first("content-length")).isEqualTo("5");
      assertThat(call.call().origin()).isEqualTo(origin.authority());
      assertThat(origin.received())
          .containsExactly(
              """
              GET /a%20b?x=1 HTTP/1.1\r
              host: www.example:8080\r
              accept: */*\r
              te: trailers\r
              connection: te\r
              \r
              """);
    }
  }

  @Test
  void hostIsTheOneThatThePoolForces() throws Exception {
    Wanted wanted = new Wanted();
    wanted.host = "inner.example";
    try (ScriptedOrigin origin = ScriptedOrigin.start(always(ok("hello")));
        TestUpstreams up = TestUpstreams.open(wanted.origin("127.0.0.1", origin.port()))) {
      assertThat(up.send(get("/")).status()).isEqualTo(200);
      assertThat(origin.received().getFirst()).contains("\r\nhost: inner.example\r\n");
    }
  }

  @Test
  void connectionIsUsedAgainAndTheOneThatRestedLastFirst() throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(always(ok("hello")));
        TestUpstreams up = TestUpstreams.open(Wanted.of(origin))) {
      for (int i = 0; i < 5; i++) {
        assertThat(up.send(get("/" + i)).content()).isEqualTo("hello");
      }
      assertThat(origin.accepted()).isEqualTo(1);
      assertThat(up.counters(0).connectionsMade()).isEqualTo(1);
      assertThat(up.counters(0).connectionsIdle()).isEqualTo(1);
      assertThat(up.counters(0).requests()).isEqualTo(5);
      assertThat(up.counters(0).requestsActive()).isZero();
    }
  }

  @Test
  void responseThatSaysCloseEndsTheConnection() throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                always("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 1\r\n\r\nx"));
        TestUpstreams up = TestUpstreams.open(Wanted.of(origin))) {
      assertThat(up.send(get("/")).content()).isEqualTo("x");
      assertThat(up.send(get("/")).content()).isEqualTo("x");
      assertThat(origin.accepted()).isEqualTo(2);
    }
  }

  @Test
  void contentThatEndsWithTheConnectionIsComplete() throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                c -> {
                  c.readHead();
                  c.send("HTTP/1.1 200 OK\r\n\r\n").send("to the").send(" end");
                });
        TestUpstreams up = TestUpstreams.open(Wanted.of(origin))) {
      assertThat(up.send(get("/")).content()).isEqualTo("to the end");
    }
  }

  @Test
  void chunkedContentAndTrailersComeThrough() throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                always(
                    """
                    HTTP/1.1 200 OK\r
                    transfer-encoding: chunked\r
                    \r
                    3\r
                    abc\r
                    2;x=y\r
                    de\r
                    0\r
                    x-sum: 5\r
                    \r
                    """));
        TestUpstreams up = TestUpstreams.open(Wanted.of(origin))) {
      TestCall call = up.send(get("/"));
      assertThat(call.content()).isEqualTo("abcde");
      assertThat(call.trailers().first("x-sum")).isEqualTo("5");
      assertThat(up.send(get("/")).content()).isEqualTo("abcde");
      assertThat(origin.accepted()).isEqualTo(1);
    }
  }

  @Test
  void responseInPiecesOfOneByteIsTheSame() throws Exception {
    String raw =
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\na: b\r\n\r\n";
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                c -> {
                  while (c.readHead() != null) {
                    for (int i = 0; i < raw.length(); i++) {
                      c.send(raw.substring(i, i + 1));
                    }
                  }
                });
        TestUpstreams up = TestUpstreams.open(Wanted.of(origin))) {
      TestCall call = up.send(get("/"));
      assertThat(call.content()).isEqualTo("abc");
      assertThat(call.trailers().first("a")).isEqualTo("b");
    }
  }

  @Test
  void answersWithoutContentHaveNone() throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                c -> {
                  c.readHead();
                  c.send("HTTP/1.1 200 OK\r\ncontent-length: 7\r\n\r\n");
                  c.readHead();
                  c.send("HTTP/1.1 304 Not Modified\r\ncontent-length: 7\r\n\r\n");
                  c.readHead();
                  c.send("HTTP/1.1 204 No Content\r\n\r\n");
                  c.readHead();
                  c.send("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
                  c.readToEnd();
                });
        TestUpstreams up = TestUpstreams.open(Wanted.of(origin))) {
      TestCall head = up.send(get("/").method("HEAD"));
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.hasContent()).isFalse();
      assertThat(head.head().fields().first("content-length")).isEqualTo("7");
      assertThat(up.send(get("/")).status()).isEqualTo(304);
      assertThat(up.send(get("/")).status()).isEqualTo(204);
      assertThat(up.send(get("/")).hasContent()).isFalse();
      assertThat(origin.accepted()).isEqualTo(1);
    }
  }

  @Test
  void requestContentIsSentWithItsLengthOrChunked() throws Exception {
    List<String> contents = new CopyOnWriteArrayList<>();
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                c -> {
                  for (String head = c.readHead(); head != null; head = c.readHead()) {
                    contents.add(c.readContent(head));
                    c.send(ok("done"));
                  }
                });
        TestUpstreams up = TestUpstreams.open(Wanted.of(origin))) {
      TestCall counted = up.send(post("/", "content-length", "6")).write("abc").write("def").end();
      assertThat(counted.content()).isEqualTo("done");
      TestCall chunked = up.send(post("/")).write("gh").write("i").end("x-sum", "3");
      assertThat(chunked.content()).isEqualTo("done");
      TestCall empty = up.send(post("/")).end();
      assertThat(empty.content()).isEqualTo("done");
      assertThat(contents).containsExactly("abcdef", "ghi", "");
      assertThat(origin.received().get(0)).contains("content-length: 6");
      assertThat(origin.received().get(1)).contains("transfer-encoding: chunked");
      assertThat(origin.received().get(2)).isEqualTo("x-sum: 3\r\n");
      assertThat(origin.accepted()).isEqualTo(1);
    }
  }

  @Test
  void contentOfAnotherLengthThanAnnouncedIsNotSentAsAWholeRequest() throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                c -> {
                  c.readHead();
                  c.readToEnd();
                });
        TestUpstreams up = TestUpstreams.open(Wanted.of(origin))) {
      TestCall tooShort = up.send(post("/", "content-length", "6")).write("abc").end();
      assertThat(tooShort.errorType()).isEqualTo(ProxyError.Type.HTTP_REQUEST_ERROR);
      TestCall tooLong = up.send(post("/", "content-length", "2")).write("abc");
      assertThat(tooLong.errorType()).isEqualTo(ProxyError.Type.HTTP_REQUEST_ERROR);
    }
  }

  @Test
  void interimResponsesComeBackBeforeTheFinalOne() throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                c -> {
                  String head = c.readHead();
                  c.send("HTTP/1.1 103 Early Hints\r\nlink: </a.css>\r\n\r\n");
                  c.send("HTTP/1.1 100 Continue\r\n\r\n");
                  String content = c.readContent(head == null ? "" : head);
                  c.send(ok(content));
                });
        TestUpstreams up = TestUpstreams.open(Wanted.of(origin))) {
      TestCall call = up.send(post("/", "content-length", "3", "expect", "100-continue"));
      await("100 came", () -> call.interims.size() == 2);
      assertThat(call.interims.get(0).status()).isEqualTo(103);
      assertThat(call.interims.get(0).fields().first("link")).isEqualTo("</a.css>");
      assertThat(call.interims.get(1).status()).isEqualTo(100);
      call.write("abc").end();
      assertThat(call.content()).isEqualTo("abc");
      assertThat(origin.received().getFirst()).contains("expect: 100-continue");
    }
  }

  @Test
  void endlessInterimResponsesAreAnError() throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                c -> {
                  c.readHead();
                  while (true) {
                    c.send("HTTP/1.1 102 Processing\r\n\r\n");
                  }
                });
        TestUpstreams up = TestUpstreams.open(Wanted.of(origin))) {
      assertThat(up.send(get("/")).errorType()).isEqualTo(ProxyError.Type.HTTP_PROTOCOL_ERROR);
    }
  }

  @Test
  void answerThatComesBeforeTheRequestIsSentCompletelyIsDelivered() throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                c -> {
                  c.readHead();
                  c.send("HTTP/1.1 413 Content Too Large\r\ncontent-length: 3\r\n\r\nbig");
                  c.readToEnd();
                });
        TestUpstreams up = TestUpstreams.open(Wanted.of(origin))) {
      TestCall call = up.send(post("/", "content-length", "100")).write("abc");
      assertThat(call.content()).isEqualTo("big");
      assertThat(call.head().status()).isEqualTo(413);
      call.write("more").end();
      await("the connection is closed", () -> up.counters(0).connectionsOpen() == 0);
    }
  }

  @Test
  void answerOfAnOriginThatClosesInTheMiddleOfAnUploadIsDelivered() throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                c -> {
                  c.readHead();
                  c.send("HTTP/1.1 403 Forbidden\r\ncontent-length: 2\r\n\r\nno");
                  c.shutdownOutput();
                  c.read(1);
                });
        TestUpstreams up = TestUpstreams.open(Wanted.of(origin))) {
      TestCall call = up.send(post("/", "content-length", "1000000"));
      call.write("x".repeat(100_000));
      assertThat(call.content()).isEqualTo("no");
    }
  }

  @Test
  void cutInTheMiddleOfTheContentIsAnIncompleteResponse() throws Exception {
    for (String framing : new String[] {"content-length: 100", "transfer-encoding: chunked"}) {
      try (ScriptedOrigin origin =
              ScriptedOrigin.start(
                  c -> {
                    c.readHead();
                    c.send("HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n50\r\nabc");
                  });
          TestUpstreams up = TestUpstreams.open(Wanted.of(origin))) {
        TestCall call = up.send(get("/"));
        assertThat(call.errorType()).isEqualTo(ProxyError.Type.HTTP_RESPONSE_INCOMPLETE);
        assertThat(call.contentSoFar()).endsWith("abc");
        assertThat(up.counters(0).failures(ProxyError.Type.HTTP_RESPONSE_INCOMPLETE)).isOne();
      }
    }
  }

  @Test
  void resetInTheMiddleOfContentWithoutLengthIsAnIncompleteResponse() throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                c -> {
                  c.readHead();
                  c.send("HTTP/1.1 200 OK\r\n\r\nabc");
                  c.readOctet(); // Until the test has seen the content.
                });
        TestUpstreams up = TestUpstreams.open(Wanted.of(origin))) {
      TestCall call = up.send(get("/"));
      call.awaitContent("abc");
      origin.resetConnections();
      assertThat(call.errorType()).isEqualTo(ProxyError.Type.HTTP_RESPONSE_INCOMPLETE);
    }
  }

  @Test
  void garbageIsAProtocolErrorAndTheConnectionIsNotUsedAgain() throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(always("220 smtp.example ESMTP\r\n\r\n"));
        TestUpstreams up = TestUpstreams.open(Wanted.of(origin))) {
      assertThat(up.send(get("/")).errorType()).isEqualTo(ProxyError.Type.HTTP_PROTOCOL_ERROR);
      assertThat(up.counters(0).connectionsOpen()).isZero();
    }
  }

  @Test
  void hugeHeaderSectionIsRefused() throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                c -> {
                  c.readHead();
                  c.send("HTTP/1.1 200 OK\r\n");
                  while (true) {
                    c.send("x-filler: " + "y".repeat(1000) + "\r\n");
                  }
                });
        TestUpstreams up = TestUpstreams.open(Wanted.of(origin))) {
      assertThat(up.send(get("/")).errorType())
          .isEqualTo(ProxyError.Type.HTTP_RESPONSE_HEADER_SECTION_SIZE);
    }
  }

  @Test
  void leftoverBytesAfterAResponseEndTheConnection() throws Exception {
    try (ScriptedOrigin origin = ScriptedOrigin.start(always(ok("hello") + ok("poison")));
        TestUpstreams up = TestUpstreams.open(Wanted.of(origin))) {
      assertThat(up.send(get("/")).content()).isEqualTo("hello");
      await("the connection is closed", () -> up.counters(0).connectionsOpen() == 0);
      assertThat(up.send(get("/")).content()).isEqualTo("hello");
      assertThat(origin.accepted()).isEqualTo(2);
    }
  }

  @Test
  void cancelledCallTellsNothingMoreAndClosesItsConnection() throws Exception {
    try (ScriptedOrigin origin =
            ScriptedOrigin.start(
                c -> {
                  c.readHead();
                  c.send("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc");
                  c.readToEnd();
                });
        TestUpstreams up = TestUpstreams.open(Wanted.of(origin))) {
      TestCall call = up.send(get("/"));
      call.awaitContent("abc");
      call.cancel();
      await("the origin sees the close", () -> origin.open() == 0);
      assertThat(call.isDone()).isFalse();
      assertThat(up.counters(0).requestsActive()).isZero();
    }
  }
}
