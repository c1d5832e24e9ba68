package dev.skerry.edge.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.cache.CollectedContent;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.http.Fields;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Handlers that are given the content of requests. */
class HandlersReadingRequestsTest {
  @RegisterExtension final BodyReaders readers = new BodyReaders();
  private final Scenario edge = readers.edge;

  @Test
  void theRequestIsCollectedBeforeTheHandlerIsAskedAndGoesOnUnchanged() {
    TestViewer viewer = readers.post("/viewer/request/a", "content-length", "11");
    assertThat(viewer.requestContentFlows).isTrue();
    BodyReaders.send(viewer, "hello ");
    edge.settle();
    assertThat(edge.origin.calls).isEmpty();
    BodyReaders.sendAll(viewer, "world");
    readers.awaitCall(1);
    assertThat(edge.origin.last().field("x-viewer-request")).isEqualTo("11 hello world");
    assertThat(edge.origin.last().field("content-length")).isEqualTo("11");
    assertThat(edge.origin.last().received).hasToString("hello world");
    assertThat(edge.origin.last().requestEnded).isTrue();
    edge.origin.last().answer(200, "done");
    readers.awaitDone(viewer);
    assertThat(edge.records.getLast().requestContentBytes).isEqualTo(11);
  }

  @Test
  void bothRequestHooksReplaceTheBodyAndSayItsLength() {
    TestViewer viewer = readers.posted("/viewer/request/a", "replace it");
    assertThat(edge.origin.last().received).hasToString("viewer-request it");
    assertThat(edge.origin.last().field("content-length")).isEqualTo("17");
    edge.origin.last().answer(204, "");
    readers.awaitDone(viewer);
    viewer = readers.posted("/origin/request/a", "replace it");
    assertThat(edge.origin.last().received).hasToString("origin-request it");
    assertThat(edge.origin.last().field("content-length")).isEqualTo("17");
    edge.origin.last().answer(204, "");
    readers.awaitDone(viewer);
  }

  @Test
  void whatOneHookMakesTheNextOneReads() {
    TestViewer viewer = readers.posted("/both/a", "replace replace");
    assertThat(edge.origin.last().field("x-viewer-request")).isEqualTo("15 replace replace");
    assertThat(edge.origin.last().field("x-origin-request")).isEqualTo("22 viewer-request repla");
    assertThat(edge.origin.last().received).hasToString("viewer-request replace");
    edge.origin.last().answer(200, "done");
    readers.awaitDone(viewer);
  }

  @Test
  void aBodyCanBeTakenAwayAndARequestWithoutOneHasNone() {
    TestViewer viewer = readers.posted("/viewer/request/a", "empty");
    assertThat(edge.origin.last().request.hasContent()).isFalse();
    assertThat(edge.origin.last().field("content-length")).isEqualTo("0");
    edge.origin.last().answer(200, "done");
    readers.awaitDone(viewer);
    readers.fetched("/viewer/request/b", "page");
    assertThat(edge.origin.last().field("x-viewer-request")).isEqualTo("none");
    readers.fetched("/origin/request/b", "page");
    assertThat(edge.origin.last().field("x-origin-request")).isEqualTo("none");
  }

  @Test
  void aHandlerThatDoesNotReadBodiesLetsThemStream() {
    TestViewer viewer = readers.post("/blind/a");
    readers.awaitCall(1);
    assertThat(edge.origin.last().field("x-viewer-request")).isEqualTo("none");
    BodyReaders.send(viewer, "x".repeat(2 * BodyReaders.LIMIT));
    assertThat(edge.origin.last().received).hasSize(2 * BodyReaders.LIMIT);
    viewer.events().end(Fields.EMPTY);
    edge.origin.last().answer(200, "done");
    readers.awaitDone(viewer);
    assertThat(viewer.field("x-viewer-response")).isEqualTo("none");
  }

  @Test
  void aRequestThatIsAnsweredByItsHandlerNeverGoesToTheOrigin() {
    TestViewer viewer = readers.post("/viewer/request/a");
    BodyReaders.sendAll(viewer, "answer");
    readers.awaitDone(viewer);
    assertThat(viewer.status()).isEqualTo(203);
    assertThat(viewer.body).hasToString("answered");
    assertThat(edge.origin.calls).isEmpty();
    viewer = readers.post("/origin/request/a");
    BodyReaders.sendAll(viewer, "answer");
    readers.awaitDone(viewer);
    assertThat(viewer.body).hasToString("answered");
    assertThat(edge.origin.calls).isEmpty();
  }

