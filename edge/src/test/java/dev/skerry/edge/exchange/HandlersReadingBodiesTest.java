package dev.skerry.edge.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.cache.CollectedContent;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Handlers that are given the content of the message that their hook is about. */
class HandlersReadingBodiesTest {
  private static final String FRESH = "max-age=60";
  private static final int LIMIT = 1000;

  /** Says in a field what it was given, and does what the content says. */
  private static final String CODE =
      """
          limits: {cpu-time: 5s, wall-time: 20s, body-bytes: 1000}
          code: |
            function handler(event) {
              const message = event.response || event.request;
              const name = 'x-' + event.context.eventType;
              if (message.body === undefined) {
                message.headers[name] = { value: 'none' };
                return message;
              }
              const text = Buffer.from(message.body.data, 'base64').toString('latin1');
              message.headers[name] = { value: `${text.length} ${text.slice(0, 20)}` };
              if (text === 'throw') throw new Error('no');
              if (text === 'answer') return { statusCode: 203, body: 'answered' };
              if (text === 'empty') return { ...message, body: '' };
              if (text.startsWith('replace')) message.body = text.replace('replace', event.context.eventType);
              return message;
            }
      """;

  private static final String HANDLERS =
      "handlers:\n  reader:\n    body: true\n"
          + CODE
          + "  open:\n    body: true\n    on-failure: open\n"
          + CODE
          + "  blind:\n"
          + CODE
          + "  large:\n    body: true\n"
          + CODE.replace(", body-bytes: 1000", "");
  private static final String SITE =
      """
      rules:
        - {path: /viewer/request/**, viewer-request: reader}
        - {path: /viewer/response/**, viewer-response: reader}
        - {path: /origin/request/**, origin-request: reader}
        - {path: /origin/response/**, origin-response: reader}
        - {path: /both/**, viewer-request: reader, origin-request: reader}
        - {path: /responses/**, viewer-response: reader, origin-response: reader}
        - {path: /small/**, viewer-response: large, cache: {max-object: 100KiB}}
        - {path: /blind/**, viewer-request: blind, viewer-response: blind}
        - path: /open/**
          viewer-request: open
          viewer-response: open
          origin-request: open
          origin-response: open
      """;
  private final Scenario edge = new Scenario(SITE, HANDLERS);

  @BeforeEach
  void deploy() throws HandlerProblem {
    edge.deployHandlers();
  }

  @AfterEach
  void nothingIsLeft() {
    edge.settle();
    edge.handlers.close();
    edge.store.clear();
    assertThat(edge.services.contentMemory().fills().used()).isZero();
    assertThat(edge.memory.budget().passingBytes()).isZero();
    assertThat(edge.services.fills().size()).isZero();
    assertThat(edge.purges.counts().tickets()).isZero();
  }

  // ---- helpers

  private TestViewer post(String target, String... fields) {
    Request request =
        new Request("POST", "http", "example.com", target, null, Fields.of(fields))
            .hasContent(true);
    return edge.begin(request);
  }

  private static void send(TestViewer viewer, String piece) {
    viewer.events().data(Unpooled.copiedBuffer(piece, StandardCharsets.ISO_8859_1));
  }

  private static void sendAll(TestViewer viewer, String content) {
    send(viewer, content);
    viewer.events().end(Fields.EMPTY);
  }

  private void awaitCall(int number) {
    edge.settleUntil(() -> edge.origin.calls.size() >= number);
  }

  private void awaitDone(TestViewer viewer) {
    edge.settleUntil(viewer::isDone);
  }

  /** A POST that was sent whole and is at the origin. */
  private TestViewer posted(String target, String content) {
    int before = edge.origin.calls.size();
    TestViewer viewer = post(target);
    sendAll(viewer, content);
    awaitCall(before + 1);
    edge.settleUntil(
        () -> edge.origin.last().requestEnded || !edge.origin.last().request.hasContent());
    return viewer;
  }

  private TestViewer forwarded(String target, String... fields) {
    int before = edge.origin.calls.size();
    TestViewer viewer = edge.get(target, fields);
    awaitCall(before + 1);
    return viewer;
  }

