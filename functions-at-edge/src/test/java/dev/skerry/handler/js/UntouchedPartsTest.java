package dev.skerry.handler.js;

import static dev.skerry.handler.js.Handlers.answering;
import static dev.skerry.handler.js.Handlers.asking;
import static dev.skerry.handler.js.Handlers.request;
import static dev.skerry.handler.js.Handlers.spec;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parts of an event are made when they are touched, and no handler can tell. */
class UntouchedPartsTest {
  private static Handlers handlers;

  @BeforeAll
  static void open() {
    handlers = new Handlers();
  }

  @AfterAll
  static void close() {
    handlers.close();
  }

  private static HandlerEvent event() {
    return asking(
        request(
            "/a?q=1&q=2&toString=x",
            "accept",
            "text/html",
            "xvia",
            "1.1 a",
            "user-agent",
            "tested",
            "xvia",
            "1.1 b",
            "__proto__",
            "own",
            "cookie",
            "a=1; b=2"));
  }

  /** What an expression gives of the event's {@code headers}, {@code cookies} and parameters. */
  private static String shown(String expression) throws HandlerProblem {
    String source =
        "function handler(event) { const { headers, cookies, querystring } = event.request;"
            + " return { statusCode: 200, body: String("
            + expression
            + ") }; }";
    Verdict verdict = handlers.run(source, event());
    Verdict.Respond respond = assertInstanceOf(Verdict.Respond.class, verdict, verdict::toString);
    return StandardCharsets.UTF_8.decode(respond.content().duplicate()).toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Object.keys(headers) | host,accept,xvia,user-agent,__proto__",
        "(headers['user-agent'], Object.keys(headers)) | host,accept,xvia,user-agent,__proto__",
        "(headers.x = {}, headers.accept = {}, Object.keys(headers)) |"
            + " host,accept,xvia,user-agent,__proto__,x",
        "(delete headers.xvia, Object.keys(headers)) | host,accept,user-agent,__proto__",
        "JSON.stringify(headers.xvia) | {\"value\":\"1.1 a\",\"multiValue\":[{\"value\":\"1.1"
            + " a\"},{\"value\":\"1.1 b\"}]}",
        "JSON.stringify({ ...cookies, c: 3 }) |"
            + " {\"a\":{\"value\":\"1\"},\"b\":{\"value\":\"2\"},\"c\":3}",
        "JSON.stringify(cookies) | {\"a\":{\"value\":\"1\"},\"b\":{\"value\":\"2\"}}",
        "Object.entries(cookies).map(([name, { value }]) => name + value) | a1,b2",
        "(() => { const all = []; for (const name in cookies) all.push(name); return all; })() |"
            + " a,b",
        "headers.hasOwnProperty('accept') | true",
        "headers.hasOwnProperty('missing') | false",
        "'accept' in headers | true",
        "'missing' in headers | false",
        "'toString' in headers | true",
        "headers.missing | undefined",
        "typeof headers.toString | function",
        "querystring.toString.value | x",
        "querystring.q.multiValue.length | 2",
        "headers.__proto__.value | own",
        "Object.getPrototypeOf(headers) === Object.prototype | true",
        "Array.isArray(headers) | false",
        "Object.prototype.toString.call(headers) | [object Object]",
        "JSON.stringify(Object.getOwnPropertyDescriptor(cookies, 'a')) |"
            + " {\"value\":{\"value\":\"1\"},\"writable\":true,\"enumerable\":true,\"configurable\":true}",
        "Object.isFrozen(Object.freeze(headers)) && Object.keys(headers).length | 5",
        "(Object.defineProperty(cookies, 'c', { get: () => 7, enumerable: true }), cookies.c +"
            + " Object.keys(cookies)) | 7a,b,c",
        "headers.accept === headers.accept | true",
        "Object.create(headers).accept.value | text/html",
        "((of) => (of.accept = 1, headers.accept.value))(Object.create(headers)) | text/html",
        "Object.keys(Object.assign({}, cookies)) | a,b",
        // No names, but what stands between names and values, and between entries.
        "headers['accept\\0text/html\\nxvia'] | undefined",
        "'accept\\0text/html\\nxvia' in headers | false",
        "headers['\\nxvia'] | undefined",
        "(cookies['a\\x001\\nb'], Object.keys(cookies)) | a,b",
      })
  void partsAreAsPlainObjects(String expression, String expected) throws HandlerProblem {
    assertEquals(expected, shown(expression));
  }

  private static Fields fieldsAfter(String statements) throws HandlerProblem {
    String source =
        "function handler(event) { const { request } = event; const { headers } = request; "
            + statements
            + "; return request; }";
    Verdict verdict = handlers.run(source, event());
    return assertInstanceOf(Verdict.ContinueWith.class, verdict, verdict::toString)
        .request()
        .fields();
  }

  @Test
  void whatIsNotTouchedStays() throws HandlerProblem {
    assertEquals(event().request().fields(), fieldsAfter(""));
    assertEquals(
        event().request().fields().copy().add("x-a", "1"),
        fieldsAfter("headers['x-a'] = { value: '1' }"));
  }

  @Test
  void whatIsTouchedIsAsTheHandlerLeavesIt() throws HandlerProblem {
    assertEquals("2", fieldsAfter("headers.accept.value = '2'").first("accept"));
    assertNull(fieldsAfter("delete headers.accept").first("accept"));
    assertNull(fieldsAfter("headers.accept = undefined").first("accept"));
    assertEquals(
        List.of("text/html", "2"), fieldsAfter("headers.Accept = { value: '2' }").all("accept"));
    assertEquals(List.of("1.1 a"), fieldsAfter("headers.xvia = { value: '1.1 a' }").all("xvia"));
    assertNull(fieldsAfter("request.headers = { host: headers.host }").first("accept"));
    assertEquals("a=1; b=3", fieldsAfter("request.cookies.b.value = '3'").first("cookie"));
  }

  @Test
  void fieldsOfARequestMayBeThoseOfAResponseThatIsMade() throws HandlerProblem {
    String source =
        "function handler(event) { const { headers } = event.request; delete headers.host;"
            + " return { statusCode: 200, headers }; }";
    HandlerEvent event = asking(request("/", "x-a", "1", "x-b", "2"));
    assertEquals(
        Fields.of("x-a", "1", "x-b", "2"),
        assertInstanceOf(Verdict.Respond.class, handlers.run(source, event)).response().fields());
    String untouched = source.replace("delete headers.host;", "");
    assertEquals(
        "2",
        assertInstanceOf(Verdict.Respond.class, handlers.run(untouched, event))
            .response()
            .fields()
            .first("x-b"));
  }

  @Test
  void anEventThatAHandlerKeepsIsStillOfItsOwnCall() throws HandlerProblem {
    HandlerSpec keeps =
        spec(
            "let kept; function handler(event) { const before = kept; kept = event; return {"
                + " statusCode: 200, body: before ? before.request.headers['x-a'].value : '' }; }");
    handlers.deploy(keeps);
    Request first = request("/", "x-a", "first");
    for (int i = 0; i < 8; i++) {
      handlers.call(keeps, asking(first));
    }
    Verdict.Respond second =
        assertInstanceOf(
            Verdict.Respond.class, handlers.call(keeps, asking(request("/", "x-a", "second"))));
    assertEquals("first", StandardCharsets.UTF_8.decode(second.content().duplicate()).toString());
  }

  @Test
  void aResponsesUntouchedCookiesStay() throws HandlerProblem {
    HandlerEvent event =
        answering(
            request("/"), 200, "set-cookie", "a=1; Path=/", "etag", "\"1\"", "set-cookie", "b=2");
    Verdict verdict =
        handlers.run(
            "function handler({ response }) { response.headers.etag.value = '\"2\"'; return"
                + " response; }",
            event);
    Fields fields = assertInstanceOf(Verdict.Change.class, verdict).response().fields();
    assertEquals(List.of("a=1; Path=/", "b=2"), fields.all("set-cookie"));
    assertEquals("\"2\"", fields.first("etag"));
    assertEquals(
        List.of("a=1; Path=/; Secure", "b=2"),
        assertInstanceOf(
                Verdict.Change.class,
                handlers.run(
                    "function handler({ response }) { response.cookies.a.attributes += '; Secure';"
                        + " return response; }",
                    event))
            .response()
            .fields()
            .all("set-cookie"));
  }

  @Test
  void aRequestIsNoAnswerToAResponse() throws HandlerProblem {
    Verdict verdict =
        handlers.run(
            "function handler(event) { return event.request; }", answering(request("/"), 200));
    assertEquals(
        HandlerFault.INVALID_RESULT, assertInstanceOf(Verdict.Failed.class, verdict).fault());
  }

  /** The shortest way of a result is taken only where all else is as it was. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "request.querystring.z = { value: '1' } | q=1&q=2&toString=x&z=1",
        "delete request.querystring.toString | q=1&q=2",
        "for (const name in request.querystring) delete request.querystring[name] | ",
        "request.querystring = {} | ",
        "request.querystring = undefined | ",
      })
  void whatIsDoneToParametersBesidesFieldsIsSeen(String statement, String query)
      throws HandlerProblem {
    String source =
        "function handler({ request }) { request.headers['x-a'] = { value: '1' }; "
            + statement
            + "; return request; }";
    Verdict verdict = handlers.run(source, event());
    Request request =
        assertInstanceOf(Verdict.ContinueWith.class, verdict, verdict::toString).request();
    assertEquals(query, request.query());
    assertEquals("1", request.fields().first("x-a"));
  }

  @Test
  void whatIsAddedToPartsThatWereEmptyIsSeen() throws HandlerProblem {
    String source =
        "function handler({ request }) { request.headers['x-a'] = { value: '1' };"
            + " request.querystring.a = { value: '1' }; request.cookies.b = { value: '2' };"
            + " return request; }";
    Verdict verdict = handlers.run(source, asking(request("/a")));
    Request request =
        assertInstanceOf(Verdict.ContinueWith.class, verdict, verdict::toString).request();
    assertEquals("a=1", request.query());
    assertEquals("b=2", request.fields().first("cookie"));
    assertEquals("1", request.fields().first("x-a"));
  }

  @Test
  void aLineBreakInAValueIsRefusedWhereverItIs() throws HandlerProblem {
    for (String value : List.of("a\\nx-b\\nc", "a\\nx-b", "\\n")) {
      Verdict verdict =
          handlers.run(
              "function handler({ request }) { request.headers['x-a'] = { value: '"
                  + value
                  + "' }; return request; }",
              event());
      assertEquals(
          HandlerFault.INVALID_RESULT,
          assertInstanceOf(Verdict.Failed.class, verdict, verdict::toString).fault());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'a\\nb', headers",
    "'a\\u0000b', headers",
    "'\\u0000', headers",
    "'x-a\\r\\nx-b', headers",
    "'a\\nb', cookies",
    "'a\\u0000b', cookies",
  })
  void aNameThatIsNoneIsAnInvalidResultHoweverItIsSet(String name, String part)
      throws HandlerProblem {
    for (String before : List.of("", "Object.keys(event.request." + part + ");")) {
      String source =
          "function handler(event) {"
              + before
              + " event.request."
              + part
              + "[JSON.parse('\""
              + name.replace("\\", "\\\\")
              + "\"')] = { value: 'x' }; return event.request; }";
      Verdict.Failed failed =
          assertInstanceOf(Verdict.Failed.class, handlers.run(source, event()), source);
      assertEquals(HandlerFault.INVALID_RESULT, failed.fault(), failed::said);
    }
  }
}
