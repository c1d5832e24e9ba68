package dev.skerry.handler.js;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.handler.HandlerProblem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What implementations of the web platform commonly disagree about, and what Workers add to it. */
class WebCornersTest {
  private static final Handlers HANDLERS = new Handlers();

  @AfterAll
  static void close() {
    HANDLERS.close();
  }

  private static void gives(String expression, String expected) throws HandlerProblem {
    String source =
        """
        const bytes = (text) => new TextEncoder().encode(text);
        const thrown = (call) => { try { call(); return 'nothing' } catch (e) { return e.name } };
        const rejected = (promise) => promise.then(() => 'nothing', (e) => e.name);
        const tick = () => new Promise((r) => setTimeout(r));
        const form = (lines, type = 'multipart/form-data; boundary=b') =>
          new Response(Array.isArray(lines) ? lines.join('\\r\\n') : lines, { headers: { 'content-type': type } }).formData();
        const part = (...lines) => form(['--b', ...lines, '', 'v', '--b--', '']);
        const NAMED = 'Content-Disposition: form-data; name="a"';
        const FILE = NAMED + '; filename="f"';
        const through = async (stream, ...texts) => {
          const writer = stream.writable.getWriter();
          const written = Promise.all([...texts.map((each) => writer.write(bytes(each))), writer.close()]);
          const read = new Response(stream.readable).text();
          await written;
          return read;
        };
        export default {
          async fetch(request, env, ctx) { return new Response(String(await (%s))) },
        };
        """
            .formatted(expression);
    assertThat(Handlers.text(HANDLERS.made(source, Handlers.asking(Handlers.request("/a?b=c")))))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          part(NAMED).then((f) => [...f]) | a,v
          part('X-Other: 1', ' content-disposition \\t: FORM-DATA;name=a').then((f) => [...f]) | a,v
          part('Content-Disposition: form-data; name="x%0Ay%22z"').then((f) => [...f.keys()]) | x%0Ay%22z
          part(FILE).then((f) => [f.get('a').name, f.get('a').type, f.get('a').lastModified]) | f,text/plain,0
          part(FILE, 'Content-Type: text').then((f) => '.' + f.get('a').type) | .
          part(FILE, 'Content-Type: a/b', 'content-type: \\tTEXT/Html;;x="y" ').then((f) => f.get('a').type) | text/html;x=y
          part('Content-Disposition: form-data; name="é"').then((f) => [...f.keys()]) | é
          form(['--b \\t', NAMED, '', 'v', '--b-- \\t']).then((f) => f.get('a')) | v
          form(['--b', NAMED, '', 'x--b', 'y', '--b--', 'epilogue']).then((f) => f.get('a').length) | 7
          form(['--b--', '']).then((f) => [...f].length) | 0
          form(['--a b(c)', NAMED, '', 'v', '--a b(c)--'], 'multipart/form-data; boundary="a b(c)"').then((f) => f.get('a')) | v
          form(['--é', NAMED, '', 'v', '--é--'], 'multipart/form-data; boundary="é"').then((f) => f.get('a')) | v
          rejected(form(['preamble', '--b', NAMED, '', 'v', '--b--', ''])) | TypeError
          rejected(form(['--b', NAMED, '', 'v', '--b--junk', ''])) | TypeError
          rejected(form(['--b', NAMED, '', 'v'])) | TypeError
          rejected(form(['--b', NAMED, '', 'v', '--b--'], 'multipart/form-data')) | TypeError
          rejected(form(['--', NAMED, '', 'v', '----'], 'multipart/form-data; boundary=""')) | TypeError
          rejected(part('Content-Type: a/b')) | TypeError
          rejected(part(NAMED, 'no field')) | TypeError
          rejected(part('Content-Disposition: form-data;', ' name="a"')) | TypeError
          rejected(part('Content-Disposition: form-data; name="a\\nb"')) | TypeError
          rejected(part(NAMED, 'X: a\\0b')) | TypeError
          (() => { const f = new FormData(); f.append('a"\\n', 'x'); f.append('b', new File([], 'c\\n"')); return new Response(f).text() })().then((t) => t.match(/name="[^;\\r]*/g)) | name="a%22%0D%0A",name="b",name="c%0A%22"
          form('\\ufeffa=\\ufeff', 'application/x-www-form-urlencoded').then((f) => [...f].flat().map((x) => x.length)) | 2,1
          (() => { const list = ['a', { toString() { list.push('c'); return 'b' } }]; return new Blob(list).text() })() | abc
          (() => { const seen = []; const options = { get endings() { seen.push('endings') }, get type() { seen.push('type') } }; new Blob([{ toString() { seen.push('part'); return '' } }], options); return seen })() | part,endings,type
          """)
  void formsAndBlobs(String expression, String expected) throws HandlerProblem {
    gives(expression, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          (async () => { let view; const s = new ReadableStream({ type: 'bytes', pull(c) { view = c.byobRequest.view.byteLength; c.byobRequest.view[0] = 7; c.byobRequest.respond(1) } }); const [a, b] = s.tee(); const { value } = await a.getReader({ mode: 'byob' }).read(new Uint8Array(3)); const other = await b.getReader().read(); return [view, value, other.value, value.buffer !== other.value.buffer] })() | 3,7,7,true
          (async () => { const s = new ReadableStream({ type: 'bytes', start(c) { c.enqueue(bytes('ab')); c.close() } }); const [a, b] = s.tee(); return await new Response(a).text() + await new Response(b).text() })() | abab
          (async () => { let reason; const s = new ReadableStream({ type: 'bytes', cancel(r) { reason = r } }); const [a, b] = s.tee(); await Promise.all([a.cancel(1), b.cancel(2)]); return reason })() | 1,2
          (async () => { const s = new ReadableStream({ type: 'bytes', start(c) { c.close() } }); const [a, b] = s.tee(); const { value, done } = await a.getReader({ mode: 'byob' }).read(new Uint8Array(3)); return [value.length, done, (await b.getReader().read()).done] })() | 0,true,true
          (async () => { let c; const seen = []; new ReadableStream({ start(k) { c = k } }).pipeTo(new WritableStream({ write() { seen.push('write') } })); await tick(); c.enqueue(1); seen.push('enqueued'); await tick(); return seen })() | enqueued,write
          (async () => { const start = () => {}; start.call = () => { throw new Error() }; new ReadableStream({ start }); new WritableStream({ start }); new TransformStream({ start }); return 'as functions' })() | as functions
          (() => { let self = 1; const s = new ReadableStream({ start(c) { c.enqueue(1) } }, { size() { self = this; return 1 } }); return self })() | undefined
          """)
  void streams(String expression, String expected) throws HandlerProblem {
    gives(expression, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          fetch('data:text/plain,Hello%2C%20you#x').then(async (r) => [r.status, r.statusText, r.headers.get('content-type'), r.url, await r.text()].join(' ')) | 200 OK text/plain data:text/plain,Hello%2C%20you Hello, you
          fetch('DATA:;charset=utf-8;base64 , ?').then((r) => r.text(), (e) => e.name) | TypeError
          fetch('data: Image/PNG ; x="y"; base64,AP%2f%2F').then(async (r) => r.headers.get('content-type') + [...await r.bytes()]) | image/png;x=y0,255,255
          fetch('data:,%ff%zz').then(async (r) => r.headers.get('content-type') + [...await r.bytes()]) | text/plain;charset=US-ASCII255,37,122,122
          fetch('data:;x=y,a').then((r) => r.headers.get('content-type')) | text/plain;x=y
          rejected(fetch('data:text/plain')) | TypeError
          rejected(fetch('data:,x', { signal: AbortSignal.abort() })) | AbortError
          """)
  void urlsOfData(String expression, String expected) throws HandlerProblem {
    gives(expression, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          request.cf.country + typeof request.cf | undefinedobject
          new Request('http://a/', { cf: { cacheTtl: 5 } }).cf.cacheTtl + new Request(new Request('http://a/', { cf: { x: 1 } })).cf.x | 6
          new Request('http://a/', { method: 'POST', body: new Response('x').body, duplex: 'half' }).text() | x
          thrown(() => new Request('http://a/', { method: 'POST', body: new Response('x').body })) | TypeError
          through(new IdentityTransformStream(), 'a', 'b') | ab
          through(new FixedLengthStream(3), 'ab', 'c') | abc
          rejected(through(new FixedLengthStream(1), 'ab')) | TypeError
          rejected(through(new FixedLengthStream(3), 'ab')) | TypeError
          new FixedLengthStream(1) instanceof IdentityTransformStream && new FixedLengthStream(1) instanceof TransformStream | true
          thrown(() => new WebSocketPair()) + thrown(() => new WebSocket('wss://a')) | NotSupportedErrorNotSupportedError
          navigator.userAgent + Object.prototype.toString.call(navigator) | Skerry[object Navigator]
          scheduler.wait(1).then((x) => typeof x) | undefined
          rejected(scheduler.wait(10000, { signal: AbortSignal.timeout(1) })) | TimeoutError
          rejected(scheduler.wait(10000, { signal: AbortSignal.abort() })) | AbortError
          (() => { function Old() {} Old.prototype = Object.create(EventTarget.prototype); Old.prototype.constructor = Old; return new Old().constructor.name })() | Old
          (() => { function Old() {} Old.prototype = Object.create(Map.prototype); Old.prototype.constructor = Old; return new Old().constructor.name })() | Old
          (() => { const d = new Date(0); d.toString = () => 'x'; return `${d.toString()}` })() | x
          thrown(() => { Map.prototype.constructor = 1 }) + Map.prototype.constructor.name | TypeErrorMap
          """)
  void whatWorkersHave(String expression, String expected) throws HandlerProblem {
    gives(expression, expected);
  }

  @Test
  void theOlderShapeOfWorkersIsRefusedWithAHint() {
    String source = "addEventListener('fetch', (e) => e.respondWith(new Response('x')));";
    assertThatThrownBy(() -> HANDLERS.deploy(Handlers.spec(source)))
        .isInstanceOf(HandlerProblem.class)
        .hasMessageContaining("addEventListener is not defined; a module exports its functions");
  }
}
