package dev.skerry.handler.js;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.skerry.handler.FetchHosts;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Modules that ask other servers. */
class FetchTest {
  private static final Handlers HANDLERS = new Handlers();
  private static final CountDownLatch HELD = new CountDownLatch(1);
  private static final CountDownLatch LATER = new CountDownLatch(1);
  private static final CountDownLatch REACHED = new CountDownLatch(1);
  private static HttpServer server;
  private static String own = "";

  @BeforeAll
  static void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", FetchTest::answer);
    server.start();
    own = "localhost:" + server.getAddress().getPort();
  }

  @AfterAll
  static void close() {
    HELD.countDown();
    server.stop(0);
    HANDLERS.close();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String told =
        exchange.getRequestMethod()
            + ' '
            + exchange.getRequestURI()
            + ' '
            + exchange.getRequestHeaders().getFirst("x-mine")
            + ' '
            + body;
    switch (path) {
      case "/moved" -> redirect(exchange, 302, "/to?a=1");
      case "/see" -> redirect(exchange, 303, "/to");
      case "/kept" -> redirect(exchange, 307, "/to");
      case "/away" -> redirect(exchange, 302, "http://169.254.169.254/latest/meta-data");
      case "/round" -> redirect(exchange, 302, "/round");
      case "/large" -> send(exchange, 200, "x".repeat(4_000));
      case "/later" -> {
        LATER.countDown();
        send(exchange, 200, told);
      }
      case "/empty" -> exchange.sendResponseHeaders(204, -1);
      case "/missing" -> send(exchange, 404, "no");
      case "/slow" -> {
        REACHED.countDown();
        try {
          var _ = HELD.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
      case "/loop" ->
          send(exchange, 200, String.valueOf(exchange.getRequestHeaders().get("cdn-loop")));
      default -> send(exchange, 200, told);
    }
    exchange.close();
  }

  private static void redirect(HttpExchange exchange, int status, String to) throws IOException {
    exchange.getResponseHeaders().set("Location", to);
    exchange.sendResponseHeaders(status, -1);
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    exchange.getResponseHeaders().set("X-Theirs", "yes");
    byte[] octets = body.getBytes(StandardCharsets.UTF_8);
    // Without a length, in chunks.
    exchange.sendResponseHeaders(status, 0);
    exchange.getResponseBody().write(octets);
  }

  private static HandlerSpec spec(String expression) {
    String source =
        """
        const rejected = (promise) => promise.then(() => 'nothing', (e) => e.name + ': ' + e.message);
        const text = (promise) => promise.then((response) => response.text());
        const own = 'http://%s';
        export default {
          async fetch(request, env, ctx) { return new Response(String(await (%s))) },
        };
        """
            .formatted(own, expression);
    Map<HandlerLimit, Long> limits =
        Map.of(
            HandlerLimit.CPU_TIME,
            5_000L,
            HandlerLimit.WALL_TIME,
            20_000L,
            HandlerLimit.SUBREQUESTS,
            4L,
            HandlerLimit.SUBREQUEST_BYTES,
            1_000L);
    return Handlers.spec(source, new HandlerLimits(limits))
        .with(new FetchHosts(List.of(own, "127.0.0.1", "*.invalid")));
  }

  private static String given(HandlerSpec spec, String... fields) throws HandlerProblem {
    return Handlers.text(HANDLERS.made(spec, Handlers.asking(Handlers.request("/a?b=c", fields))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          text(fetch(own + '/x?y=1#z', { headers: { 'x-mine': 'a' } })) | GET /x?y=1 a
          text(fetch(new Request(own + '/p', { method: 'POST', body: 'b', headers: { 'X-Mine': 'c' } }))) | POST /p c b
          fetch(own + '/x').then((r) => [r.status, r.ok, r.type, r.redirected, r.headers.get('x-theirs')].join()) | 200,true,basic,false,yes
          fetch(own + '/x#f').then((r) => r.url === own + '/x') | true
          fetch(own + '/missing').then((r) => r.status + ' ' + r.ok) | 404 false
          fetch(own + '/empty').then((r) => r.status + ' ' + r.body) | 204 null
          fetch(own + '/x', { method: 'HEAD' }).then((r) => r.body) | null
          fetch(own + '/x').then((r) => { try { r.headers.set('a', 'b') } catch (e) { return e.name } }) | TypeError
          Promise.all([1, 2, 3].map((n) => text(fetch(own + '/' + n)))) | GET /1 null ,GET /2 null ,GET /3 null
          text(fetch(own + '/moved', { method: 'POST', body: 'b' })) | GET /to?a=1 null
          text(fetch(own + '/kept', { method: 'POST', body: 'b' })) | POST /to null b
          fetch(own + '/see', { method: 'PUT', body: 'b' }).then((r) => r.redirected + r.url.slice(own.length)) | true/to
          fetch(own + '/moved', { redirect: 'manual' }).then((r) => r.status + r.headers.get('location')) | 302/to?a=1
          fetch.length + fetch.name + (fetch() instanceof Promise) | 1fetchtrue
          rejected(fetch(own + '/x', { signal: AbortSignal.abort() })).then((s) => s.split(':')[0]) | AbortError
          rejected(fetch(own + '/slow', { signal: AbortSignal.timeout(5) })).then((s) => s.split(':')[0]) | TimeoutError
          """)
  void aServerIsAsked(String expression, String expected) throws HandlerProblem {
    assertThat(given(spec(expression)).strip()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          rejected(fetch('https://api.example.com/')) | the handler's setting fetch does not list api.example.com
          rejected(fetch('http://127.0.0.1:1/')) | does not list 127.0.0.1:1
          rejected(fetch('https://user:pw@127.0.0.1/')) | has credentials
          rejected(fetch('/a')) | Invalid URL
          rejected(fetch('ftp://127.0.0.1/')) | only http and https
          rejected(fetch(own + '/moved', { redirect: 'error' })) | redirect is "error"
          rejected(fetch(own + '/away')) | does not list 169.254.169.254
          rejected(fetch(own + '/round')) | 4 times already (subrequests)
          rejected(fetch(own + '/large')) | more than 1000 octets (subrequest-bytes)
          rejected(fetch('http://nobody.invalid/')) | no address
          rejected(fetch(own, { method: 'CONNECT' })) | not allowed
          """)
  void whatMayNotBeAskedIsATypeErrorThatSaysWhy(String expression, String expected)
      throws HandlerProblem {
    assertThat(given(spec(expression))).startsWith("TypeError: ").contains(expected);
  }

  @Test
  void aCircleOfHandlersComesToAnEnd() throws HandlerProblem {
    assertThat(given(spec("text(fetch(own + '/loop'))"), "cdn-loop", "edge-1, skerry-handlers"))
        .isEqualTo("[edge-1, skerry-handlers, skerry-handlers]");
    assertThat(
            given(
                spec("rejected(fetch(own + '/loop'))"),
                "cdn-loop",
                "skerry-handlers, a, skerry-handlers",
                "cdn-loop",
                "skerry-handlers"))
        .contains("3 handlers led to");
  }

  @Test
  void aFetchThatNobodyWaitsForEndsWithTheCallAndOneOfWaitUntilDoesNot() throws Exception {
    assertThat(given(spec("(fetch(own + '/slow').catch(() => {}), 'answered')")))
        .isEqualTo("answered");
    HandlerSpec later =
        spec("(ctx.waitUntil(text(fetch(own + '/x')).then(() => fetch(own + '/later'))), 'first')");
    assertThat(given(later)).isEqualTo("first");
    assertThat(LATER.await(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void theWallTimeEndsAFetch() throws Exception {
    HandlerSpec spec = spec("fetch(own + '/slow')");
    HandlerSpec hasty =
        new HandlerSpec(
                "hasty",
                spec.kind(),
                spec.file(),
                spec.code(),
                spec.onFailure(),
                spec.limits().with(HandlerLimit.WALL_TIME, 2_000))
            .with(spec.fetch());
    Verdict.Failed failed = HANDLERS.failure(hasty, Handlers.asking(Handlers.request("/")));
    assertThat(failed.fault().token()).isEqualTo("wall-time");
    assertThat(REACHED.await(60, TimeUnit.SECONDS)).isTrue();
  }
}
