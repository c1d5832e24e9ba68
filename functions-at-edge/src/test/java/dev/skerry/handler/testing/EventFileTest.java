package dev.skerry.handler.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.Hook;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How event files are read. JSON is written with ' for ". */
class EventFileTest {
  private static List<TestEvent> read(String json) throws EventProblem {
    return EventFile.read("e.json", json.replace('\'', '"').getBytes(UTF_8));
  }

  @Test
  void anEventThatSaysLittleIsARequestOfAViewer() throws Exception {
    TestEvent test = read("{'request': {'url': '/a?b=c'}}").getFirst();
    HandlerEvent event = test.event();
    assertThat(event.hook()).isEqualTo(Hook.VIEWER_REQUEST);
    assertThat(event.request()).hasToString("GET https://example.com/a?b=c");
    assertThat(event.viewerAddress()).isEqualTo("192.0.2.1");
    assertThat(event.response()).isNull();
    assertThat(test.about()).isEqualTo("e.json");
    assertThat(test.handler()).isNull();
    assertThat(test.expected()).isEqualTo(Expected.NO_FAILURE);
  }

  @Test
  void everythingThatAnEventCanSayIsInIt() throws Exception {
    TestEvent test =
        read("""
        [{'about': 'all', 'handler': 'h', 'hook': 'origin-response', 'viewer': '::1',
          'request': {'method': 'POST', 'url': 'http://A.example:81',
                      'headers': {'X-A': ['1', '2']}},
          'response': {'status': 404, 'headers': {'X-B': 'ä'}, 'body': {'base64': '/w=='}}}]
        """)
            .getFirst();
    HandlerEvent event = test.event();
    assertThat(test.about()).isEqualTo("all");
    assertThat(test.handler()).isEqualTo("h");
    assertThat(event.hook()).isEqualTo(Hook.ORIGIN_RESPONSE);
    assertThat(event.request()).hasToString("POST http://a.example:81/");
    assertThat(event.request().fields().all("x-a")).containsExactly("1", "2");
    assertThat(Objects.requireNonNull(event.response()).status()).isEqualTo(404);
    assertThat(event.response().fields().first("x-b")).isEqualTo("\u00c3\u00a4");
    assertThat(Objects.requireNonNull(event.content()).get(0)).isEqualTo((byte) 0xff);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'request': |e.json:1:",
        "{'request': {'url': '/'}, 'request': {}}|e.json:1:",
        "{}|e.json: has no \"request\"",
        "{'requests': {}}|e.json: there is no member \"requests\"; expected about, handler, hook",
        "[{'request': {'url': 7}}]|e.json: /0/request/url: expected a string, found 7",
        "{'request': {'url': 'x y'}}|e.json: /request/url: expected a URL, as https://example.com/",
        "{'hook': 'viewer', 'request': {'url': '/'}}|e.json: /hook: expected one of viewer-request",
        "{'hook': 'viewer-response', 'request': {'url': '/'}}"
            + "|e.json: a viewer-response event has a response",
        "{'request': {'url': '/', 'headers': {'host': 'b'}}}"
            + "|e.json: /request/headers/host: the host stands in the URL",
        "{'request': {'url': '/', 'headers': {'a': '1\\n2'}}}"
            + "|e.json: /request/headers/a: expected a value without line breaks",
        "{'request': {'url': '/'}, 'expect': {'fault': 'slow'}}"
            + "|e.json: /expect/fault: expected one of exception,",
        "{'request': {'url': '/'}, 'expect': {'request': {}, 'response': {}}}"
            + "|e.json: /expect: expected one of request, response and fault, found several",
        "{'request': {'url': '/'}, 'expect': {'response': {'status': {'match': 1}}}}"
            + "|e.json: /expect/response/status: expected a string, a list of strings, null",
        "{'request': {'url': '/'}, 'expect': {'response': {}, 'origin': 'b'}}"
            + "|e.json: /expect/origin: goes with a request only",
        "{'request': {'url': '/'}, 'expect': {'response': {'body': {'matches': '('}}}}"
            + "|e.json: /expect/response/body/matches: is no regular expression",
      })
  void whatIsWrongIsToldWithItsPlaceAndWhatWasExpected(String json, String problem) {
    assertThatExceptionOfType(EventProblem.class)
        .isThrownBy(() -> read(json))
        .withMessageStartingWith(problem);
  }
}