  private TestViewer fetched(String target, String body, String... fields) {
    TestViewer viewer = forwarded(target);
    edge.origin.last().answer(200, body, fields);
    awaitDone(viewer);
    return viewer;
  }

  // ---- requests

  @Test
  void theRequestIsCollectedBeforeTheHandlerIsAskedAndGoesOnUnchanged() {
    TestViewer viewer = post("/viewer/request/a", "content-length", "11");
    assertThat(viewer.requestContentFlows).isTrue();
    send(viewer, "hello ");
    edge.settle();
    assertThat(edge.origin.calls).isEmpty();
    sendAll(viewer, "world");
    awaitCall(1);
    assertThat(edge.origin.last().field("x-viewer-request")).isEqualTo("11 hello world");
    assertThat(edge.origin.last().field("content-length")).isEqualTo("11");
    assertThat(edge.origin.last().received).hasToString("hello world");
    assertThat(edge.origin.last().requestEnded).isTrue();
    edge.origin.last().answer(200, "done");
    awaitDone(viewer);
    assertThat(edge.records.getLast().requestContentBytes).isEqualTo(11);
  }

  @Test
  void bothRequestHooksReplaceTheBodyAndSayItsLength() {
    TestViewer viewer = posted("/viewer/request/a", "replace it");
    assertThat(edge.origin.last().received).hasToString("viewer-request it");
    assertThat(edge.origin.last().field("content-length")).isEqualTo("17");
    edge.origin.last().answer(204, "");
    awaitDone(viewer);
    viewer = posted("/origin/request/a", "replace it");
    assertThat(edge.origin.last().received).hasToString("origin-request it");
    assertThat(edge.origin.last().field("content-length")).isEqualTo("17");
    edge.origin.last().answer(204, "");
    awaitDone(viewer);
  }

  @Test
  void whatOneHookMakesTheNextOneReads() {
    TestViewer viewer = posted("/both/a", "replace replace");
    assertThat(edge.origin.last().field("x-viewer-request")).isEqualTo("15 replace replace");
    assertThat(edge.origin.last().field("x-origin-request")).isEqualTo("22 viewer-request repla");
    assertThat(edge.origin.last().received).hasToString("viewer-request replace");
    edge.origin.last().answer(200, "done");
    awaitDone(viewer);
  }

  @Test
  void aBodyCanBeTakenAwayAndARequestWithoutOneHasNone() {
    TestViewer viewer = posted("/viewer/request/a", "empty");
    assertThat(edge.origin.last().request.hasContent()).isFalse();
    assertThat(edge.origin.last().field("content-length")).isEqualTo("0");
    edge.origin.last().answer(200, "done");
    awaitDone(viewer);
    fetched("/viewer/request/b", "page");
    assertThat(edge.origin.last().field("x-viewer-request")).isEqualTo("none");
    fetched("/origin/request/b", "page");
    assertThat(edge.origin.last().field("x-origin-request")).isEqualTo("none");
  }

  @Test
  void aHandlerThatDoesNotReadBodiesLetsThemStream() {
    TestViewer viewer = post("/blind/a");
    awaitCall(1);
    assertThat(edge.origin.last().field("x-viewer-request")).isEqualTo("none");
    send(viewer, "x".repeat(2 * LIMIT));
    assertThat(edge.origin.last().received).hasSize(2 * LIMIT);
    viewer.events().end(Fields.EMPTY);
    edge.origin.last().answer(200, "done");
    awaitDone(viewer);
    assertThat(viewer.field("x-viewer-response")).isEqualTo("none");
  }

  @Test
  void aRequestThatIsAnsweredByItsHandlerNeverGoesToTheOrigin() {
    TestViewer viewer = post("/viewer/request/a");
    sendAll(viewer, "answer");
    awaitDone(viewer);
    assertThat(viewer.status()).isEqualTo(203);
    assertThat(viewer.body).hasToString("answered");
    assertThat(edge.origin.calls).isEmpty();
    viewer = post("/origin/request/a");
    sendAll(viewer, "answer");
    awaitDone(viewer);
    assertThat(viewer.body).hasToString("answered");
    assertThat(edge.origin.calls).isEmpty();
  }

