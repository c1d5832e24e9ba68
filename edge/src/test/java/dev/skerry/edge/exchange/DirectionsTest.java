package dev.skerry.edge.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.purge.Selector;
import dev.skerry.handler.Directions;
import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.host.Program;
import dev.skerry.http.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a handler at viewer-request wants besides its request. */
class DirectionsTest {
  private static final String FRESH = "max-age=60";
  private final Scenario edge =
      new Scenario(
          "viewer-request: directs",
          """
          handlers: {directs: {code: "function handler() {}", limits: {wall-time: 20s}}}
          """,
          spec -> log -> new Directing());

  /** Takes the fields of a request as directions. */
  private static final class Directing implements Program.Instance {
    @Override
    public void start() {}

    @Override
    public Verdict call(HandlerEvent event) {
      Request request = event.request();
      return new Verdict.ContinueWith(
          request,
          null,
          new Directions(list(request, "x-key"), list(request, "x-tag"), origin(request)));
    }

    private static List<String> list(Request request, String field) {
      return request.fields().all(field);
    }

    private static @Nullable String origin(Request request) {
      return request.fields().first("x-origin");
    }

    @Override
    public void stop() {}

    @Override
    public void close() {}
  }

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
  }

  private TestViewer asked(String body, String... fields) {
    int before = edge.origin.calls.size();
    TestViewer viewer = edge.get("/a", fields);
    edge.settleUntil(() -> viewer.isDone() || edge.origin.calls.size() > before);
    if (!viewer.isDone()) {
      edge.origin.last().answer(200, body, "cache-control", FRESH, "surrogate-key", "own");
      edge.settleUntil(viewer::isDone);
    }
    return viewer;
  }

  @Test
  void responsesAreToldApartByTheKeyPartsOfAHandler() {
    assertThat(asked("one", "x-key", "de").body.toString()).isEqualTo("one");
    assertThat(asked("two", "x-key", "fr").body.toString()).isEqualTo("two");
    assertThat(asked("three").body.toString()).isEqualTo("three");
    assertThat(asked("four", "x-key", "d", "x-key", "e").body.toString()).isEqualTo("four");
    assertThat(asked("five", "x-key", "de").body.toString()).isEqualTo("one");
    assertThat(edge.origin.calls).hasSize(4);
  }

  @Test
  void whatIsStoredIsPurgedByTheTagsOfAHandlerAndByItsOwn() {
    asked("one", "x-tag", "mine");
    edge.purges.apply(null, List.of(new Selector.Tag("mine")), false);
    assertThat(asked("two", "x-tag", "mine").body.toString()).isEqualTo("two");
    edge.purges.apply(null, List.of(new Selector.Tag("own")), false);
    assertThat(asked("three", "x-tag", "mine").body.toString()).isEqualTo("three");
  }

  @Test
  void anotherPoolIsAskedAndWhatItAnswersIsStoredApart() {
    assertThat(asked("ours").body.toString()).isEqualTo("ours");
    assertThat(edge.asked).isEqualTo("origin");
    assertThat(asked("again", "x-origin", "origin").body.toString()).isEqualTo("again");
    assertThat(asked("ours?").body.toString()).isEqualTo("ours");
    assertThat(edge.origin.calls).hasSize(2);
  }

  @Test
  void whatCannotBeDoneIsAnInvalidResult() {
    for (String[] wrong :
        new String[][] {{"x-origin", "unknown"}, {"x-tag", "two words"}, {"x-tag", ""}}) {
      TestViewer viewer = asked("", wrong);
      assertThat(viewer.status()).isEqualTo(500);
      assertThat(viewer.field("proxy-status")).contains("handler directs: invalid-result");
    }
    assertThat(asked("", "x-tag", "t".repeat(2_000)).field("proxy-status")).contains("result-size");
    assertThat(asked("", "x-key", "k".repeat(40_000)).field("proxy-status"))
        .contains("result-size");
    assertThat(edge.origin.calls).isEmpty();
  }

  @Test
  void aConfirmationWithoutTagsKeepsThoseThatAreStoredAndTakesThoseThatTheHandlerAddsNow() {
    for (String tag : List.of("own", "first", "second")) {
      edge.store.clear();
      stored("one", "first");
      edge.advanceSeconds(61);
      TestViewer viewer = edge.get("/a", "x-tag", "second");
      edge.settleUntil(() -> edge.origin.last().field("if-none-match") != null);
      edge.origin.last().answer(304, "", "cache-control", FRESH, "etag", "\"1\"");
      edge.settleUntil(viewer::isDone);
      assertThat(viewer.body.toString()).isEqualTo("one");
      edge.purges.apply(null, List.of(new Selector.Tag(tag)), false);
      assertThat(asked("two", "x-tag", "third").body.toString()).as(tag).isEqualTo("two");
    }
  }

  private void stored(String body, String tag) {
    int before = edge.origin.calls.size();
    TestViewer viewer = edge.get("/a", "x-tag", tag);
    edge.settleUntil(() -> edge.origin.calls.size() > before);
    edge.origin
        .last()
        .answer(200, body, "cache-control", FRESH, "surrogate-key", "own", "etag", "\"1\"");
    edge.settleUntil(viewer::isDone);
  }

  @Test
  void whatCompletesAStoredPartBringsTheTagsThatTheHandlerAddsNow() {
    for (String tag : List.of("first", "second")) {
      edge.store.clear();
      part("on", "bytes 0-1/3", "x-tag", "first", "range", "bytes=0-1");
      assertThat(part("e", "bytes 2-2/3", "x-tag", "second").body.toString()).isEqualTo("one");
      assertThat(asked("other", "x-tag", "third").body.toString()).isEqualTo("one");
      edge.purges.apply(null, List.of(new Selector.Tag(tag)), false);
      assertThat(asked("two", "x-tag", "third").body.toString()).as(tag).isEqualTo("two");
    }
  }

  private TestViewer part(String body, String contentRange, String... asking) {
    int before = edge.origin.calls.size();
    TestViewer viewer = edge.get("/a", asking);
    edge.settleUntil(() -> edge.origin.calls.size() > before);
    edge.origin
        .last()
        .answer(
            206,
            body,
            "cache-control",
            FRESH,
            "etag",
            "\"1\"",
            "content-range",
            contentRange,
            "content-length",
            Integer.toString(body.length()));
    edge.settleUntil(viewer::isDone);
    return viewer;
  }

  @Test
  void aRequestThatChangesSomethingTakesOutAllThatAHandlerHasToldApart() {
    asked("german", "x-key", "de");
    asked("french", "x-key", "fr");
    int before = edge.origin.calls.size();
    TestViewer post = edge.begin("POST", "/a", "x-key", "de");
    edge.settleUntil(() -> edge.origin.calls.size() > before);
    edge.origin.last().answer(204, "");
    edge.settleUntil(post::isDone);
    assertThat(asked("new german", "x-key", "de").body.toString()).isEqualTo("new german");
    assertThat(asked("new french", "x-key", "fr").body.toString()).isEqualTo("new french");
  }

  @Test
  void whereNothingIsStoredARequestThatChangesSomethingPurgesNothing() throws HandlerProblem {
    Scenario api =
        new Scenario(
            "cache: {mode: bypass}\nviewer-request: directs",
            """
            handlers: {directs: {code: "function handler() {}", limits: {wall-time: 20s}}}
            """,
            spec -> log -> new Directing());
    api.deployHandlers();
    TestViewer post = api.begin("POST", "/a");
    api.settleUntil(() -> !api.origin.calls.isEmpty());
    api.origin.last().answer(204, "");
    api.settleUntil(post::isDone);
    assertThat(api.purges.latest()).isZero();
    api.handlers.close();
  }
}
