package dev.skerry.edge.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.flow.ProxyError;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Handlers that are given the content of responses. */
class HandlersReadingResponsesTest {
  @RegisterExtension final BodyReaders readers = new BodyReaders();
  private final Scenario edge = readers.edge;

  @Test
  void theOriginsContentIsCollectedAndGoesOnUnchanged() {
    TestViewer viewer = readers.forwarded("/origin/response/a", "accept-encoding", "gzip, br");
    assertThat(edge.origin.last().field("accept-encoding")).isEqualTo("identity");
    edge.origin.last().head(200, true, "cache-control", BodyReaders.FRESH, "content-length", "9");
    assertThat(edge.origin.last().flows).isTrue();
    edge.origin.last().data("hello ");
    edge.settle();
    assertThat(viewer.response).isNull();
    edge.origin.last().data("you");
    edge.origin.last().end();
    readers.awaitDone(viewer);
    assertThat(viewer.field("x-origin-response")).isEqualTo("9 hello you");
    assertThat(viewer.field("content-length")).isEqualTo("9");
    assertThat(viewer.body).hasToString("hello you");
    TestViewer hit = edge.get("/origin/response/a", "accept-encoding", "gzip, br");
    readers.awaitDone(hit);
    assertThat(hit.body).hasToString("hello you");
    assertThat(edge.origin.calls).hasSize(1);
  }

  @Test
  void whatTheHandlersMakeOfTheContentIsStoredOrSent() {
    TestViewer miss =
        readers.fetched("/responses/a", "replace replace", "cache-control", BodyReaders.FRESH);
    assertThat(miss.body).hasToString("origin-response replace");
    assertThat(miss.field("x-viewer-response")).isEqualTo("23 origin-response repl");
    TestViewer hit = edge.get("/responses/a");
    readers.awaitDone(hit);
    assertThat(hit.body).hasToString("origin-response replace");
    assertThat(hit.field("cache-status")).startsWith("skerry;hit");
    readers.fetched("/viewer/response/a", "replace it", "cache-control", BodyReaders.FRESH);
    TestViewer again = edge.get("/viewer/response/a");
    readers.awaitDone(again);
    assertThat(again.body).hasToString("viewer-response it");
    assertThat(edge.origin.calls).hasSize(2);
  }

  @Test
  void contentForOneViewerIsReadToo() {
    TestViewer viewer = readers.fetched("/viewer/response/a", "page", "cache-control", "no-store");
    assertThat(viewer.field("x-viewer-response")).isEqualTo("4 page");
    assertThat(viewer.body).hasToString("page");
    viewer = readers.fetched("/viewer/response/a", "replace", "cache-control", "no-store");
    assertThat(viewer.body).hasToString("viewer-response");
    viewer = readers.fetched("/responses/a", "replace it", "cache-control", "no-store");
    assertThat(viewer.body).hasToString("origin-response it");
  }

  @Test
  void aResponseWithMoreThanTheLimitIsTheHandlersFailure() {
    String large = "x".repeat(BodyReaders.LIMIT + 1);
    for (String hook : new String[] {"/viewer/response/", "/origin/response/"}) {
      for (String control : new String[] {"no-store", BodyReaders.FRESH}) {
        TestViewer viewer = readers.fetched(hook + control, large, "cache-control", control);
        assertThat(viewer.status()).isEqualTo(502);
        assertThat(viewer.field("proxy-status"))
            .contains("http_response_body_size")
            .contains("handler reader: body-size");
        TestViewer said =
            readers.fetched(
                hook + "said" + control, large, "cache-control", control, "content-length", "1001");
        assertThat(said.status()).isEqualTo(502);
      }
    }
    TestViewer hit = edge.get("/viewer/response/said" + BodyReaders.FRESH);
    readers.awaitDone(hit);
    assertThat(hit.status()).isEqualTo(502);
  }

  @Test
  void aResponseWithMoreThanTheLimitStreamsOnWhereTheHandlerFailsOpen() {
    for (String control : new String[] {"no-store", BodyReaders.FRESH}) {
      TestViewer viewer = readers.forwarded("/open/" + control);
      edge.origin.last().head(200, true, "cache-control", control);
      edge.origin.last().data("x".repeat(BodyReaders.LIMIT - 1));
      edge.origin.last().data("yz");
      edge.settleUntil(() -> viewer.body.length() == BodyReaders.LIMIT + 1);
      edge.origin.last().data("!");
      edge.origin.last().end();
      readers.awaitDone(viewer);
      assertThat(viewer.body).hasToString("x".repeat(BodyReaders.LIMIT - 1) + "yz!");
      assertThat(viewer.field("x-viewer-response")).isNull();
      assertThat(viewer.field("x-origin-response")).isNull();
    }
  }

  @Test
  void codedContentOfTheOriginIsTheHandlersFailure() {
    for (String hook : new String[] {"/viewer/response/", "/origin/response/"}) {
      TestViewer viewer =
          readers.fetched(hook, "coded", "content-encoding", "gzip", "cache-control", "no-store");
      assertThat(viewer.status()).isEqualTo(502);
      assertThat(viewer.field("proxy-status")).contains("handler reader: body-coding");
    }
    TestViewer open =
        readers.fetched(
            "/open/a", "coded", "content-encoding", "gzip", "cache-control", "no-store");
    assertThat(open.body).hasToString("coded");
    assertThat(open.field("content-encoding")).isEqualTo("gzip");
  }