  @Test
  void aRequestWithMoreThanTheLimitIsRefusedWith413() {
    for (String hook : new String[] {"viewer", "origin"}) {
      TestViewer said = post("/" + hook + "/request/a", "content-length", "1001");
      awaitDone(said);
      assertThat(said.status()).isEqualTo(413);
      assertThat(said.field("proxy-status"))
          .contains("http_request_error")
          .contains("handler reader: body-size");
      TestViewer unsaid = post("/" + hook + "/request/a");
      send(unsaid, "x".repeat(LIMIT));
      edge.settle();
      assertThat(unsaid.isDone()).isFalse();
      send(unsaid, "y");
      awaitDone(unsaid);
      assertThat(unsaid.status()).isEqualTo(413);
      assertThat(unsaid.requestContentCancelled).isTrue();
    }
    assertThat(edge.origin.calls).isEmpty();
  }

  @Test
  void aRequestWithMoreThanTheLimitStreamsOnWhereTheHandlerFailsOpen() {
    TestViewer viewer = post("/open/a");
    send(viewer, "x".repeat(LIMIT - 1));
    send(viewer, "yz");
    awaitCall(1);
    edge.settleUntil(() -> edge.origin.last().received.length() == LIMIT + 1);
    assertThat(edge.origin.last().received).hasToString("x".repeat(LIMIT - 1) + "yz");
    assertThat(edge.origin.last().field("x-viewer-request")).isNull();
    assertThat(viewer.requestContentFlows).isTrue();
    sendAll(viewer, "!");
    assertThat(edge.origin.last().requestEnded).isTrue();
    edge.origin.last().answer(200, "done");
    awaitDone(viewer);
    assertThat(viewer.body).hasToString("done");
    TestViewer said = post("/open/a", "content-length", "1001");
    awaitCall(2);
    sendAll(said, "z".repeat(1001));
    edge.settleUntil(() -> edge.origin.last().requestEnded);
    assertThat(edge.origin.last().received).hasSize(1001);
    edge.origin.last().answer(200, "done");
    awaitDone(said);
  }

  @Test
  void aHandlerThatFailsClosedIsNamedAndTheBodyGoesNowhere() {
    TestViewer viewer = post("/viewer/request/a");
    sendAll(viewer, "throw");
    awaitDone(viewer);
    assertThat(viewer.status()).isEqualTo(500);
    assertThat(viewer.field("proxy-status")).contains("handler reader: exception");
    assertThat(edge.origin.calls).isEmpty();
    TestViewer open = posted("/open/a", "throw");
    assertThat(edge.origin.last().received).hasToString("throw");
    edge.origin.last().answer(200, "done");
    awaitDone(open);
  }

  @Test
  void aViewerThatLeavesWhileItSendsLeavesNothingBehind() {
    for (String target : new String[] {"/viewer/request/a", "/origin/request/a", "/both/a"}) {
      TestViewer viewer = post(target);
      send(viewer, "x".repeat(500));
      viewer.events().fail(ProxyError.of(ProxyError.Type.HTTP_REQUEST_ERROR, "it breaks off"));
      viewer.events().gone();
      edge.settle();
    }
    TestViewer asked = post("/both/a");
    sendAll(asked, "hello");
    asked.events().gone();
    edge.settle();
    assertThat(edge.origin.calls).isEmpty();
  }

  // ---- responses

  @Test
  void theOriginsContentIsCollectedAndGoesOnUnchanged() {
    TestViewer viewer = forwarded("/origin/response/a", "accept-encoding", "gzip, br");
    assertThat(edge.origin.last().field("accept-encoding")).isEqualTo("identity");
    edge.origin.last().head(200, true, "cache-control", FRESH, "content-length", "9");
    assertThat(edge.origin.last().flows).isTrue();
    edge.origin.last().data("hello ");
    edge.settle();
    assertThat(viewer.response).isNull();
    edge.origin.last().data("you");
    edge.origin.last().end();
    awaitDone(viewer);
    assertThat(viewer.field("x-origin-response")).isEqualTo("9 hello you");
    assertThat(viewer.field("content-length")).isEqualTo("9");
    assertThat(viewer.body).hasToString("hello you");
    TestViewer hit = edge.get("/origin/response/a", "accept-encoding", "gzip, br");
    awaitDone(hit);
    assertThat(hit.body).hasToString("hello you");
    assertThat(edge.origin.calls).hasSize(1);
  }

