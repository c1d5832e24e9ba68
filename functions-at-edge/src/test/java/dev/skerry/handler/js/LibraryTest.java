package dev.skerry.handler.js;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.Verdict;
import dev.skerry.http.Fields;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a handler in JavaScript finds around it, and what its result may be. */
class LibraryTest {
  private static final Handlers HANDLERS = new Handlers();

  @AfterAll
  static void close() {
    HANDLERS.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          require('crypto').createHash('md5').update('abc').digest('hex') | 900150983cd24fb0d6963f7d28e17f72
          require('crypto').createHash('sha1').update('a').update('bc').digest('hex') | a9993e364706816aba3e25717850c26c9cd0d89d
          require('crypto').createHash('sha256').update(Buffer.from('YWJj', 'base64')).digest('base64') | ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=
          require('crypto').createHmac('sha256', 'key').update('ü').digest('base64url') | QH7ThktEm0Il2PdAaON32YiavCtcfQUZZUxXymDBG3E
          require('crypto').createHash('sha256').digest().length | 32
          require('querystring').parse('a=1&b=%C3%BC+x&a=2').b | ü x
          JSON.stringify(require('querystring').parse('a=1&a=2')) | {"a":["1","2"]}
          require('querystring').stringify({a: [1, 2], b: 'ü x'}) | a=1&a=2&b=%C3%BC%20x
          Buffer.from('68c3a9', 'hex').toString() | hé
          Buffer.concat([Buffer.from('a'), Buffer.from([98])]).toString('base64') | YWI=
          atob(btoa('hi')) | hi
          event.version + event.context.eventType + event.viewer.ip | 1.0viewer-request203.0.113.7
          event.request.headers.accept.multiValue.length + event.request.headers.accept.value | 2text/html
          event.request.querystring['__proto__'].value + ({}).value | 1undefined
          event.request.querystring.constructor.value | 2
          event.request.querystring.flag.value === '' | true
          event.context.distributionDomainName | www.example.com
          new Date(0).getTimezoneOffset() | 0
          typeof setTimeout + typeof fetch + typeof Java + typeof Polyglot + typeof load + typeof BigInt | undefinedundefinedundefinedundefinedundefinedundefined
          """)
  void aHandlerFinds(String expression, String expected) throws HandlerProblem {
    Verdict.Respond respond =
        HANDLERS.made(
            "function handler(event) { return { statusCode: 200, body: String("
                + expression
                + ") } }",
            Handlers.asking(
                Handlers.request(
                    "/?__proto__=1&constructor=2&flag",
                    "accept",
                    "text/html",
                    "accept",
                    "image/png")));
    assertThat(Handlers.text(respond)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return undefined",
        "return 'text'",
        "return new Promise(() => {})",
        "event.request.method = 'POST'; return event.request",
        "event.request.uri = 'no-slash'; return event.request",
        "event.request.uri = '/a b'; return event.request",
        "event.request.uri = '/a?b'; return event.request",
        "event.request.uri = 7; return event.request",
        "event.request.headers.host.value = 'evil.example'; return event.request",
        "delete event.request.headers.host; return event.request",
        "event.request.headers['transfer-encoding'] = {value: 'chunked'}; return event.request",
        "event.request.headers['x\\r\\nevil'] = {value: '1'}; return event.request",
        "event.request.headers.x = {value: 'a\\nevil: 1'}; return event.request",
        "event.request.headers.x = {value: 'a\\revil: 1'}; return event.request",
        "event.request.headers.x = {value: '\\u2028'}; return event.request",
        "event.request.headers.x = 'no object'; return event.request",
        "event.request.headers.x = {}; return event.request",
        "event.request.querystring = {a: {value: 'b#c'}}; return event.request",
        "return {statusCode: 99}",
        "return {statusCode: 'teapot'}",
        "return {statusCode: 200, headers: {connection: {value: 'close'}}}",
        "return {statusCode: 200, body: {encoding: 'gzip', data: ''}}",
        "return {statusCode: 200, body: 7}"
      })
  void aResultThatIsNoRequestOrResponseIsRefused(String body) throws HandlerProblem {
    Verdict.Failed failed =
        HANDLERS.failure(
            "function handler(event) { " + body + " }",
            Handlers.asking(Handlers.request("/a?b=1")));
    assertThat(failed.fault()).as(failed.said()).isEqualTo(HandlerFault.INVALID_RESULT);
  }

  @Test
  void aResultAboveItsLimitsIsRefused() throws HandlerProblem {
    assertThat(
            HANDLERS
                .failure(
                    "function handler() { return {statusCode: 200, body: 'x'.repeat(2e6)} }",
                    Handlers.asking(Handlers.request("/")))
                .fault())
        .isEqualTo(HandlerFault.RESULT_SIZE);
    assertThat(
            HANDLERS
                .failure(
                    "function handler() { return {statusCode: 200, headers: {x: {value:"
                        + " 'x'.repeat(40000)}}} }",
                    Handlers.asking(Handlers.request("/")))
                .fault())
        .isEqualTo(HandlerFault.RESULT_SIZE);
  }

  @Test
  void anExceptionTellsTheLineOfTheSource() throws HandlerProblem {
    String source = "function handler(event) {\n  const x = null;\n  return x.y;\n}\n";
    Verdict.Failed failed = HANDLERS.failure(source, Handlers.asking(Handlers.request("/")));
    assertThat(failed.fault()).isEqualTo(HandlerFault.EXCEPTION);
    assertThat(failed.place()).isEqualTo("tested.js:3");
    assertThat(failed.message()).contains("TypeError");
    Verdict.Failed later =
        HANDLERS.failure("async " + source, Handlers.asking(Handlers.request("/")));
    assertThat(later.place()).isEqualTo("tested.js:3");
  }

  @Test
  void whatIsWrittenToTheConsoleTellsItsLine() throws HandlerProblem {
    HANDLERS.log.clear();
    HANDLERS.changed(
        "function handler(event) {\n  console.log('hi', {a: 1});\n  return event.request;\n}",
        Handlers.asking(Handlers.request("/")));
    assertThat(HANDLERS.log).containsExactly("tested.js:2 hi {\"a\":1}");
  }

  @Test
  void fieldsOfTheConnectionAreSeenAndNotSet() throws HandlerProblem {
    String[] fields = {
      "te", "trailers", "expect", "100-continue", "proxy-authorization", "Basic x"
    };
    String untouched = "function handler(event) { return event.%s }";
    assertThat(
            HANDLERS
                .changed(
                    untouched.formatted("request"), Handlers.asking(Handlers.request("/", fields)))
                .fields())
        .isEqualTo(Fields.of(fields));
    assertThat(
            HANDLERS
                .response(
                    untouched.formatted("response"),
                    Handlers.answering(Handlers.request("/"), 200, "trailer", "digest"))
                .fields())
        .isEqualTo(Fields.of("trailer", "digest"));
    for (String result :
        List.of(
            "{ ...event.request, headers: { ...event.request.headers, te: { value: 'x' } } }",
            "{ statusCode: 200, headers: { te: { value: 'x' } } }")) {
      assertThat(
              HANDLERS.failure(
                  "function handler(event) { return " + result + " }",
                  Handlers.asking(Handlers.request("/", "te", "trailers"))))
          .returns("invalid-result: the field te cannot be set", Verdict.Failed::said);
    }
  }

  @Test
  void otherContentDoesNotKeepWhatTheOriginSaidOfItsOwn() throws HandlerProblem {
    Verdict.Respond made =
        HANDLERS.made(
            """
            function handler(event) {
              const { response } = event;
              response.headers.etag = { value: '"mine"' };
              return { ...response, body: 'mine' };
            }
            """,
            Handlers.answering(
                Handlers.request("/"),
                206,
                "accept-ranges",
                "bytes",
                "content-encoding",
                "gzip",
                "content-length",
                "2",
                "content-range",
                "bytes 0-1/9",
                "content-type",
                "text/plain",
                "etag",
                "\"1\"",
                "last-modified",
                "Mon, 01 Jan 2024 00:00:00 GMT",
                "repr-digest",
                "sha-256=:x:"));
    assertThat(made.response().status()).isEqualTo(200);
    assertThat(made.response().fields())
        .isEqualTo(Fields.of("content-type", "text/plain", "etag", "\"mine\""));
  }

  @Test
  void anUnknownModuleAndWhatIsNotSupportedSayThatTheyAreNotThere() throws HandlerProblem {
    assertThat(
            HANDLERS.failure(
                "import cf from 'cloudfront';\nfunction handler() { cf.edgeLocation() }",
                Handlers.asking(Handlers.request("/"))))
        .returns("tested.js:2", Verdict.Failed::place)
        .returns(
            "exception: Error: cloudfront.edgeLocation() is not supported", Verdict.Failed::said);
    assertThatThrownBy(() -> HANDLERS.deploy(Handlers.spec("const fs = require('fs')")))
        .isInstanceOf(HandlerProblem.class)
        .hasMessageContaining("there is no module fs");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          function handler(event) {  return event.request        | 1
          let x = 1; let x = 2;                                  | 1
          throw new Error('at once')                             | 1
          var handler = 7                                        | 0
          """)
  void aSourceThatCannotRunSaysWhere(String source, int line) {
    assertThatThrownBy(() -> HANDLERS.deploy(Handlers.spec(source)))
        .isInstanceOfSatisfying(
            HandlerProblem.class,
            problem -> {
              assertThat(problem.line()).as(problem.getMessage()).isEqualTo(line);
              assertThat(problem.column() > 0).isEqualTo(line > 0);
            });
  }
}
