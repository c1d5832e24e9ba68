package dev.skerry.handler.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.handler.Hook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Event files: how they are read, and what is said of a handler that does otherwise. */
class EventFileTest {
  private static final HandlerUnderTest HANDLER = HandlerUnderTest.java(new CountryRedirect());

  @AfterAll
  static void close() {
    HANDLER.close();
  }

  private static String run(String json) throws EventProblem {
    return EventRun.of(HANDLER, EventFile.read("e.json", json.replace('\'', '"'))).report();
  }

  @Test
  void aHandlerThatDoesAsExpectedLeavesNothingToReport() throws EventProblem {
    assertThat(
            run(
                """
                [{'name': 'root',
                  'hook': 'viewer-request',
                  'viewer': '198.51.100.1',
                  'requestId': 'r-7',
                  'request': {'method': 'GET', 'scheme': 'http', 'host': 'example.com',
                    'target': '/', 'headers': {'X-Country': 'de', 'accept': ['a', 'b']}},
                  'expect': {'response': {'status': 302,
                    'headers': {'location': '/de/', 'age': null}, 'body': ''}, 'log': ['to de']}},
                 {'hook': 'viewer-request',
                  'request': {'target': '/a?b=c', 'headers': {'x-country': 'de'}},
                  'expect': {'request': {'target': '/a?b=c', 'headers': {'x-country': null},
                    'directions': {'keyParts': ['de']}}}},
                 {'hook': 'origin-request', 'expect': {'fault': 'exception'}}]
                """))
        .isEmpty();
  }

  @Test
  void eachDifferenceIsSaidInWords() throws EventProblem {
    assertThat(
            run("""
            [{'name': 'root', 'hook': 'viewer-request',
              'request': {'headers': {'x-country': 'de'}},
              'expect': {'response': {'status': 301, 'headers': {'location': '/fr/',
                'cache-control': null, 'x': '1'}, 'body': 'text'}, 'log': ['to fr']}},
             {'hook': 'viewer-request',
              'expect': {'request': {'target': '/b', 'directions': {'tags': ['t']}}}},
             {'hook': 'viewer-request', 'expect': {'response': {'status': 200}}},
             {'hook': 'viewer-response', 'expect': {'request': {}}},
             {'hook': 'origin-request', 'expect': {'fault': 'memory'}}]
            """)
                .lines())
        .containsExactly(
            "root: expected the status 301, got 302",
            "root: expected the header location: /fr/, got /de/",
            "root: expected no header cache-control, got no-store",
            "root: expected the header x: 1, got none",
            "root: expected the body \"text\", got \"\"",
            "root: expected the line \"to fr\" in the log, got [to de]",
            "e.json[1]: expected the target \"/b\", got \"/\"",
            "e.json[1]: expected Directions[keyParts=[], tags=[t], origin=null], got"
                + " Directions[keyParts=[], tags=[], origin=null]",
            "e.json[2]: expected a response, but the handler goes on with GET"
                + " https://www.example.com/",
            "e.json[3]: expected to go on with the request, but the handler changes the response"
                + " to 200",
            "e.json[4]: expected to fail (memory), but the handler fails: exception:"
                + " dev.skerry.handler.testing.CountryRedirect does not implement"
                + " OriginRequestHandler");
  }

  @Test
  void contentIsOfTheMessageThatTheHookIsAbout() throws EventProblem {
    EventFile file =
        EventFile.read(
            "e.json",
            """
            {"hook": "viewer-response", "request": {}, "response": {"body": "text"},
             "expect": {"response": {}}}
            """);
    assertThat(file.cases().getFirst().event().hook()).isEqualTo(Hook.VIEWER_RESPONSE);
    assertThat(file.cases().getFirst().event().content()).isNotNull();
    assertThat(file.cases().getFirst().name()).isEqualTo("e.json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{|e.json:1:2: is no JSON",
        "{'hook': 1, 'hook': 2}|e.json:1:",
        "[] []|e.json:1:",
        "5|e.json: must be an object, not 5",
        "[5]|e.json[0]: must be an object, not 5",
        "{}|e.json.hook: is missing: it is one of viewer-request, origin-request,",
        "{'hook': 'viewer'}|e.json.hook: is no \"viewer\": it is one of viewer-request,",
        "{'hook': 'viewer-request'}|e.json.expect: is missing",
        "{'hook': 'viewer-request', 'response': {}}|e.json.response: is not there yet at",
        "{'hook': 'viewer-request', 'expect': {}}|e.json.expect: must have one of request,",
        "{'hook': 'viewer-request', 'expect': {'request': {}, 'fault': 'busy'}}|must have one of",
        "{'hook': 'viewer-request', 'expect': {'fault': 'none'}}|e.json.expect.fault: is no",
        "{'hook': 'viewer-request', 'requst': {}, 'expect': {'request': {}}}|e.json.requst: is not"
            + " known; known are expect, hook, name,",
        "{'hook': 'viewer-request', 'request': 5, 'expect': {'request': {}}}|e.json.request: must"
            + " be an object",
        "{'hook': 'viewer-request', 'request': {'target': 'a'}}|e.json.request.target: must begin",
        "{'hook': 'viewer-request', 'request': {'target': 5}}|e.json.request.target: must be a"
            + " string, not 5",
        "{'hook': 'viewer-request', 'request': {'headers': {'a': 5}}}|e.json.request.headers.a:"
            + " must be a string or a list of strings, not 5",
        "{'hook': 'viewer-request', 'request': {'headers': {'a': [5]}}}|must be strings, not 5",
        "{'hook': 'viewer-response', 'response': {'status': 99}}|e.json.response.status: must be a"
            + " status, 100 to 599, not 99"
      })
  void whatIsWrongIsSaidWithItsPlace(String json, String message) {
    assertThatThrownBy(() -> EventFile.read("e.json", json.replace('\'', '"')))
        .isInstanceOf(EventProblem.class)
        .hasMessageContaining(message);
  }
}