  @Test
  void whatTheHandlersMakeOfTheContentIsStoredOrSent() {
    TestViewer miss = fetched("/responses/a", "replace replace", "cache-control", FRESH);
    assertThat(miss.body).hasToString("origin-response replace");
    assertThat(miss.field("x-viewer-response")).isEqualTo("23 origin-response repl");
    TestViewer hit = edge.get("/responses/a");
    awaitDone(hit);
    assertThat(hit.body).hasToString("origin-response replace");
    assertThat(hit.field("cache-status")).startsWith("skerry;hit");
    fetched("/viewer/response/a", "replace it", "cache-control", FRESH);
    TestViewer again = edge.get("/viewer/response/a");
    awaitDone(again);
    assertThat(again.body).hasToString("viewer-response it");
    assertThat(edge.origin.calls).hasSize(2);
  }

  @Test
  void contentForOneViewerIsReadToo() {
    TestViewer viewer = fetched("/viewer/response/a", "page", "cache-control", "no-store");
    assertThat(viewer.field("x-viewer-response")).isEqualTo("4 page");
    assertThat(viewer.body).hasToString("page");
    viewer = fetched("/viewer/response/a", "replace", "cache-control", "no-store");
    assertThat(viewer.body).hasToString("viewer-response");
    viewer = fetched("/responses/a", "replace it", "cache-control", "no-store");
    assertThat(viewer.body).hasToString("origin-response it");
  }

  @Test
  void aResponseWithMoreThanTheLimitIsTheHandlersFailure() {
    String large = "x".repeat(LIMIT + 1);
    for (String hook : new String[] {"/viewer/response/", "/origin/response/"}) {
      for (String control : new String[] {"no-store", FRESH}) {
        TestViewer viewer = fetched(hook + control, large, "cache-control", control);
        assertThat(viewer.status()).isEqualTo(502);
        assertThat(viewer.field("proxy-status"))
            .contains("http_response_body_size")
            .contains("handler reader: body-size");
        TestViewer said =
            fetched(
                hook + "said" + control, large, "cache-control", control, "content-length", "1001");
        assertThat(said.status()).isEqualTo(502);
      }
    }
    TestViewer hit = edge.get("/viewer/response/said" + FRESH);
    awaitDone(hit);
    assertThat(hit.status()).isEqualTo(502);
  }

  @Test
  void aResponseWithMoreThanTheLimitStreamsOnWhereTheHandlerFailsOpen() {
    for (String control : new String[] {"no-store", FRESH}) {
      TestViewer viewer = forwarded("/open/" + control);
      edge.origin.last().head(200, true, "cache-control", control);
      edge.origin.last().data("x".repeat(LIMIT - 1));
      edge.origin.last().data("yz");
      edge.settleUntil(() -> viewer.body.length() == LIMIT + 1);
      edge.origin.last().data("!");
      edge.origin.last().end();
      awaitDone(viewer);
      assertThat(viewer.body).hasToString("x".repeat(LIMIT - 1) + "yz!");
      assertThat(viewer.field("x-viewer-response")).isNull();
      assertThat(viewer.field("x-origin-response")).isNull();
    }
  }

  @Test
  void codedContentOfTheOriginIsTheHandlersFailure() {
    for (String hook : new String[] {"/viewer/response/", "/origin/response/"}) {
      TestViewer viewer =
          fetched(hook, "coded", "content-encoding", "gzip", "cache-control", "no-store");
      assertThat(viewer.status()).isEqualTo(502);
      assertThat(viewer.field("proxy-status")).contains("handler reader: body-coding");
    }
    TestViewer open =
        fetched("/open/a", "coded", "content-encoding", "gzip", "cache-control", "no-store");
    assertThat(open.body).hasToString("coded");
    assertThat(open.field("content-encoding")).isEqualTo("gzip");
  }

