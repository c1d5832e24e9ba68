package dev.skerry.handler.js;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.handler.Directions;
import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerKind;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.Hook;
import dev.skerry.handler.Verdict;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Handlers that are modules: which function is called, and what becomes of what it returns. */
@ParameterizedClass
@EnumSource(names = {"JS", "JS_SANDBOXED"})
class ModuleTest {
  private final Handlers handlers;

  ModuleTest(HandlerKind kind) {
    handlers = Handlers.of(kind);
  }

  private static Request get() {
    return Handlers.request("/a/b?x=1", "accept", "*/*", "via", "1.1 edge");
  }

  private static HandlerEvent at(Hook hook, @Nullable Response response, @Nullable String content) {
    ByteBuffer octets =
        content == null ? null : ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
    return new HandlerEvent(hook, "r-1", "::1", get(), response, octets);
  }

  private static Response page() {
    return new Response(
        200, Fields.of("content-type", "text/html", "etag", "\"1\"", "set-cookie", "a=1"));
  }

  @Test
  void fetchAnswersARequest() throws HandlerProblem {
    Verdict.Respond made =
        handlers.made(
            """
            export default {
              async fetch(request, env, ctx) {
                const url = new URL(request.url);
                await null;
                return new Response(`${request.method} ${url.host} ${url.searchParams.get('x')}`, {
                  status: 201,
                  headers: { 'X-Seen': request.headers.get('accept') },
                });
              },
            };
            """,
            Handlers.asking(get()));
    assertThat(made.response().status()).isEqualTo(201);
    assertThat(made.response().fields())
        .isEqualTo(Fields.of("x-seen", "*/*", "content-type", "text/plain;charset=UTF-8"));
    assertThat(Handlers.text(made)).isEqualTo("GET www.example.com 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "export default { viewerRequest() {} }",
        "export default { viewerRequest(request) { return request } }",
        "export default { async viewerRequest(request) { return request } }",
        "export function viewerRequest(request) { return request }",
        "export async function fetch(request) { return new Request(request) }",
        "class Mine { fetch(request) { return this.own(request) } own(r) { return r.clone() } };"
            + " export default new Mine()"
      })
  void aRequestGoesOnAsItWas(String source) throws HandlerProblem {
    Request changed = handlers.changed(source, Handlers.asking(get()));
    assertThat(changed).hasToString(get().toString());
    assertThat(changed.fields()).isEqualTo(get().fields());
  }

  @Test
  void aRequestGoesOnChanged() throws HandlerProblem {
    Request changed =
        handlers.changed(
            """
            export function viewerRequest(request) {
              const url = new URL(request.url);
              url.pathname += '/index.html';
              url.searchParams.set('y', 'ü');
              const changed = new Request(url, request);
              changed.headers.set('X-New', '1');
              changed.headers.delete('accept');
              return changed;
            }
            """,
            Handlers.asking(get()));
    assertThat(changed.target()).isEqualTo("/a/b/index.html?x=1&y=%C3%BC");
    assertThat(changed.fields()).isEqualTo(Fields.of("via", "1.1 edge", "x-new", "1"));
  }

  @Test
  void theFunctionOfTheHookComesBeforeFetch() throws HandlerProblem {
    String source =
        """
        export default {
          fetch() { return new Response('fetch') },
          originRequest() { return new Response('originRequest') },
        };
        """;
    assertThat(Handlers.text(handlers.made(source, at(Hook.VIEWER_REQUEST, null, null))))
        .isEqualTo("fetch");
    assertThat(Handlers.text(handlers.made(source, at(Hook.ORIGIN_REQUEST, null, null))))
        .isEqualTo("originRequest");
    assertThat(handlers.failure(source, at(Hook.VIEWER_RESPONSE, page(), null)))
        .extracting(Verdict.Failed::said)
        .isEqualTo("invalid-result: the handler has no function viewerResponse");
  }

