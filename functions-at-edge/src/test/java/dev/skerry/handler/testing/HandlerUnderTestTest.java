package dev.skerry.handler.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.handler.FetchHandler;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.ViewerRequestHandler;
import dev.skerry.http.Fields;
import dev.skerry.http.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How handlers are tested in a few lines. */
class HandlerUnderTestTest {
  @Test
  void whatAHandlerAnswersIsThereAsPlainValues() {
    try (HandlerUnderTest handler = HandlerUnderTest.java(new CountryRedirect())) {
      Outcome outcome = handler.request("GET", "/").header("X-Country", "de").viewerRequest();
      assertThat(outcome.status()).isEqualTo(302);
      assertThat(outcome.header("Location")).isEqualTo("/de/");
      assertThat(outcome.body()).isEmpty();
      assertThat(outcome.log()).containsExactly("to de");
      assertThat(outcome.took()).isPositive();
    }
  }

  @Test
  void whatAHandlerLetsThroughIsThereToo() {
    try (HandlerUnderTest handler = HandlerUnderTest.java(new CountryRedirect())) {
      Outcome outcome = handler.request("GET", "/a?b=c").header("x-country", "de").viewerRequest();
      assertThat(outcome.continues()).isTrue();
      assertThat(outcome.request().target()).isEqualTo("/a?b=c");
      assertThat(outcome.header("x-country")).isNull();
      assertThat(outcome.directions().keyParts()).containsExactly("de");
      assertThatThrownBy(outcome::status)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("the request goes on, as GET https://example.com/a?b=c");
    }
  }

  @Test
  void aHandlerIsCalledAsAnotherOneCallsIt() {
    FetchHandler prices =
        (request, context) ->
            Verdict.respond(
                new Response(200, Fields.of()), request.query() + " of " + context.hook().token());
    try (HandlerUnderTest handler = HandlerUnderTest.java(prices)) {
      assertThat(handler.request("GET", "/?item=tea").fetch().body())
          .isEqualTo("item=tea of fetch");
    }
  }

  @Test
  void theTimeIsTheTests() {
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));
    try (HandlerUnderTest handler = HandlerUnderTest.java(new CountryRedirect(), clock)) {
      Outcome outcome =
          handler.request("GET", "/").status(200).responseHeader("etag", "1").viewerResponse();
      assertThat(outcome.header("x-served-at")).isEqualTo("2026-01-02T03:04:05Z");
      assertThat(outcome.header("etag")).isEqualTo("1");
    }
  }

  @Test
  void contentIsGivenAndChecked() {
    ViewerRequestHandler echo =
        (request, context) -> Verdict.continueWith(request.path("no slash"));
    try (HandlerUnderTest handler = HandlerUnderTest.java(echo)) {
      Outcome outcome = handler.request("POST", "/").content("text").viewerRequest();
      assertThat(outcome.fault()).isEqualTo(HandlerFault.INVALID_RESULT);
      assertThat(outcome.failure()).contains("does not begin with /");
      assertThat(outcome.log()).isEmpty();
    }
  }

  @Test
  void whatIsThrownIsAFailureWithItsLine() {
    ViewerRequestHandler throwing =
        (request, context) -> {
          throw new IllegalStateException("no table");
        };
    try (HandlerUnderTest handler = HandlerUnderTest.java(throwing)) {
      assertThat(handler.request("GET", "/").viewerRequest().failure())
          .startsWith(
              "exception: java.lang.IllegalStateException: no table (HandlerUnderTestTest.java:");
    }
  }

  @Test
  void aHandlerInJavaScriptIsTestedTheSameWay(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("hello.js");
    Files.writeString(
        file,
        """
        function handler(event) {
          console.log('asked ' + event.request.uri);
          return { statusCode: 200, body: 'hello ' + event.viewer.ip };
        }
        """);
    try (HandlerUnderTest handler = HandlerUnderTest.js(file)) {
      Outcome outcome = handler.request("GET", "/a").viewer("198.51.100.1").viewerRequest();
      assertThat(outcome.body()).isEqualTo("hello 198.51.100.1");
      assertThat(outcome.log()).containsExactly("asked /a");
    }
  }

  @Test
  void whatCannotBeLoadedSaysWhy(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("broken.js");
    Files.writeString(file, "function handler(event) {");
    assertThatThrownBy(() -> HandlerUnderTest.js(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("broken.js:1:");
    assertThatThrownBy(() -> HandlerUnderTest.jar(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no jar");
    assertThatThrownBy(() -> HandlerUnderTest.java("no handler"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.String implements no hook");
  }

  @Test
  void eventsOfAFileAreComparedWithWhatComesOfThem(@TempDir Path folder) throws Exception {
    Path events = folder.resolve("events.json");
    Files.writeString(
        events,
        """
        [{"about": "as it is", "request": {"url": "/", "headers": {"X-Country": "de"}},
          "expect": {"response": {"status": 302, "headers": {"age": null}}, "log": ["to de"]}},
         {"request": {"url": "/a", "headers": {"x-country": "de"}},
          "expect": {"request": {"path": "/b"}, "key": ["de"]}},
         {"about": "no such hook", "hook": "origin-request", "request": {"url": "/"}}]
        """);
    try (HandlerUnderTest handler = HandlerUnderTest.java(new CountryRedirect())) {
      assertThat(handler.differences(events))
          .containsExactly(
              "events.json 2: request.path: expected \"/b\", was \"/a\"",
              "no such hook: expected a call that does not fail, but the call fails: exception:"
                  + " dev.skerry.handler.testing.CountryRedirect does not implement"
                  + " OriginRequestHandler");
    }
  }
}