  @Test
  void codedContentInTheStoreIsShownWithoutItsCodingAndSentWithIt() throws IOException {
    String coded = gzip("hello hello hello");
    String[] fields = {"content-encoding", "gzip", "cache-control", FRESH, "etag", "\"a\""};
    TestViewer viewer = fetched("/viewer/response/a", coded, fields);
    assertThat(viewer.field("x-viewer-response")).isEqualTo("17 hello hello hello");
    TestViewer hit = edge.get("/viewer/response/a", "accept-encoding", "gzip");
    awaitDone(hit);
    assertThat(hit.field("x-viewer-response")).isEqualTo("17 hello hello hello");
    assertThat(hit.field("content-encoding")).isEqualTo("gzip");
    assertThat(hit.field("etag")).isEqualTo("\"a\"");
    assertThat(hit.body).hasToString(coded);
    TestViewer replaced = fetched("/viewer/response/b", gzip("replace"), fields);
    assertThat(replaced.body).hasToString("viewer-response");
    assertThat(replaced.field("content-encoding")).isNull();
    TestViewer large = fetched("/viewer/response/c", gzip("x".repeat(LIMIT + 1)), fields);
    assertThat(large.field("proxy-status")).contains("body-size");
    TestViewer broken = fetched("/viewer/response/d", "no gzip at all, truly", fields);
    assertThat(broken.field("proxy-status")).contains("body-coding");
    assertThat(edge.origin.calls).hasSize(4);
  }

