// Bodies of requests and responses (Fetch Standard §2.2.4, §5.2): { source, stream, length, used }. The source is
// a string, octets, a Blob, a Given of the event, or null where only the stream is there.
(function (web) {
  'use strict';

  const { host, text, utf8, fromUtf8 } = web;

  // The content that came with the event, which is read from the host when it is needed.
  class Given {
    #octets = null;

    // `there` is false where the hook's message has content that handlers are not given.
    constructor(there) {
      this.there = there;
    }

    octets() {
      if (!this.there) throw new TypeError('the content of this message is not given to handlers at this hook');
      if (this.#octets === null) this.#octets = new Uint8Array(host.content());
      return this.#octets;
    }
  }

  const isBlob = (value) => web.isObject(value) && web.use('blob').blobs.has(value);

  function isA(type, value) {
    return value instanceof globalThis[type];
  }

  // The body and the content type that it comes with.
  function extract(value) {
    if (typeof value !== 'object') return { body: ofSource(text(value)), type: 'text/plain;charset=UTF-8' };
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
      return { body: ofSource(web.octets(value).slice()), type: null };
    }
    if (web.use('readable').streams.has(value)) {
      const stream = web.use('readable').streams.of(value);
      if (stream.disturbed || stream.reader !== undefined) throw new TypeError('the stream has been read from, or is locked');
      return { body: { source: sourceOf(value), stream: value, used: false }, type: null };
    }
    if (isA('URLSearchParams', value)) {
      return { body: ofSource(value.toString()), type: 'application/x-www-form-urlencoded;charset=UTF-8' };
    }
    if (isBlob(value)) return { body: ofSource(value), type: value.type === '' ? null : value.type };
    if (isA('FormData', value)) {
      const { octets, boundary } = web.use('multipart').write(value);
      return { body: ofSource(octets), type: `multipart/form-data; boundary=${boundary}` };
    }
    return { body: ofSource(text(value)), type: 'text/plain;charset=UTF-8' };
  }

  function ofSource(source) {
    return { source, stream: null, used: false };
  }

  // Streams that were made of the event's content are known, so that handing them on costs nothing.
  const givens = new WeakMap();

  function sourceOf(stream) {
    const given = givens.get(stream);
    return given === undefined ? null : given;
  }

  // What a body without a stream is, in octets; a promise for blobs.
  function octetsOf({ source }) {
    if (typeof source === 'string') return utf8(source);
    if (source instanceof Given) return source.octets();
    if (source instanceof Uint8Array) return source;
    return web.use('blob').octetsOf(source);
  }

  function streamOf(body) {
    if (body.stream === null) {
      const readables = web.use('readable');
      const stream = web.use('bytes').make(() => octetsOf(body));
      body.stream = readables.faceOf(stream);
      if (body.source instanceof Given) givens.set(body.stream, body.source);
      if (body.used) {
        stream.disturbed = true;
        readables.close(stream);
        readables.acquire(stream);
      }
    }
    return body.stream;
  }

  const inner = (body) => web.use('readable').streams.of(body.stream);
  const isUsed = (body) => body !== null && (body.stream === null ? body.used : inner(body).disturbed);
  const isUnusable = (body) => body !== null && (isUsed(body) || (body.stream !== null && inner(body).reader !== undefined));

  // All octets; the body is used from now on.
  function consume(body) {
    if (body === null) return Promise.resolve(new Uint8Array(0));
    if (isUnusable(body)) return Promise.reject(new TypeError('the body has been read already, or is locked'));
    if (body.stream === null) {
      body.used = true;
      return new Promise((resolve) => { resolve(octetsOf(body)); });
    }
    return collect(inner(body));
  }

  function collect(stream, most = Infinity) {
    const readables = web.use('readable');
    const reader = readables.acquire(stream);
    const chunks = [];
    let length = 0;
    const { promise, resolve, reject } = Promise.withResolvers();
    function next() {
      readables.read(reader, {
        chunk(chunk) {
          if (!(chunk instanceof Uint8Array)) {
            const wrong = new TypeError('a chunk of the body is no Uint8Array');
            readables.cancelReader(reader, wrong).then(undefined, () => {});
            reject(wrong);
            return;
          }
          length += chunk.length;
          if (length > most) {
            const tooMuch = new RangeError('the body is too large');
            tooMuch.isTooLarge = true;
            readables.cancelReader(reader, tooMuch).then(undefined, () => {});
            reject(tooMuch);
            return;
          }
          chunks.push(chunk);
          Promise.resolve().then(next);
        },
        close: () => resolve(joined(chunks, length)),
        error: reject,
      });
    }
    next();
    return promise;
  }

  function joined(chunks, length) {
    if (chunks.length === 1) return chunks[0];
    const all = new Uint8Array(length);
    let at = 0;
    for (const chunk of chunks) {
      all.set(chunk, at);
      at += chunk.length;
    }
    return all;
  }

  function cloneOf(body) {
    if (body === null) return null;
    if (body.stream === null) return { ...body };
    const readables = web.use('readable');
    const given = body.source;
    const [mine, other] = web.use('piping').tee(inner(body)).map(readables.faceOf);
    if (given instanceof Given) for (const each of [mine, other]) givens.set(each, given);
    body.stream = mine;
    return { source: given, stream: other, used: false };
  }

  // The rest of a body whose reading has begun elsewhere belongs to a new message.
  function take(body) {
    if (body === null) return null;
    const taken = { ...body };
    if (body.stream === null) {
      body.used = true;
    } else {
      const readables = web.use('readable');
      const from = inner(body);
      const through = web.use('transform').transforming((chunk, enqueue) => enqueue(chunk), () => {});
      web.use('piping').pipe(from, through.writable, { preventAbort: false, preventCancel: false, preventClose: false })
        .then(undefined, () => {});
      taken.stream = readables.faceOf(through.readable);
      if (body.source instanceof Given) givens.set(taken.stream, body.source);
    }
    return taken;
  }

  // The body that is the event's own, unread and unchanged.
  function isGiven(body) {
    return body !== null && body.source instanceof Given && !isUsed(body);
  }

  // ---- the mixin

  function withoutMark(string) {
    return string.charCodeAt(0) === 0xfeff ? string.slice(1) : string;
  }

  function textOf(body) {
    if (body !== null && body.stream === null && typeof body.source === 'string' && !body.used) {
      body.used = true;
      return Promise.resolve(withoutMark(body.source));
    }
    return consume(body).then(fromUtf8);
  }

  // Defines the members of bodies on a class; `of` gives { body, contentType() } of an object of it.
  function mixin(type, of) {
    const rejecting = (action) => function method() {
      try {
        return action(of(this));
      } catch (e) {
        return Promise.reject(e);
      }
    };
    const methods = {
      arrayBuffer: rejecting(({ body }) => consume(body).then((octets) => octets.slice().buffer)),
      blob: rejecting((message) => consume(message.body).then((octets) => web.use('blob').make(octets, mimeOf(message)))),
      bytes: rejecting(({ body }) => consume(body).then((octets) => octets.slice())),
      formData: rejecting((message) => consume(message.body).then((octets) => web.use('multipart').read(octets, typeOf(message)))),
      json: rejecting(({ body }) => textOf(body).then(JSON.parse)),
      text: rejecting(({ body }) => textOf(body)),
    };
    for (const [name, value] of Object.entries(methods)) {
      Object.defineProperty(value, 'name', { value: name });
      Object.defineProperty(type.prototype, name, { value, writable: true, configurable: true });
    }
    Object.defineProperties(type.prototype, {
      body: {
        get() {
          const { body } = of(this);
          return body === null ? null : streamOf(body);
        },
        configurable: true,
      },
      bodyUsed: { get() { return isUsed(of(this).body); }, configurable: true },
    });
  }

  const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
  const PARAMETER = /;[\t\n\r ]*([^;=]*)(?:=("(?:[^"\\]|\\[^])*"?[^;]*|[^;]*))?/g;

  // A MIME type that was read: { essence, parameters }; null if it is none (MIME Sniffing Standard §4.4).
  function parsedMime(string) {
    const [essence, rest] = /^[\t\n\r ]*([^;]*)([^]*)$/.exec(string).slice(1);
    const [type, subtype, ...more] = essence.replace(/[\t\n\r ]+$/, '').split('/');
    if (more.length > 0 || !TOKEN.test(type) || subtype === undefined || !TOKEN.test(subtype)) return null;
    const parameters = new Map();
    for (const [, name, raw] of rest.matchAll(PARAMETER)) {
      if (raw === undefined) continue;
      const quoted = /^"((?:[^"\\]|\\[^])*)/.exec(raw);
      const value = quoted === null ? raw.replace(/[\t\n\r ]+$/, '') : quoted[1].replace(/\\([^])/g, '$1');
      const key = name.toLowerCase();
      if (TOKEN.test(key) && (value !== '' || quoted !== null) && /^[\t\x20-\x7e\x80-\xff]*$/.test(value) && !parameters.has(key)) {
        parameters.set(key, value);
      }
    }
    return { essence: `${type}/${subtype}`.toLowerCase(), parameters };
  }

  // Of several the last one, with the charset of those before it that are the same (Fetch Standard §2.2.2).
  function extractedMime(string) {
    let found = null;
    let charset = null;
    for (const each of string.match(/(?:"(?:[^"\\]|\\[^])*"?|[^",])+/g) ?? []) {
      const mime = parsedMime(each);
      if (mime === null || mime.essence === '*/*') continue;
      if (found === null || mime.essence !== found.essence) charset = mime.parameters.get('charset') ?? null;
      else if (charset !== null && !mime.parameters.has('charset')) mime.parameters.set('charset', charset);
      found = mime;
    }
    return found;
  }

  const typeOf = (message) => extractedMime(message.contentType() ?? '');
  const mimeOf = (message) => mimeText(message.contentType() ?? '');

  // A content type as it is written after it was read; '' if it is none.
  function mimeText(string) {
    const mime = extractedMime(string);
    return mime === null ? '' : serializedMime(mime);
  }

  function serializedMime(mime) {
    let all = mime.essence;
    for (const [name, value] of mime.parameters) {
      all += `;${name}=${TOKEN.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`}`;
    }
    return all;
  }

  return {
    classes: { Given }, Given, extract, ofSource, octetsOf, isUnusable, isGiven, collect, consume, cloneOf, take, mixin,
    parsedMime, serializedMime, mimeText, inner,
  };
})
