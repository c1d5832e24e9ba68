package dev.skerry.handler.js;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.handler.HandlerKind;
import dev.skerry.handler.HandlerProblem;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a module finds of the web platform, expression by expression. */
@ParameterizedClass
@EnumSource(names = {"JS", "JS_SANDBOXED"})
class WebPlatformTest {
  private final Handlers handlers;

  WebPlatformTest(HandlerKind kind) {
    handlers = Handlers.of(kind);
  }

  private void gives(String expression, String expected) throws HandlerProblem {
    String source =
        """
        const hex = (buffer) => [...new Uint8Array(buffer)].map((x) => x.toString(16).padStart(2, '0')).join('');
        const bytes = (text) => new TextEncoder().encode(text);
        const thrown = (call) => { try { call(); return 'nothing' } catch (e) { return e.name } };
        const rejected = (promise) => promise.then(() => 'nothing', (e) => e.name);
        const all = async (stream) => { const list = []; for await (const x of stream) list.push(x); return list };
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
          new URLSearchParams('?a=b+c&a=%C3%BC&d&=e').toString() | a=b+c&a=%C3%BC&d=&=e
          new URLSearchParams([['a', 'b'], ['c', '~*!']]).toString() | a=b&c=%7E*%21
          new URLSearchParams({ a: 1, b: 'ü' }).toString() | a=1&b=%C3%BC
          new URLSearchParams('a=%ff').get('a') === '\\ufffd' | true
          [...new URLSearchParams('b=1&a=2&b=0')].join(';') | b,1;a,2;b,0
          (() => { const p = new URLSearchParams('b=1&a=2&b=0'); p.sort(); return p })() | a=2&b=1&b=0
          (() => { const u = new URL('http://a/?x=1'); u.searchParams.append('y', ' '); return u.href })() | http://a/?x=1&y=+
          (() => { const u = new URL('http://a/?x=1'); const p = u.searchParams; u.search = 'z=2'; return p.get('z') })() | 2
          thrown(() => new URLSearchParams([['a']])) | TypeError
          new URLSearchParams('a=1&a=2').has('a', '2') | true
          URL.canParse('x') + ' ' + URL.canParse('x', 'http://a') + ' ' + URL.parse('x') | false true null
          JSON.stringify(new URL('http://a')) | "http://a/"
          thrown(() => new URL('//a')) + thrown(() => URL('http://a')) | TypeErrorTypeError
          Object.prototype.toString.call(new URL('http://a')) | [object URL]
          """)
  void urlsAndTheirParameters(String expression, String expected) throws HandlerProblem {
    gives(expression, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [...new Headers([['B', ' 1 '], ['a', '2'], ['b', '3']])].join(';') | a,2;b,1, 3
          [...new Headers([['set-cookie', 'a=1'], ['Set-Cookie', 'b=2']])].join(';') | set-cookie,a=1;set-cookie,b=2
          new Headers([['set-cookie', 'a=1'], ['set-cookie', 'b=2']]).getSetCookie().length | 2
          new Headers({ a: 'b' }).get('A') + new Headers().get('x') | bnull
          ['a b', '', 'ü', 'a:'].map((name) => thrown(() => new Headers([[name, '1']]))).join() | TypeError,TypeError,TypeError,TypeError
          ['a\\nb', 'a\\0b', '\\u0100'].map((value) => thrown(() => new Headers({ a: value }))).join() | TypeError,TypeError,TypeError
          thrown(() => new Headers(null)) + thrown(() => new Headers('a')) | TypeErrorTypeError
          thrown(() => request.headers.append('a', 'b')) | TypeError
          request.headers.get('host') | www.example.com
          new Request('http://a', { method: 'post' }).method + new Request('http://a', { method: 'patch' }).method | POSTpatch
          thrown(() => new Request('http://a', { body: 'x' })) + thrown(() => new Request('a')) | TypeErrorTypeError
          thrown(() => new Request('http://u:p@a')) + thrown(() => new Request('http://a', { method: 'TRACE' })) | TypeErrorTypeError
          new Request('http://a', { method: 'POST', body: new URLSearchParams('a=b') }).headers.get('content-type') | application/x-www-form-urlencoded;charset=UTF-8
          new Request(new Request('http://a', { method: 'POST', body: 'x' })).text() | x
          (() => { const r = new Request('http://a', { method: 'POST', body: 'x' }); new Request(r); return r.bodyUsed })() | true
          (() => { const r = new Request('http://a', { method: 'POST', body: 'x' }); const c = r.clone(); return Promise.all([r.text(), c.text()]) })() | x,x
          rejected((async () => { const r = new Response('x'); await r.text(); await r.text() })()) | TypeError
          new Response('{"a":[1]}').json().then((x) => x.a[0]) | 1
          rejected(new Response('{').json()) | SyntaxError
          new Response(new Uint8Array([104, 105])).text() | hi
          new Response('\\ufeffx').text() | x
          new Response('ü').arrayBuffer().then(hex) | c3bc
          new Response('abc').body.getReader().read().then((x) => hex(x.value) + x.done) | 616263false
          new Response(null).body + ' ' + new Response('').bodyUsed | null false
          thrown(() => new Response('x', { status: 204 })) + thrown(() => new Response('', { status: 199 })) | TypeErrorRangeError
          thrown(() => new Response('', { statusText: 'a\\nb' })) | TypeError
          Response.json({ a: 1 }).headers.get('content-type') + Response.error().type | application/jsonerror
          Response.redirect('http://a/ü', 301).headers.get('location') + thrown(() => Response.redirect('http://a', 200)) | http://a/%C3%BCRangeError
          new Response(new Blob(['x'], { type: 'a/B' })).headers.get('content-type') | a/b
          new Response('a=1&b=%20').formData === undefined | false
          new Response(new URLSearchParams('a=1&b=%20')).formData().then((f) => [...f].join(';') + '.') | a,1;b, .
          (() => { const f = new FormData(); f.set('a', 'ü'); f.append('f', new Blob(['xy'], { type: 't/p' }), 'n"'); return new Response(f).formData().then(async (g) => g.get('a') + g.get('f').name + g.get('f').type + await g.get('f').text()) })() | ün%22t/pxy
          thrown(() => new Request('http://a', { method: 'POST', body: new ReadableStream() })) | TypeError
          """)
  void messages(String expression, String expected) throws HandlerProblem {
    gives(expression, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          hex(new TextEncoder().encode('aü€😀\\ud800')) | 61c3bce282acf09f9880efbfbd
          JSON.stringify(new TextEncoder().encodeInto('a€b', new Uint8Array(3))) | {"read":1,"written":1}
          new TextDecoder().decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x61])) | a
          new TextDecoder('utf-8', { ignoreBOM: true }).decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x61])).length | 2
          thrown(() => new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([0xff]))) | TypeError
          new TextDecoder(' UTF8 ').encoding + new TextDecoder('utf-16').encoding | utf-8utf-16le
          new TextDecoder('utf-16be').decode(new Uint8Array([0xd8, 0, 0, 0x61])) === '\\ufffda' | true
          new TextDecoder('utf-16be').decode(new Uint8Array([0, 0x61])) | a
          (() => { const d = new TextDecoder(); return d.decode(new Uint8Array([0xe2, 0x82]), { stream: true }) + d.decode(new Uint8Array([0xac])) })() | €
          thrown(() => new TextDecoder('x')) | RangeError
          btoa('\\xff') + atob(' /w = = ').charCodeAt(0) + atob('YQ') | /w==255a
          thrown(() => atob('a')) + thrown(() => btoa('€')) + thrown(() => atob('a===')) | InvalidCharacterErrorInvalidCharacterErrorInvalidCharacterError
          crypto.subtle.digest('SHA-256', bytes('abc')).then(hex) | ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
          crypto.subtle.digest({ name: 'sha-1' }, bytes('abc')).then(hex) | a9993e364706816aba3e25717850c26c9cd0d89d
          rejected(crypto.subtle.digest('MD5', bytes('abc'))) | NotSupportedError
          crypto.subtle.importKey('raw', bytes('Jefe'), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']).then((k) => crypto.subtle.sign('HMAC', k, bytes('what do ya want for nothing?'))).then(hex) | 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843
          crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-1' }, true, ['sign', 'verify']).then(async (k) => await crypto.subtle.verify('HMAC', k, await crypto.subtle.sign('HMAC', k, bytes('a')), bytes('a')) + ' ' + await crypto.subtle.verify('HMAC', k, bytes('b'), bytes('a'))) | true false
          crypto.subtle.importKey('raw', new Uint8Array(16), 'AES-GCM', false, ['encrypt']).then((k) => crypto.subtle.encrypt({ name: 'AES-GCM', iv: new Uint8Array(12) }, k, new Uint8Array(16))).then(hex) | 0388dace60b6a392f328c2b971b2fe78ab6e47d42cec13bdf53a67b21257bddf
          crypto.subtle.importKey('raw', new Uint8Array(16), 'AES-GCM', false, ['decrypt']).then((k) => rejected(crypto.subtle.decrypt({ name: 'AES-GCM', iv: new Uint8Array(12) }, k, new Uint8Array(32)))) | OperationError
          rejected(crypto.subtle.importKey('raw', bytes('k'), { name: 'HMAC', hash: 'SHA-1' }, false, ['sign']).then((k) => crypto.subtle.exportKey('raw', k))) | InvalidAccessError
          /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab]/.test(crypto.randomUUID()) + ' ' + crypto.getRandomValues(new Uint8Array(4)).length | true 4
          structuredClone(new Map([[1, new Set([new Date(0)])]])).get(1).values().next().value.getTime() | 0
          (() => { const a = { b: [] }; a.b.push(a); const c = structuredClone(a); return c !== a && c.b[0] === c })() | true
          thrown(() => structuredClone(() => {})) + thrown(() => structuredClone(Symbol('x'))) + thrown(() => structuredClone(new Headers())) | DataCloneErrorDataCloneErrorDataCloneError
          structuredClone(new RangeError('x')) instanceof RangeError | true
          (() => { const b = new ArrayBuffer(8); const c = structuredClone(b, { transfer: [b] }); return b.byteLength + ' ' + c.byteLength })() | 0 8
          structuredClone(new Uint16Array([1, 2])).join() + structuredClone(/a/gi) | 1,2/a/gi
          """)
  void encodingsCryptographyAndClones(String expression, String expected) throws HandlerProblem {
    gives(expression, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          all(ReadableStream.from([1, 2, 3])) | 1,2,3
          all(ReadableStream.from((async function* () { yield 1; yield 2 })())) | 1,2
          all(new ReadableStream({ start(c) { c.enqueue('a'); c.close() } }).pipeThrough(new TransformStream({ transform(x, c) { c.enqueue(x + x) }, flush(c) { c.enqueue('end') } }))) | aa,end
          (async () => { const [a, b] = ReadableStream.from([1, 2]).tee(); return [await all(a), await all(b)] })() | 1,2,1,2
          (async () => { const out = []; await ReadableStream.from([1, 2]).pipeTo(new WritableStream({ write(x) { out.push(x) }, close() { out.push('closed') } })); return out })() | 1,2,closed
          rejected(new ReadableStream({ pull() { throw new RangeError('x') } }).getReader().read()) | RangeError
          rejected(ReadableStream.from([1]).pipeTo(new WritableStream({ write() { throw new RangeError('x') } }))) | RangeError
          (async () => { let why; await new ReadableStream({ cancel(r) { why = r } }).cancel('because'); return why })() | because
          (() => { const s = new ReadableStream(); s.getReader(); return s.locked + ' ' + thrown(() => s.getReader()) })() | true TypeError
          (async () => { const w = new WritableStream({}, { highWaterMark: 2 }).getWriter(); w.write(1); const d = w.desiredSize; await w.close(); return d + ' ' + await w.closed })() | 1 undefined
          (async () => { const r = new ReadableStream({ type: 'bytes', start(c) { c.enqueue(new Uint8Array([1, 2, 3])); c.close() } }).getReader({ mode: 'byob' }); const a = await r.read(new Uint8Array(2)); const b = await r.read(new Uint8Array(2)); const c = await r.read(new Uint8Array(1)); return [a.value, b.value, c.done] })() | 1,2,3,true
          (async () => { const r = new ReadableStream({ type: 'bytes', pull(c) { c.byobRequest.view[0] = 7; c.byobRequest.respond(1) } }).getReader({ mode: 'byob' }); return (await r.read(new Uint8Array(4))).value })() | 7
          all(new Response('aü').body.pipeThrough(new TextDecoderStream())) | aü
          all(ReadableStream.from(['a', '\\ud83d', '\\ude00']).pipeThrough(new TextEncoderStream())).then((x) => x.map(hex).join()) | 61,f09f9880
          new CountQueuingStrategy({ highWaterMark: 3 }).size() + new ByteLengthQueuingStrategy({ highWaterMark: 3 }).size(new Uint8Array(5)) | 6
          thrown(() => new ReadableStream({}, { highWaterMark: -1 })) + thrown(() => new ReadableStream({ type: 'x' })) | RangeErrorTypeError
          (async () => { const c = new AbortController(); const p = new ReadableStream().pipeTo(new WritableStream(), { signal: c.signal }); c.abort(); return rejected(p) })() | AbortError
          (() => { const c = new AbortController(); let n = 0; c.signal.addEventListener('abort', () => n++); c.signal.onabort = () => n++; c.abort('x'); c.abort(); return n + c.signal.reason + AbortSignal.any([c.signal]).aborted })() | 2xtrue
          rejected(new Promise((_, reject) => { const s = AbortSignal.timeout(5); s.onabort = () => reject(s.reason) })) | TimeoutError
          (() => { const t = new EventTarget(); const seen = []; t.addEventListener('a', (e) => seen.push(e.type, e.target === t), { once: true }); t.dispatchEvent(new Event('a')); t.dispatchEvent(new Event('a')); return seen })() | a,true
          (() => { const e = new CustomEvent('a', { detail: 7, cancelable: true }); const t = new EventTarget(); t.addEventListener('a', (x) => x.preventDefault()); return t.dispatchEvent(e) + ' ' + e.detail })() | false 7
          new Promise((resolve) => { const seen = []; setTimeout(() => seen.push('b'), 2); setTimeout((x) => seen.push(x), 0, 'a'); queueMicrotask(() => seen.push('m')); setTimeout(() => resolve(seen), 4) }) | m,a,b
          new Promise((resolve) => { let n = 0; const id = setInterval(() => { if (++n === 3) { clearInterval(id); resolve(n) } }, 1) }) | 3
          new DOMException('m', 'AbortError').code + ' ' + (new DOMException() instanceof Error) + ' ' + DOMException.DATA_CLONE_ERR | 20 true 25
          new Blob(['ab', new Uint8Array([99])]).slice(1, -1).text() | b
          new File(['x'], 'n.txt', { type: 'T/x', lastModified: 5 }).lastModified | 5
          typeof performance.now() + ' ' + (self === globalThis) + ' ' + Object.keys(env).length | number true 0
          """)
  void streamsEventsAndTimers(String expression, String expected) throws HandlerProblem {
    gives(expression, expected);
  }
}