  private static String gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream coder = new GZIPOutputStream(out)) {
      coder.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
    return out.toString(StandardCharsets.ISO_8859_1);
  }

  @Test
  void aPartAnAnswerToHeadAndAConfirmationHaveNoBody() {
    TestViewer part = forwarded("/origin/response/a", "range", "bytes=0-3");
    edge.origin
        .last()
        .answer(206, "page", "content-range", "bytes 0-3/8", "cache-control", "no-store");
    awaitDone(part);
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.field("x-origin-response")).isEqualTo("none");
    assertThat(part.body).hasToString("page");
    TestViewer head = edge.begin("HEAD", "/responses/a");
    awaitCall(2);
    edge.origin.last().answer(200, "", "content-length", "4", "cache-control", "no-store");
    awaitDone(head);
    assertThat(head.field("x-origin-response")).isEqualTo("none");
    assertThat(head.field("x-viewer-response")).isEqualTo("none");
    TestViewer empty = forwarded("/responses/b");
    edge.origin.last().answer(200, "", "content-length", "0", "cache-control", "no-store");
    awaitDone(empty);
    assertThat(empty.field("x-origin-response")).isEqualTo("0");
  }

  @Test
  void aRangeOfWhatIsStoredIsCutAfterTheHandlerHasReadTheWhole() {
    fetched("/viewer/response/a", "page", "cache-control", FRESH, "content-length", "4");
    TestViewer part = edge.get("/viewer/response/a", "range", "bytes=1-2");
    awaitDone(part);
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.body).hasToString("ag");
    assertThat(part.field("x-viewer-response")).isEqualTo("4 page");
  }

  @Test
  void contentThatIsTooLargeToBeStoredIsNotCollectedEither() {
    TestViewer viewer = forwarded("/small/a");
    edge.origin.last().head(200, true, "cache-control", FRESH);
    for (int i = 0; i < 40; i++) {
      edge.origin.last().data("x".repeat(16 << 10));
      edge.settle();
    }
    edge.origin.last().end();
    awaitDone(viewer);
    assertThat(viewer.field("proxy-status")).contains("handler large: body-size");
  }

  @Test
  void anOriginThatBreaksOffWhileItIsReadIsAnErrorAndNoContent() {
    for (String target : new String[] {"/viewer/response/a", "/origin/response/a"}) {
      for (String control : new String[] {"no-store", FRESH}) {
        TestViewer viewer = forwarded(target + control);
        edge.origin.last().head(200, true, "cache-control", control);
        edge.origin.last().data("hello");
        edge.settle();
        edge.origin.last().fails(ProxyError.Type.HTTP_RESPONSE_INCOMPLETE);
        awaitDone(viewer);
        assertThat(viewer.status()).isEqualTo(502);
        assertThat(viewer.field("proxy-status")).contains("http_response_incomplete");
      }
    }
  }

  @Test
  void aViewerThatLeavesWhileItsResponseIsReadLeavesNothingBehind() {
    for (String target : new String[] {"/viewer/response/a", "/origin/response/a"}) {
      for (String control : new String[] {"no-store", FRESH}) {
        TestViewer viewer = forwarded(target + control);
        edge.origin.last().head(200, true, "cache-control", control);
        edge.origin.last().data("hello");
        viewer.events().gone();
        edge.settle();
        edge.origin.last().data(" you");
        edge.origin.last().end();
        edge.settle();
      }
    }
    edge.settleUntil(() -> edge.services.fills().size() == 0);
  }

  @Test
  void whatWasCollectedGoesOnAtThePaceOfTheViewer() {
    TestViewer viewer = forwarded("/viewer/response/a");
    viewer.writable = false;
    edge.origin.last().answer(200, "slowly", "cache-control", "no-store");
    edge.settleUntil(() -> viewer.response != null);
    assertThat(viewer.body).isEmpty();
    viewer.writable = true;
    viewer.events().writable();
    awaitDone(viewer);
    assertThat(viewer.body).hasToString("slowly");
  }

  @Test
  void thereIsAnAnswerWhereThereIsNoMemory() {
    // All that content may take while it comes is taken.
    long most = edge.memory.budget().limit() / 4;
    CollectedContent hog = new CollectedContent(edge.memory, most, most);
    ByteBuf piece = Unpooled.wrappedBuffer(new byte[(int) most]);
    assertThat(hog.append(piece)).isEqualTo(CollectedContent.Taken.YES);
    piece.release();
    TestViewer viewer = post("/viewer/request/a");
    sendAll(viewer, "hello");
    awaitDone(viewer);
    assertThat(viewer.field("proxy-status")).contains("handler reader: body-memory");
    TestViewer open = posted("/open/a", "hello");
    assertThat(edge.origin.last().received).hasToString("hello");
    edge.origin.last().answer(200, "page", "cache-control", "no-store");
    awaitDone(open);
    assertThat(open.body).hasToString("page");
    hog.release();
  }

  @Test
  void howContentIsSplitMakesNoDifference() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 40; round++) {
      String what = "seed " + seed + " round " + round;
      String sent = text(random);
      String answered = text(random);
      boolean open = random.nextBoolean();
      TestViewer viewer = post(open ? "/open/a" : "/both/a");
      int before = edge.origin.calls.size();
      for (String piece : split(sent, random)) {
        send(viewer, piece);
        edge.settle();
      }
      viewer.events().end(Fields.EMPTY);
      if (sent.length() > LIMIT && !open) {
        awaitDone(viewer);
        assertThat(viewer.status()).as(what).isEqualTo(413);
        continue;
      }
      awaitCall(before + 1);
      TestOrigin.Call call = edge.origin.last();
      edge.settleUntil(() -> call.requestEnded || !call.request.hasContent());
      assertThat(call.received.toString()).as(what).isEqualTo(sent);
      call.head(200, true, "cache-control", "no-store");
      for (String piece : split(answered, random)) {
        call.data(piece);
        edge.settle();
      }
      call.end();
      awaitDone(viewer);
      assertThat(viewer.body.toString()).as(what).isEqualTo(answered);
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int length = 1 + random.nextInt(random.nextBoolean() ? 50 : 2 * LIMIT);
    random.ints(length, 'A', 'Z').forEach(c -> text.append((char) c));
    return text.toString();
  }

  private static List<String> split(String text, Random random) {
    List<String> pieces = new ArrayList<>();
    for (int at = 0; at < text.length(); ) {
      int end = Math.min(text.length(), at + 1 + random.nextInt(400));
      pieces.add(text.substring(at, end));
      at = end;
    }
    return pieces;
  }
}
