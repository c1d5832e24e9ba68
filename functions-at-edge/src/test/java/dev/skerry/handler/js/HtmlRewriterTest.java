package dev.skerry.handler.js;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerKind;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Hook;
import dev.skerry.handler.Verdict;
import dev.skerry.http.Fields;
import dev.skerry.http.Response;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** HTMLRewriter as modules use it. */
@ParameterizedClass
@EnumSource(names = {"JS", "JS_SANDBOXED"})
class HtmlRewriterTest {
  private final Handlers handlers;

  HtmlRewriterTest(HandlerKind kind) {
    handlers = Handlers.of(kind);
  }

  private String given(String rewriter, String html) throws HandlerProblem {
    String source =
        """
        const log = [];
        const thrown = (call) => { try { call(); return 'nothing' } catch (e) { return e.name } };
        const cut = (octets) => new ReadableStream({
          start(c) { for (const each of octets) c.enqueue(Uint8Array.of(each)); c.close() },
        });
        export default {
          async fetch(request) {
            const octets = new TextEncoder().encode(%s);
            const made = (body) => (%s).transform(new Response(body, { headers: { 'content-length': '1', 'x-a': 'b' } }));
            const whole = await made(octets).text();
            log.length = 0;
            const inPieces = await made(cut(octets)).text();
            return new Response(whole === inPieces ? whole + log.join() : `in pieces: ${inPieces} whole: ${whole}`);
          },
        };
        """
            .formatted(json(html), rewriter);
    return Handlers.text(handlers.made(source, Handlers.asking(Handlers.request("/"))));
  }

