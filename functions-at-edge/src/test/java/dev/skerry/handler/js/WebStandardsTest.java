package dev.skerry.handler.js;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.handler.HandlerKind;
import dev.skerry.handler.HandlerProblem;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Corners of the web platform's standards that the web-platform-tests look into. */
@ParameterizedClass
@EnumSource(names = "JS")
class WebStandardsTest {
  private final Handlers handlers;

  WebStandardsTest(HandlerKind kind) {
    handlers = Handlers.of(kind);
  }

  private void gives(String expression, String expected) throws HandlerProblem {
    String source =
        """
        const bytes = (text) => new TextEncoder().encode(text);
        const thrown = (call) => { try { call(); return 'nothing' } catch (e) { return e.name } };
        const rejected = (promise) => promise.then(() => 'nothing', (e) => e.name);
        const all = async (stream) => { const list = []; for await (const x of stream) list.push(x); return list };
        const tag = (x) => Object.prototype.toString.call(x);
        export default {
          async fetch(request, env, ctx) { return new Response(String(await (%s))) },
        };
        """
            .formatted(expression);
    assertThat(Handlers.text(handlers.made(source, Handlers.asking(Handlers.request("/a?b=c")))))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          descriptor(URL.prototype, 'href') | function,function,,true,true
          descriptor(URL.prototype, 'origin') | function,undefined,,true,true
          descriptor(URL.prototype, 'toJSON') | undefined,undefined,true,true,true
          descriptor(URL.prototype, Symbol.toStringTag) | undefined,undefined,false,false,true
          descriptor(URLSearchParams.prototype, Symbol.iterator) | undefined,undefined,true,false,true
          descriptor(Response.prototype, 'body') + descriptor(Response, 'json') | function,undefined,,true,trueundefined,undefined,true,true,true
          """)
  void membersAreWhatWebIdlSaysUntilTheModuleHasRun(String expression, String expected)
      throws HandlerProblem {
    String source =
        """
        const descriptor = (of, name) => { const d = Object.getOwnPropertyDescriptor(of, name); return [typeof d.get, typeof d.set, d.writable, d.enumerable, d.configurable].join() };
        const found = %s;
        export function viewerRequest() { return new Response(found) }
        """
            .formatted(expression);
    assertThat(Handlers.text(handlers.made(source, Handlers.asking(Handlers.request("/")))))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          URLSearchParams.prototype[Symbol.iterator] === URLSearchParams.prototype.entries | true
          tag(new URLSearchParams().entries()) | [object URLSearchParams Iterator]
          thrown(() => URL.prototype.href) | TypeError
          thrown(() => URLSearchParams.prototype.get.call({}, 'a')) | TypeError
          URL.length + ' ' + URLSearchParams.length + ' ' + Request.length + ' ' + Response.length + ' ' + Headers.length | 1 0 1 0 0
          (() => { const p = new URLSearchParams('\\ud83c\\udf08=a&\\ufb03=b'); p.sort(); return [...p.keys()].join() === '\\ud83c\\udf08,\\ufb03' })() | true
          (() => { const p = new URLSearchParams('z=b&a=b&z=a&a=a'); p.sort(); return p })() | a=b&a=a&z=b&z=a
          new URLSearchParams({ '\\ud835x': '1', '\\ufffdx': '2' }).toString() | %EF%BF%BDx=2
          new URLSearchParams(new URLSearchParams('a=1&a=2')).toString() | a=1&a=2
          new URLSearchParams(new FormData()).toString() | ``
          thrown(() => new URLSearchParams([[1, 2, 3]])) | TypeError
          thrown(() => new URLSearchParams([1])) | TypeError
          new URLSearchParams(null).toString() | null=
          new URLSearchParams(undefined).toString() | ``
          new URLSearchParams('a=b+%20%2B').get('a') | b  +
          new URLSearchParams('%EF%BB%BFtest=%EF%BB%BF').has('\\ufefftest') | true
          new URLSearchParams('id=0&value=%').get('value') | %
          (() => { const u = new URL('http://a/?a=1&b=2'); const seen = []; for (const [k] of u.searchParams) { seen.push(k); u.searchParams.delete(k) } return seen })() | a
          (() => { const u = new URL('http://a/?a#b'); u.searchParams.delete('a'); return u.href })() | http://a/#b
          (() => { const u = new URL('http://a/'); u.searchParams.set('a', ' '); return u.search })() | ?a=+
          (() => { const u = new URL('http://a/?x'); u.search = ''; return u.href + u.searchParams })() | http://a/
          (() => { const u = new URL('data:space    ?test'); u.searchParams.delete('test'); return u.href.startsWith('data:space') })() | true
          thrown(() => { new URL('http://a/').href = 'x' }) | TypeError
          thrown(() => new URL(Symbol())) | TypeError
          thrown(() => new URL()) | TypeError
          new URL('http://ex.com:80/a/../b?q#f').href | http://ex.com/b?q#f
          new URL('//x.y', 'https://a').origin | https://x.y
          new URL('blob:https://a.b/c').origin | https://a.b
          new URL('HTTP://\\u00fc.DE').hostname | xn--tda.de
          (() => { const u = new URL('http://a:8080/'); u.protocol = 'https'; u.port = '443'; return u.href })() | https://a/
          (() => { const u = new URL('http://a/'); u.host = 'b:99'; u.hash = 'x'; u.username = 'me@'; u.pathname = 'a b'; return u.href })() | http://me%40@b:99/a%20b#x
          """)
  void urls(String expression, String expected) throws HandlerProblem {
    gives(expression, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [...new Headers([['b', '1'], ['A', '2'], ['b', ' 3 ']])].join(';') | a,2;b,1, 3
          [...new Headers([['Set-Cookie', 'a'], ['set-cookie', 'b'], ['x', '']])].join(';') | set-cookie,a;set-cookie,b;x,
          new Headers([['set-cookie', 'a'], ['set-cookie', 'b']]).get('set-cookie') | a, b
          new Headers([['set-cookie', 'a'], ['set-cookie', 'b']]).getSetCookie().length | 2
          new Headers({ a: '\\t b \\r\\n' }).get('A') + '!' | b!
          new Headers({ a: '' }).get('a') === '' | true
          new Headers().get('a') | null
          thrown(() => new Headers(null)) + thrown(() => new Headers(1)) + thrown(() => new Headers('a')) | TypeErrorTypeErrorTypeError
          thrown(() => new Headers([['a']])) + thrown(() => new Headers([['a', 'b', 'c']])) + thrown(() => new Headers(['ab'])) | TypeErrorTypeErrorTypeError
          thrown(() => new Headers({ 'a b': 'c' })) + thrown(() => new Headers({ a: '\\u0100' })) + thrown(() => new Headers({ a: 'b\\nc' })) | TypeErrorTypeErrorTypeError
          thrown(() => new Headers().append('a')) + thrown(() => new Headers().get()) + thrown(() => new Headers().set('', 'a')) | TypeErrorTypeErrorTypeError
          thrown(() => Headers()) + thrown(() => Headers.prototype.get.call({}, 'a')) | TypeErrorTypeError
          (() => { const h = new Headers({ a: '1' }); const seen = []; h.forEach((v, k, o) => seen.push(v, k, o === h)); return seen })() | 1,a,true
          (() => { const h = new Headers({ b: '1', c: '2' }); const i = h.keys(); const x = i.next().value; h.append('a', '0'); return x + i.next().value })() | bb
          tag(new Headers()) + tag(new Headers().keys()) | [object Headers][object Headers Iterator]
          Object.keys(Headers.prototype).sort().join() | append,delete,entries,forEach,get,getSetCookie,has,keys,set,values
          new Headers({ a: 1, b: null }).get('b') | null
          thrown(() => new Headers({ [Symbol()]: 'a' })) | TypeError
          """)
  void headers(String expression, String expected) throws HandlerProblem {
    gives(expression, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          new Request('http://a/', { method: 'post' }).method + new Request('http://a/', { method: 'patch' }).method | POSTpatch
          thrown(() => new Request('http://a/', { method: 'GET', body: 'x' })) | TypeError
          thrown(() => new Request('http://a/', { method: 'a b' })) + thrown(() => new Request('http://u@a/')) | TypeErrorTypeError
          thrown(() => new Request('http://a/', { mode: 'navigate' })) + thrown(() => new Request('http://a/', { cache: 'x' })) | TypeErrorTypeError
          thrown(() => new Request('http://a/', { method: 'POST', body: new ReadableStream() })) | TypeError
          new Request('http://a/', { method: 'POST', body: new ReadableStream(), duplex: 'half' }).duplex | half
          new Request('http://a/', { method: 'POST', body: 'x' }).headers.get('content-type') | text/plain;charset=UTF-8
          new Request('http://a/', { method: 'POST', body: new URLSearchParams('a=b') }).headers.get('content-type') | application/x-www-form-urlencoded;charset=UTF-8
          new Request('http://a/', { method: 'POST', body: new Blob(['x'], { type: 'A/B' }) }).headers.get('content-type') | a/b
          new Request('http://a/', { method: 'POST', body: bytes('x') }).headers.get('content-type') | null
          (() => { const r = new Request('http://a/', { method: 'POST', body: 'x' }); new Request(r); return r.bodyUsed })() | true
          (() => { const r = new Request('http://a/', { method: 'POST', body: 'x' }); const c = r.clone(); return Promise.all([r.text(), c.text()]) })() | x,x
          (async () => { const r = new Request('http://a/', { method: 'POST', body: 'x' }); await r.text(); return r.bodyUsed + thrown(() => r.clone()) + await rejected(r.text()) })() | trueTypeErrorTypeError
          new Request('http://a/').bodyUsed + ' ' + new Request('http://a/').body | false null
          new Request('http://a/').signal.aborted + ' ' + tag(new Request('http://a/').signal) | false [object AbortSignal]
          (() => { const c = new AbortController(); const r = new Request('http://a/', { signal: c.signal }); c.abort(); return r.signal.aborted })() | true
          new Request('http://a/#f').url | http://a/#f
          new Request('http://a/').redirect + new Request('http://a/').credentials + new Request('http://a/').mode | followsame-origincors
          new Response().status + ' ' + new Response().statusText + '.' + new Response().type + new Response().ok + new Response().body | 200 .defaulttruenull
          thrown(() => new Response('', { status: 199 })) + thrown(() => new Response('', { status: 600 })) | RangeErrorRangeError
          thrown(() => new Response('', { status: 204 })) + thrown(() => new Response('x', { status: 304 })) + new Response(null, { status: 204 }).status | TypeErrorTypeError204
          thrown(() => new Response('', { statusText: '\\n' })) + thrown(() => new Response('', { statusText: '\\u0100' })) | TypeErrorTypeError
          Response.error().type + Response.error().status + thrown(() => Response.error().headers.set('a', 'b')) | error0TypeError
          Response.redirect('http://a/b', 307).headers.get('location') + Response.redirect('http://a').status | http://a/b302
          thrown(() => Response.redirect('http://a/', 200)) + thrown(() => Response.redirect('a')) | RangeErrorTypeError
          Response.json({ a: 1 }).headers.get('content-type') | application/json
          Response.json(1, { headers: { 'content-type': 'x/y' }, status: 201 }).headers.get('content-type') | x/y
          thrown(() => Response.json(undefined)) + thrown(() => Response.json(Symbol())) + thrown(() => Response.json('x', { status: 204 })) | TypeErrorTypeErrorTypeError
          new Response('\\ufeffx').text() | x
          new Response('\\ufeff{"a":1}').json().then((j) => j.a) | 1
          rejected(new Response('{').json()) + '' | [object Promise]
          new Response(null).text().then((t) => t === '') | true
          rejected(new Response('x').json()) | SyntaxError
          new Response(bytes('ab')).bytes().then((b) => b.constructor.name + b.length) | Uint8Array2
          new Response(new Uint16Array([1, 2])).arrayBuffer().then((b) => b.byteLength) | 4
          new Response('x', { headers: { 'Content-Type': 'Text/HTML; Charset=x' } }).blob().then((b) => b.type) | text/html;charset=x
          new Response('x', { headers: { 'content-type': ' A/b ; c="d e" ;C=2; f;g=; h="\\\\"" ' } }).blob().then((b) => b.type) | a/b;c="d e";h="\\""
          new Response('x', { headers: { 'content-type': 'text' } }).blob().then((b) => b.type) | ``
          new Response(new URLSearchParams('a=b')).formData().then((f) => f.get('a')) | b
          (async () => { const f = new FormData(); f.append('a', 'b\\r\\n'); f.append('f', new File(['x'], 'n"', { type: 't/u' })); const g = await new Response(f).formData(); return g.get('a').length + g.get('f').name + g.get('f').type + await g.get('f').text() })() | 3n%22t/ux
          rejected(new Response('x').formData()) | TypeError
          (() => { const r = new Response('x'); const reader = r.body.getReader(); return r.bodyUsed + thrown(() => r.clone()) })() | falseTypeError
          all(new Response('abc').body).then((l) => l.map((x) => x.constructor.name + x.length)) | Uint8Array3
          (async () => { const r = new Response('abc'); const c = r.clone(); await r.text(); return c.bodyUsed + await c.text() })() | falseabc
          (async () => { const r = new Response('abc'); await r.body.cancel(); return r.bodyUsed + await rejected(r.text()) })() | trueTypeError
          rejected(new Response(new ReadableStream({ start(c) { c.enqueue('text'); c.close() } })).text()) | TypeError
          rejected(new Response(new ReadableStream({ start(c) { c.error(new RangeError()) } })).text()) | RangeError
          tag(new Response()) + tag(new Request('http://a')) | [object Response][object Request]
          Promise.all(['text/html, a/b', 'a/b;charset=x, a/b', 'a/b;charset=x, c/d', 'a/b;x="1,2"', 'a/b, */*', ','].map((t) => new Response('', { headers: { 'content-type': t } }).blob().then((b) => b.type))).then((l) => l.join(' ')) | `a/b a/b;charset=x c/d a/b;x="1,2" a/b `
          (() => { const e = new CustomEvent('x'); e.initCustomEvent('y', true, false, 5); return [e.type, e.detail, e.bubbles, e.initCustomEvent.length, typeof Object.getOwnPropertyDescriptor(e, 'isTrusted').get].join() })() | y,5,true,1,function
          """)
  void requestsAndResponses(String expression, String expected) throws HandlerProblem {
    gives(expression, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          new TextDecoder().encoding + new TextDecoder(' UTF8\\n').encoding + new TextDecoder('utf-16').encoding | utf-8utf-8utf-16le
          new TextDecoder('latin1').encoding + new TextDecoder('ascii').encoding + new TextDecoder('koi8-r').encoding | windows-1252windows-1252koi8-r
          new TextDecoder('latin1').decode(Uint8Array.of(0x80, 0x81, 0xe9)) === '\\u20ac\\u0081\\u00e9' | true
          new TextDecoder('windows-1251').decode(Uint8Array.of(0xcf, 0xf0, 0x98)) === '\\u041f\\u0440\\u0098' | true
          new TextDecoder('iso-8859-2').decode(Uint8Array.of(0xb1)) | ą
          new TextDecoder('windows-1253').decode(Uint8Array.of(0xaa)) === '\\ufffd' | true
          thrown(() => new TextDecoder('windows-1253', { fatal: true }).decode(Uint8Array.of(0xaa))) | TypeError
          thrown(() => new TextDecoder('nope')) + thrown(() => new TextDecoder('')) | RangeErrorRangeError
          thrown(() => new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.of(0xff))) | TypeError
          new TextDecoder().decode(Uint8Array.of(0xf0, 0x9f, 0x92)) === '\\ufffd' | true
          new TextDecoder().decode(Uint8Array.of(0xed, 0xa0, 0x80)).length | 3
          new TextDecoder().decode(Uint8Array.of(0xc0, 0x80, 0x41)) === '\\ufffd\\ufffdA' | true
          new TextDecoder().decode(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41)).length | 1
          new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41)).length | 2
          (() => { const d = new TextDecoder(); return d.decode(Uint8Array.of(0xe2), { stream: true }) + d.decode(Uint8Array.of(0x82), { stream: true }) + d.decode(Uint8Array.of(0xac)) + d.decode(Uint8Array.of(0x41)) })() | €A
          (() => { const d = new TextDecoder(); return d.decode(Uint8Array.of(0xef, 0xbb), { stream: true }) + d.decode(Uint8Array.of(0xbf, 0x41)) })() | A
          (() => { const d = new TextDecoder('utf-8', { fatal: true }); const x = thrown(() => d.decode(Uint8Array.of(0xff))); return x + d.decode(Uint8Array.of(0x41)) })() | TypeErrorA
          (() => { const d = new TextDecoder('utf-16le'); return d.decode(Uint8Array.of(0x3d), { stream: true }) + d.decode(Uint8Array.of(0xd8, 0, 0xde)) })() | 😀
          new TextDecoder('utf-16le').decode(Uint8Array.of(0, 0xd8)) === '\\ufffd' | true
          new TextDecoder().decode(new Uint8Array([1, 65, 66]).subarray(1)) + new TextDecoder().decode(bytes('x').buffer) + new TextDecoder().decode() | ABx
          thrown(() => new TextDecoder().decode('x')) + thrown(() => new TextDecoder().decode(null)) | TypeErrorTypeError
          new TextEncoder().encode('\\ud800').join() + ' ' + new TextEncoder().encode().length | 239,191,189 0
          JSON.stringify(new TextEncoder().encodeInto('a\\u20ac', new Uint8Array(3))) | {"read":1,"written":1}
          thrown(() => new TextEncoder().encodeInto('a', [])) + thrown(() => TextEncoder.prototype.encode.call({})) | TypeErrorTypeError
          atob('YQ') + atob(' Y Q = = ') + atob('') + thrown(() => atob('Y')) + thrown(() => atob('Y=Q=')) + thrown(() => atob('YQ=')) | aaInvalidCharacterErrorInvalidCharacterErrorInvalidCharacterError
          btoa('\\u00ff') + thrown(() => btoa('\\u0100')) + btoa(undefined) + btoa(null) | /w==InvalidCharacterErrordW5kZWZpbmVkbnVsbA==
          structuredClone(new Map([[1, new Set([2])]])).get(1).has(2) | true
          (() => { const a = {}; a.a = a; const b = structuredClone(a); return b.a === b && b !== a })() | true
          thrown(() => structuredClone(() => {})) + thrown(() => structuredClone(Symbol())) + thrown(() => structuredClone()) | DataCloneErrorDataCloneErrorTypeError
          structuredClone(new RangeError('x')).name + structuredClone(new Date(5)).getTime() + structuredClone(/a/gi).flags | RangeError5gi
          (() => { const b = new ArrayBuffer(4); const c = structuredClone(b, { transfer: [b] }); return b.byteLength + '' + c.byteLength })() | 04
          structuredClone([, 1]).length + '' + (0 in structuredClone([, 1])) | 2false
          thrown(() => structuredClone(1, { transfer: [1] })) + (() => { const b = new ArrayBuffer(1, { maxByteLength: 2 }); return structuredClone(b, { transfer: [b] }).maxByteLength })() | TypeError2
          new DOMException('m', 'AbortError').code + new DOMException().name + (new DOMException() instanceof Error) | 20Errortrue
          """)
  void textAndClones(String expression, String expected) throws HandlerProblem {
    gives(expression, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          (async () => { const [a, b] = new ReadableStream({ start(c) { c.enqueue(1); c.enqueue(2); c.close() } }).tee(); return (await all(a)) + ';' + (await all(b)) })() | 1,2;1,2
          (async () => { let pulls = 0; const s = new ReadableStream({ pull(c) { pulls++; c.enqueue(1) } }, { highWaterMark: 3 }); await new Promise((r) => setTimeout(r, 1)); return pulls })() | 3
          (async () => { const seen = []; await new ReadableStream({ start(c) { c.enqueue('a'); c.close() } }).pipeTo(new WritableStream({ write(x) { seen.push(x) }, close() { seen.push('closed') } })); return seen })() | a,closed
          (async () => { let reason; const s = new ReadableStream({ cancel(r) { reason = r } }); await s.cancel('why'); return reason })() | why
          (async () => { const w = new WritableStream({ write() { throw new RangeError() } }).getWriter(); return await rejected(w.write(1)) + await rejected(w.closed) })() | RangeErrorRangeError
          (async () => { const s = new ReadableStream({ start(c) { c.error(new TypeError()) } }); return rejected(s.getReader().read()) })() | TypeError
          new WritableStream({}, { highWaterMark: 2 }).getWriter().desiredSize | 2
          thrown(() => new ReadableStream({ type: 'x' })) + thrown(() => new ReadableStream({}, { highWaterMark: -1 })) | TypeErrorRangeError
          thrown(() => { const s = new ReadableStream(); s.getReader(); s.getReader() }) + thrown(() => new ReadableStream().getReader({ mode: 'x' })) | TypeErrorTypeError
          (async () => { const s = new ReadableStream({ type: 'bytes', start(c) { c.enqueue(new Uint8Array([1, 2, 3])); c.close() } }); const r = s.getReader({ mode: 'byob' }); const { value } = await r.read(new Uint8Array(2)); return value })() | 1,2
          all(ReadableStream.from(['a', Promise.resolve('b')])) | a,b
          (async () => { const t = new TransformStream({ transform(c, k) { k.enqueue(c * 2) }, flush(k) { k.enqueue('end') } }); const w = t.writable.getWriter(); w.write(1); w.close(); return all(t.readable) })() | 2,end
          all(ReadableStream.from([bytes('a'), Uint8Array.of(0xc3), Uint8Array.of(0xbc)]).pipeThrough(new TextDecoderStream())) | a,ü
          all(ReadableStream.from(['\\ud83d', '\\ude00']).pipeThrough(new TextEncoderStream())).then((l) => l.map((x) => x.join())) | 240,159,152,128
          (async () => { const s = new ReadableStream({ start(c) { c.enqueue(1) } }); for await (const x of s.values({ preventCancel: true })) break; return s.locked })() | false
          (async () => { const c = new AbortController(); const p = new ReadableStream().pipeTo(new WritableStream(), { signal: c.signal }); c.abort(); return rejected(p) })() | AbortError
          Object.keys(ReadableStream.prototype).sort().join() | cancel,getReader,locked,pipeThrough,pipeTo,tee,values
          new CountQueuingStrategy({ highWaterMark: 3 }).size() + '' + new ByteLengthQueuingStrategy({ highWaterMark: 3 }).size({ byteLength: 7 }) | 17
          new Blob(['a\\r\\n', bytes('b'), new Blob(['c'])], { type: 'A/b', endings: 'transparent' }).size + new Blob([], { type: 'A/b' }).type | 5a/b
          new Blob(['abcdef']).slice(1, -1, 'x/y').text() | bcde
          new Blob(['a']).slice().type + new Blob([], { type: '\\u0100' }).type + '.' | .
          all(new Blob(['ab']).stream()).then((l) => l[0].length) | 2
          new File(['a'], 'n', { lastModified: 5 }).lastModified + new File(['a'], 'n').name + (new File([], 'x') instanceof Blob) | 5ntrue
          thrown(() => new File([])) + thrown(() => new Blob('x')) + thrown(() => new Blob({})) | TypeErrorTypeErrorTypeError
          (() => { const f = new FormData(); f.append('a', 1); f.append('a', new Blob(['x'])); f.set('b', 'c'); return f.getAll('a').length + [...f.keys()].join() + f.get('a') + f.getAll('a')[1].name + f.has('c') })() | 2a,a,b1blobfalse
          (() => { const e = new EventTarget(); let n = 0; e.addEventListener('x', () => n++, { once: true }); e.dispatchEvent(new Event('x')); e.dispatchEvent(new Event('x')); return n })() | 1
          (() => { const e = new EventTarget(); e.addEventListener('x', (v) => v.preventDefault()); return e.dispatchEvent(new Event('x', { cancelable: true })) + '' + e.dispatchEvent(new Event('x')) })() | falsetrue
          AbortSignal.abort().reason.name + AbortSignal.any([AbortSignal.abort(5)]).reason + thrown(() => AbortSignal.abort().throwIfAborted()) | AbortError5AbortError
          new Promise((r) => { const s = AbortSignal.timeout(1); s.onabort = () => r(s.reason.name) }) | TimeoutError
          thrown(() => new AbortSignal()) + thrown(() => crypto.getRandomValues(new Float32Array(1))) + thrown(() => crypto.getRandomValues(new Uint8Array(65537))) | TypeErrorTypeMismatchErrorQuotaExceededError
          /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(crypto.randomUUID()) | true
          rejected(crypto.subtle.digest('md5', bytes('a'))) + '' | [object Promise]
          rejected(crypto.subtle.digest('MD5', bytes('a'))) | NotSupportedError
          crypto.subtle.importKey('raw', bytes('k'), { name: 'hmac', hash: 'SHA-256' }, false, ['sign', 'verify']).then((k) => [k.type, k.extractable, k.usages, k.algorithm.name, k.algorithm.hash.name, k.algorithm.length].join()) | secret,false,sign,verify,HMAC,SHA-256,8
          crypto.subtle.importKey('raw', bytes('k'), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']).then((k) => rejected(crypto.subtle.exportKey('raw', k))) | InvalidAccessError
          rejected(crypto.subtle.importKey('raw', bytes('k'), { name: 'HMAC', hash: 'SHA-256' }, false, [])) | SyntaxError
          new Promise((r) => { const l = []; setTimeout(() => l.push(2), 50); setTimeout(() => l.push(1)); queueMicrotask(() => l.push(0)); setTimeout(() => r(l), 100) }) | 0,1,2
          new Promise((r) => setTimeout((...a) => r(a), 0, 1, 2)) | 1,2
          """)
  void streamsAndTheRest(String expression, String expected) throws HandlerProblem {
    gives(expression, expected);
  }
}