  @Test
  void aRequestWithMoreThanTheLimitIsRefusedWith413() {
    for (String hook : new String[] {"viewer", "origin"}) {
      TestViewer said = readers.post("/" + hook + "/request/a", "content-length", "1001");
      readers.awaitDone(said);
      assertThat(said.status()).isEqualTo(413);
      assertThat(said.field("proxy-status"))
          .contains("http_request_error")
          .contains("handler reader: body-size");
      TestViewer unsaid = readers.post("/" + hook + "/request/a");
      BodyReaders.send(unsaid, "x".repeat(BodyReaders.LIMIT));
      edge.settle();
      assertThat(unsaid.isDone()).isFalse();
      BodyReaders.send(unsaid, "y");
      readers.awaitDone(unsaid);
      assertThat(unsaid.status()).isEqualTo(413);
      assertThat(unsaid.requestContentCancelled).isTrue();
    }
    assertThat(edge.origin.calls).isEmpty();
  }

  @Test
  void aRequestWithMoreThanTheLimitStreamsOnWhereTheHandlerFailsOpen() {
    TestViewer viewer = readers.post("/open/a");
    BodyReaders.send(viewer, "x".repeat(BodyReaders.LIMIT - 1));
    BodyReaders.send(viewer, "yz");
    readers.awaitCall(1);
    edge.settleUntil(() -> edge.origin.last().received.length() == BodyReaders.LIMIT + 1);
    assertThat(edge.origin.last().received).hasToString("x".repeat(BodyReaders.LIMIT - 1) + "yz");
    assertThat(edge.origin.last().field("x-viewer-request")).isNull();
    assertThat(viewer.requestContentFlows).isTrue();
    BodyReaders.sendAll(viewer, "!");
    assertThat(edge.origin.last().requestEnded).isTrue();
    edge.origin.last().answer(200, "done");
    readers.awaitDone(viewer);
    assertThat(viewer.body).hasToString("done");
    TestViewer said = readers.post("/open/a", "content-length", "1001");
    readers.awaitCall(2);
    BodyReaders.sendAll(said, "z".repeat(1001));
    edge.settleUntil(() -> edge.origin.last().requestEnded);
    assertThat(edge.origin.last().received).hasSize(1001);
    edge.origin.last().answer(200, "done");
    readers.awaitDone(said);
  }

  @Test
  void aHandlerThatFailsClosedIsNamedAndTheBodyGoesNowhere() {
    TestViewer viewer = readers.post("/viewer/request/a");
    BodyReaders.sendAll(viewer, "throw");
    readers.awaitDone(viewer);
    assertThat(viewer.status()).isEqualTo(500);
    assertThat(viewer.field("proxy-status")).contains("handler reader: exception");
    assertThat(edge.origin.calls).isEmpty();
    TestViewer open = readers.posted("/open/a", "throw");
    assertThat(edge.origin.last().received).hasToString("throw");
    edge.origin.last().answer(200, "done");
    readers.awaitDone(open);
  }

  @Test
  void aViewerThatLeavesWhileItSendsLeavesNothingBehind() {
    for (String target : new String[] {"/viewer/request/a", "/origin/request/a", "/both/a"}) {
      TestViewer viewer = readers.post(target);
      BodyReaders.send(viewer, "x".repeat(500));
      viewer.events().fail(ProxyError.of(ProxyError.Type.HTTP_REQUEST_ERROR, "it breaks off"));
      viewer.events().gone();
      edge.settle();
    }
    TestViewer asked = readers.post("/both/a");
    BodyReaders.sendAll(asked, "hello");
    asked.events().gone();
    edge.settle();
    assertThat(edge.origin.calls).isEmpty();
  }

  @Test
  void thereIsAnAnswerWhereThereIsNoMemory() {
    // All that content may take while it comes is taken.
    long most = edge.memory.budget().limit() / 4;
    CollectedContent hog = new CollectedContent(edge.memory, most, most);
    ByteBuf piece = Unpooled.wrappedBuffer(new byte[(int) most]);
    assertThat(hog.append(piece)).isEqualTo(CollectedContent.Taken.YES);
    piece.release();
    TestViewer viewer = readers.post("/viewer/request/a");
    BodyReaders.sendAll(viewer, "hello");
    readers.awaitDone(viewer);
    assertThat(viewer.field("proxy-status")).contains("handler reader: body-memory");
    TestViewer open = readers.posted("/open/a", "hello");
    assertThat(edge.origin.last().received).hasToString("hello");
    edge.origin.last().answer(200, "page", "cache-control", "no-store");
    readers.awaitDone(open);
    assertThat(open.body).hasToString("page");
    hog.release();
  }
}