  private static String json(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          new HTMLRewriter() | <p>ü€</p> | <p>ü€</p>
          new HTMLRewriter().on('a', { element(e) { e.setAttribute('href', e.getAttribute('href') + '?"') } }) | <a href='/x'>y</a> | <a href="/x?&quot;">y</a>
          new HTMLRewriter().on('p', { element(e) { e.before('<1>').after('<2>', { html: true }) } }) | <p>a</p>b | &lt;1&gt;<p>a</p><2>b
          new HTMLRewriter().on('p', { element(e) { e.prepend('&').append('<b>', { html: true }) } }) | <p>a</p> | <p>&amp;a<b></p>
          new HTMLRewriter().on('p', { element(e) { e.setInnerContent('x') } }) | <p>a<b>c</b></p>d | <p>x</p>d
          new HTMLRewriter().on('p', { element(e) { e.replace('x') } }) | <p>a<b>c</b></p>d | xd
          new HTMLRewriter().on('p', { element(e) { e.remove(); log.push(e.removed) } }) | <p>a</p>d | dtrue
          new HTMLRewriter().on('p', { element(e) { e.removeAndKeepContent() } }) | <p>a</p>d | ad
          new HTMLRewriter().on('p', { element(e) { e.tagName = 'div'; log.push(e.tagName, e.namespaceURI) } }) | <P>a</P> | <div>a</div>div,http://www.w3.org/1999/xhtml
          new HTMLRewriter().on('p', { element(e) { log.push(JSON.stringify([...e.attributes])) } }) | <p A=1 b> | <p A=1 b>[["a","1"],["b",""]]
          new HTMLRewriter().on('p', { element(e) { log.push(e.hasAttribute('A'), e.getAttribute('b'), e.removeAttribute('a') === e) } }) | <p a=1> | <p>true,,true
          new HTMLRewriter().on('p', { element(e) { e.onEndTag((t) => { t.before('!'); t.after('?'); log.push(t.name) }) } }) | <p>a</p><p>b | <p>a!</p>?<p>bp
          new HTMLRewriter().on('p', { element(e) { e.onEndTag((t) => { t.name = 'q' }); e.onEndTag((t) => t.before('2')) } }) | <p>a</p> | <p>a2</q>
          new HTMLRewriter().on('p', { element(e) { e.onEndTag((t) => t.remove()) } }) | <p>a</p> | <p>a
          new HTMLRewriter().on('p', { text(t) { if (t.lastInTextNode) t.before('.'); else log.push(t.text.length > 0) } }) | <p>a</p>b | <p>a.</p>btrue
          new HTMLRewriter().on('p', { text(t) { t.remove(); if (t.lastInTextNode) t.replace('<') } }) | <p>a<b>c</b></p>d | <p>&lt;<b>&lt;</b></p>d
          new HTMLRewriter().on('*', { comments(c) { log.push(c.text); c.text = c.text + '!' } }) | <p><!--a--></p><!--b--> | <p><!--a!--></p><!--b-->a
          new HTMLRewriter().onDocument({ comments(c) { c.remove() } }) | 1<!--a-->2 | 12
          new HTMLRewriter().onDocument({ doctype(d) { log.push(d.name, d.publicId, d.systemId) } }) | <!doctype html public "a"> | <!doctype html public "a">html,a,
          new HTMLRewriter().onDocument({ end(e) { e.append('<end>', { html: true }).append('&') } }) | <p>a | <p>a<end>&amp;
          new HTMLRewriter().on('b', { async element(e) { await null; e.after(await new Promise((r) => setTimeout(() => r('later'), 1))) } }) | <b>a</b> | <b>a</b>later
          new HTMLRewriter().on('p', new (class { n = 0; element(e) { e.setAttribute('n', ++this.n) } })()) | <br>x | <br>x
          new HTMLRewriter().on('p', { element(e) { log.push(1) } }).on('p.x', { element(e) { log.push(2) } }) | <p class=x> | <p class=x>1,2
          new HTMLRewriter().on('script', { text(t) { log.push(t.text === '' ? '' : 'js') } }).on('nothing', {}) | <script>1</script> | <script>1</script>js,
          new HTMLRewriter().on('p', { element(e) { globalThis.kept ??= []; kept.push(e) } }).on('b', { element() { log.push(thrown(() => kept[0].tagName)) } }) | <p><b> | <p><b>TypeError
          (thrown(() => new HTMLRewriter().on('p +', {})) + thrown(() => new HTMLRewriter().on('p')) + thrown(() => new HTMLRewriter().transform('')), new HTMLRewriter()) | x | x
          """)
  void aDocumentIsRewrittenTheSameWholeAndInPieces(String rewriter, String html, String expected)
      throws HandlerProblem {
    assertThat(given(rewriter, html)).isEqualTo(expected);
  }

  @Test
  void aDocumentOfAnEarlierCallThrowsAnErrorThatCanBeCaught() throws HandlerProblem {
    HandlerSpec spec =
        Handlers.spec(
            """
            let kept, goOn;
            const late = () => new ReadableStream({
              async pull(to) {
                await new Promise((done) => { goOn = done });
                to.enqueue(new Uint8Array([60, 112, 62]));
                to.close();
              },
            });
            export default {
              async fetch() {
                if (kept === undefined) {
                  kept = new HTMLRewriter().on('p', {}).transform(new Response(late()));
                  return new Response('kept');
                }
                goOn();
                try {
                  return new Response(await kept.text());
                } catch (e) {
                  return new Response(`${e.name}: ${e.message}`);
                }
              },
            };
            """);
    handlers.deploy(spec);
    HandlerEvent event = Handlers.asking(Handlers.request("/"));
    assertThat(handlers.call(spec, event)).isInstanceOf(Verdict.Respond.class);
    assertThat(handlers.call(spec, event))
        .isInstanceOfSatisfying(
            Verdict.Respond.class,
            made ->
                assertThat(Handlers.text(made))
                    .isEqualTo("TypeError: the document is of a call that has ended"));
  }

  private static HandlerEvent page(String html) {
    return new HandlerEvent(
        Hook.VIEWER_RESPONSE,
        "r-1",
        "::1",
        Handlers.request("/"),
        new Response(200, Fields.of("content-type", "text/html", "etag", "\"1\"")),
        ByteBuffer.wrap(html.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void theResponseOfAnEventIsRewrittenInPlace() throws HandlerProblem {
    Verdict.Respond made =
        handlers.made(
            """
            export default {
              viewerResponse(response) {
                return new HTMLRewriter().on('h1', { element(e) { e.setInnerContent('new') } }).transform(response);
              },
            };
            """,
            page("<h1>old</h1>"));
    assertThat(Handlers.text(made)).isEqualTo("<h1>new</h1>");
    assertThat(made.response().fields().first("content-type")).isEqualTo("text/html");
  }

  @Test
  void aHandlerThatThrowsFailsTheCallAndWhatIsWrongWithASelectorIsSaid() throws HandlerProblem {
    String throwing =
        """
        export default {
          viewerResponse(response) {
            return new HTMLRewriter().on('p', { element() { throw new Error('mine') } }).transform(response);
          },
        };
        """;
    Verdict.Failed failed = handlers.failure(throwing, page("<p>"));
    assertThat(failed.fault()).isEqualTo(HandlerFault.EXCEPTION);
    assertThat(failed.message()).contains("mine");
    Verdict.Failed selector =
        handlers.failure(
            "export function viewerResponse() { new HTMLRewriter().on('a:hover', {}) }", page(""));
    assertThat(selector.message()).contains("pseudo-class :hover, which is not supported");
  }
}