  @Test
  void aResponseKeepsTheContentThatIsHandedOn() throws HandlerProblem {
    Response changed =
        handlers.response(
            """
            export function viewerResponse(response, request) {
              const changed = new Response(response.body, response);
              changed.headers.set('x-path', new URL(request.url).pathname);
              changed.headers.append('set-cookie', 'b=2');
              return changed;
            }
            """,
            at(Hook.VIEWER_RESPONSE, page(), null));
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.fields().all("set-cookie")).containsExactly("a=1", "b=2");
    assertThat(changed.fields().first("x-path")).isEqualTo("/a/b");
    assertThat(changed.fields().first("etag")).isEqualTo("\"1\"");
  }

  @Test
  void aResponseWithAnotherBodyLosesWhatWasSaidOfTheOldOne() throws HandlerProblem {
    Verdict.Respond made =
        handlers.made(
            """
            export async function originResponse(response) {
              return new Response((await response.text()).toUpperCase(), response);
            }
            """,
            at(Hook.ORIGIN_RESPONSE, page(), "content"));
    assertThat(Handlers.text(made)).isEqualTo("CONTENT");
    assertThat(made.response().fields())
        .isEqualTo(Fields.of("content-type", "text/html", "set-cookie", "a=1"));
  }

  @Test
  void contentThatIsNotGivenCannotBeRead() throws HandlerProblem {
    assertThat(
            handlers.failure(
                "export async function viewerResponse(r) { return new Response(await r.text()) }",
                at(Hook.VIEWER_RESPONSE, page(), null)))
        .satisfies(failed -> assertThat(failed.fault()).isEqualTo(HandlerFault.EXCEPTION))
        .satisfies(failed -> assertThat(failed.said()).contains("is not given to handlers"));
  }

  @Test
  void aBodyMayBeAStream() throws HandlerProblem {
    Verdict.Respond made =
        handlers.made(
            """
            export default {
              fetch() {
                let left = 3;
                const encoder = new TextEncoder();
                return new Response(new ReadableStream({
                  async pull(controller) {
                    await new Promise((resolve) => setTimeout(resolve, 1));
                    if (left-- > 0) controller.enqueue(encoder.encode(`part ${left} `));
                    else controller.close();
                  },
                }));
              },
            };
            """,
            Handlers.asking(get()));
    assertThat(Handlers.text(made)).isEqualTo("part 2 part 1 part 0 ");
  }

  @Test
  void aRequestMayHaveAnotherBody() throws HandlerProblem {
    Request post = Handlers.request("/", "content-length", "3").method("POST").hasContent(true);
    HandlerEvent event =
        new HandlerEvent(
            Hook.ORIGIN_REQUEST,
            "r-1",
            "::1",
            post,
            null,
            ByteBuffer.wrap("abc".getBytes(StandardCharsets.UTF_8)));
    Verdict verdict =
        handlers.run(
            """
            export async function originRequest(request) {
              return new Request(request.clone(), { body: await request.text() + 'd' });
            }
            """,
            event);
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.ContinueWith.class,
            go -> {
              assertThat(StandardCharsets.UTF_8.decode(go.content()).toString()).isEqualTo("abcd");
              assertThat(go.request().fields().contains("content-length")).isFalse();
            });
  }

  @Test
  void directionsGoWithTheRequest() throws HandlerProblem {
    Verdict verdict =
        handlers.run(
            """
            export function viewerRequest(request, env, ctx) {
              ctx.tags.add('t1');
              ctx.tags.add('t2');
              ctx.cacheKey.add('ü');
              ctx.origin = 'other';
            }
            """,
            Handlers.asking(get()));
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.ContinueWith.class,
            go ->
                assertThat(go.directions())
                    .isEqualTo(new Directions(List.of("ü"), List.of("t1", "t2"), "other")));
  }

  @Test
  void whatThrowsAfterPassThroughOnExceptionChangesNothing() throws HandlerProblem {
    Request changed =
        handlers.changed(
            "export default { async fetch(r, e, ctx) { ctx.passThroughOnException(); throw new"
                + " Error('x') } }",
            Handlers.asking(get()));
    assertThat(changed).hasToString(get().toString());
  }

  @Test
  void whatIsWaitedForIsDoneAfterTheVerdict() throws HandlerProblem {
    handlers.log.clear();
    String source =
        """
        export default {
          fetch(request, env, ctx) {
            ctx.waitUntil(new Promise((resolve) => setTimeout(resolve, 5)).then(() => console.log('later')));
            return new Response(request.url.endsWith('second') ? 'second' : 'first');
          },
        };
        """;
    assertThat(Handlers.text(handlers.made(source, Handlers.asking(get())))).isEqualTo("first");
    // One call at a time is made of an instance, so that this one finds the first one done, or
    // is of another instance and does not matter.
    long begun = System.nanoTime();
    while (handlers.log.isEmpty() && System.nanoTime() - begun < 20_000_000_000L) {
      Thread.onSpinWait();
    }
    assertThat(handlers.log).hasSize(1).first().asString().endsWith("later");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return 'text'",
        "return {}",
        "return Response.error()",
        "return new Promise(() => {})",
        "return new Request('https://other.example/')",
        "return new Request('http://www.example.com/')",
        "return new Request(request, { method: 'POST' })",
        "const r = new Request(request); r.headers.set('host', 'x'); return r",
        "const r = new Request(request); r.headers.set('via', 'x'); return r",
        "const r = new Response('x'); r.headers.set('connection', 'close'); return r",
        "const r = new Response('x'); await r.text(); return r",
      })
  void whatIsNoResultIsRefused(String body) throws HandlerProblem {
    assertThat(
            handlers
                .failure(
                    "export async function viewerRequest(request) { " + body + " }",
                    Handlers.asking(get()))
                .fault())
        .isEqualTo(HandlerFault.INVALID_RESULT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "request.headers.set('a', 'b')",
        "await fetch('https://example.com/')",
        "await caches.default.put(request, new Response('', { headers: { vary: '*' } }))",
        "await caches.open('')",
        "ctx.tags.add('a\\nb')",
        "ctx.origin = ''",
        "env.x = 1",
        "for (let i = 0; i < 65; i++) ctx.tags.add('t' + i)",
      })
  void whatCannotBeDoneThrows(String body) throws HandlerProblem {
    assertThat(
            handlers
                .failure(
                    "export async function viewerRequest(request, env, ctx) { " + body + " }",
                    Handlers.asking(get()))
                .fault())
        .isEqualTo(HandlerFault.EXCEPTION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "export default {}",
        "export const x = 1",
        "export default { fetch: 1 }",
        "export default {",
        "import x from 'fs'; export default { fetch() {} }",
        "export default { fetch() {} }; throw new Error('at the start')",
        "setTimeout(() => {}, 1); export default { fetch() {} }",
      })
  void whatIsNoModuleIsNotDeployed(String source) {
    assertThatThrownBy(() -> handlers.deploy(Handlers.spec(source)))
        .isInstanceOf(HandlerProblem.class);
  }

  @Test
  void aScriptThatSpeaksOfExportsIsNoModule() throws HandlerProblem {
    assertThat(
            Handlers.text(
                handlers.made(
                    "// export default\n"
                        + "function handler() { return { statusCode: 200, body: 'x' } }",
                    Handlers.asking(get()))))
        .isEqualTo("x");
  }
}