  @Test
  void codedContentInTheStoreIsShownWithoutItsCodingAndSentWithIt() throws IOException {
    String coded = gzip("hello hello hello");
    String[] fields = {
      "content-encoding", "gzip", "cache-control", BodyReaders.FRESH, "etag", "\"a\""
    };
    TestViewer viewer = readers.fetched("/viewer/response/a", coded, fields);
    assertThat(viewer.field("x-viewer-response")).isEqualTo("17 hello hello hello");
    TestViewer hit = edge.get("/viewer/response/a", "accept-encoding", "gzip");
    readers.awaitDone(hit);
    assertThat(hit.field("x-viewer-response")).isEqualTo("17 hello hello hello");
    assertThat(hit.field("content-encoding")).isEqualTo("gzip");
    assertThat(hit.field("etag")).isEqualTo("\"a\"");
    assertThat(hit.body).hasToString(coded);
    TestViewer replaced = readers.fetched("/viewer/response/b", gzip("replace"), fields);
    assertThat(replaced.body).hasToString("viewer-response");
    assertThat(replaced.field("content-encoding")).isNull();
    TestViewer large =
        readers.fetched("/viewer/response/c", gzip("x".repeat(BodyReaders.LIMIT + 1)), fields);
    assertThat(large.field("proxy-status")).contains("body-size");
    TestViewer broken = readers.fetched("/viewer/response/d", "no gzip at all, truly", fields);
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
    TestViewer part = readers.forwarded("/origin/response/a", "range", "bytes=0-3");
    edge.origin
        .last()
        .answer(206, "page", "content-range", "bytes 0-3/8", "cache-control", "no-store");
    readers.awaitDone(part);
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.field("x-origin-response")).isEqualTo("none");
    assertThat(part.body).hasToString("page");
    TestViewer head = edge.begin("HEAD", "/responses/a");
    readers.awaitCall(2);
    edge.origin.last().answer(200, "", "content-length", "4", "cache-control", "no-store");
    readers.awaitDone(head);
    assertThat(head.field("x-origin-response")).isEqualTo("none");
    assertThat(head.field("x-viewer-response")).isEqualTo("none");
    TestViewer empty = readers.forwarded("/responses/b");
    edge.origin.last().answer(200, "", "content-length", "0", "cache-control", "no-store");
    readers.awaitDone(empty);
    assertThat(empty.field("x-origin-response")).isEqualTo("0");
  }

  @Test
  void aRangeOfWhatIsStoredIsCutAfterTheHandlerHasReadTheWhole() {
    readers.fetched(
        "/viewer/response/a", "page", "cache-control", BodyReaders.FRESH, "content-length", "4");
    TestViewer part = edge.get("/viewer/response/a", "range", "bytes=1-2");
    readers.awaitDone(part);
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.body).hasToString("ag");
    assertThat(part.field("x-viewer-response")).isEqualTo("4 page");
  }

  @Test
  void contentThatIsTooLargeToBeStoredIsNotCollectedEither() {
    TestViewer viewer = readers.forwarded("/small/a");
    edge.origin.last().head(200, true, "cache-control", BodyReaders.FRESH);
    for (int i = 0; i < 40; i++) {
      edge.origin.last().data("x".repeat(16 << 10));
      edge.settle();
    }
    edge.origin.last().end();
    readers.awaitDone(viewer);
    assertThat(viewer.field("proxy-status")).contains("handler large: body-size");
  }

  @Test
  void muchThatIsStoredIsTakenInTurnsBetweenWhichOthersRun() {
    String large = "x".repeat(1 << 20);
    int sent = edge.origin.calls.size();
    TestViewer miss = edge.get("/large/a");
    readers.awaitCall(sent + 1);
    edge.origin.last().answer(200, large, "cache-control", BodyReaders.FRESH);
    readers.awaitDone(miss);
    Request again = new Request("GET", "http", "example.com", "/large/a", null, Fields.EMPTY);
    TestViewer hit = edge.arrived(again);
    assertThat(edge.services.contentMemory().fills().used()).isBetween(1L, 600_000L);
    readers.awaitDone(hit);
    assertThat(hit.field("proxy-status")).isNull();
    assertThat(hit.field("x-viewer-response")).startsWith(large.length() + " x");
    assertThat(hit.body).hasSize(large.length());
  }

  @Test
  void anOriginThatBreaksOffWhileItIsReadIsAnErrorAndNoContent() {
    for (String target : new String[] {"/viewer/response/a", "/origin/response/a"}) {
      for (String control : new String[] {"no-store", BodyReaders.FRESH}) {
        TestViewer viewer = readers.forwarded(target + control);
        edge.origin.last().head(200, true, "cache-control", control);
        edge.origin.last().data("hello");
        edge.settle();
        edge.origin.last().fails(ProxyError.Type.HTTP_RESPONSE_INCOMPLETE);
        readers.awaitDone(viewer);
        assertThat(viewer.status()).isEqualTo(502);
        assertThat(viewer.field("proxy-status")).contains("http_response_incomplete");
      }
    }
  }

  @Test
  void aViewerThatLeavesWhileItsResponseIsReadLeavesNothingBehind() {
    for (String target : new String[] {"/viewer/response/a", "/origin/response/a"}) {
      for (String control : new String[] {"no-store", BodyReaders.FRESH}) {
        TestViewer viewer = readers.forwarded(target + control);
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
    TestViewer viewer = readers.forwarded("/viewer/response/a");
    viewer.writable = false;
    edge.origin.last().answer(200, "slowly", "cache-control", "no-store");
    edge.settleUntil(() -> viewer.response != null);
    assertThat(viewer.body).isEmpty();
    viewer.writable = true;
    viewer.events().writable();
    readers.awaitDone(viewer);
    assertThat(viewer.body).hasToString("slowly");
  }
}
