// TextEncoder and TextDecoder, and their streams (Encoding Standard §7). The host has all encodings but UTF-8 and UTF-16.
(function (web) {
  'use strict';

  const NativeEncoder = web.native.TextEncoder;
  const NativeDecoder = web.native.TextDecoder;
  const UTF_8 = ['unicode-1-1-utf-8', 'unicode11utf8', 'unicode20utf8', 'utf-8', 'utf8', 'x-unicode20utf8'];
  const UTF_16LE = ['csunicode', 'iso-10646-ucs-2', 'ucs-2', 'unicode', 'unicodefeff', 'utf-16', 'utf-16le'];
  const UTF_16BE = ['unicodefffe', 'utf-16be'];

  const native = new NativeEncoder();

  class TextEncoder {
    #brand = true;

    get encoding() { return this.#brand && 'utf-8'; }
    encode(input = '') { return this.#brand && native.encode(web.text(input)); }
    encodeInto(source, destination) {
      web.required(arguments.length, 2);
      if (!this.#brand || !(destination instanceof Uint8Array)) throw new TypeError('the destination is no Uint8Array');
      return native.encodeInto(web.text(source), destination);
    }
  }
  Object.defineProperty(TextEncoder.prototype.encode, 'length', { value: 0 });

  function encodingOf(label) {
    const name = `${label}`.replace(/^[\t\n\f\r ]+|[\t\n\f\r ]+$/g, '').toLowerCase();
    if (UTF_8.includes(name)) return 'utf-8';
    if (UTF_16LE.includes(name)) return 'utf-16le';
    if (UTF_16BE.includes(name)) return 'utf-16be';
    const found = web.host.singleByteName(name) ?? web.host.multiByteName(name);
    if (found !== null) return found;
    throw new RangeError(`there is no encoding "${name}"`);
  }

  // A decoder like the native ones.
  function singleByte(name, fatal) {
    return {
      decode(octets) {
        const string = web.host.singleByteDecode(name, octets, fatal);
        if (string === null) throw new TypeError(`the data is not in ${name}`);
        return string;
      },
    };
  }

  function multiByte(name, fatal) {
    const decoder = web.host.multiByteDecoder(name);
    return {
      decode(octets, { stream }) {
        const string = web.host.multiByteDecode(decoder, octets, !stream, fatal);
        if (string === null) throw new TypeError(`the data is not in ${name}`);
        return string;
      },
    };
  }

  function decoderOf(name, fatal, ignoreBOM) {
    if (name.startsWith('utf-')) return new NativeDecoder(name, { fatal, ignoreBOM });
    return web.host.singleByteName(name) === null ? multiByte(name, fatal) : singleByte(name, fatal);
  }

  class TextDecoder {
    #native;
    #encoding;
    #fatal;
    #ignoreBOM;

    constructor(label = 'utf-8', options = undefined) {
      this.#encoding = encodingOf(label);
      const { fatal, ignoreBOM } = web.dictionary(options);
      this.#fatal = !!fatal;
      this.#ignoreBOM = !!ignoreBOM;
      this.#native = decoderOf(this.#encoding, this.#fatal, this.#ignoreBOM);
    }

    get encoding() { return this.#encoding; }
    get fatal() { return this.#fatal; }
    get ignoreBOM() { return this.#ignoreBOM; }

    decode(input = undefined, options = undefined) {
      const octets = input === undefined ? new Uint8Array(0) : web.octets(input);
      const { stream } = web.dictionary(options);
      return this.#native.decode(octets, { stream: !!stream });
    }
  }
  Object.defineProperty(TextDecoder.prototype.decode, 'length', { value: 0 });

  // ---- streams

  const pairs = web.use('strategy').slots('transform of texts');
  const members = {
    readable: { get() { return web.use('readable').faceOf(pairs.of(this).readable); }, enumerable: true, configurable: true },
    writable: { get() { return web.use('writable').faceOf(pairs.of(this).writable); }, enumerable: true, configurable: true },
  };

  class TextEncoderStream {
    constructor() {
      let high = '';
      pairs.set(this, web.use('transform').transforming(
        (chunk, enqueue) => {
          let string = high + `${chunk}`;
          high = '';
          const last = string.charCodeAt(string.length - 1);
          if (last >= 0xd800 && last <= 0xdbff) {
            high = string.slice(-1);
            string = string.slice(0, -1);
          }
          if (string !== '') enqueue(native.encode(string.toWellFormed()));
        },
        (enqueue) => { if (high !== '') enqueue(native.encode('\ufffd')); },
      ));
    }

    get encoding() { return pairs.of(this) && 'utf-8'; }
  }

  class TextDecoderStream {
    #decoder;

    constructor(label = 'utf-8', options = undefined) {
      const decoder = new TextDecoder(label, options);
      this.#decoder = decoder;
      const put = (string, enqueue) => { if (string !== '') enqueue(string); };
      pairs.set(this, web.use('transform').transforming(
        (chunk, enqueue) => put(decoder.decode(web.octets(chunk), { stream: true }), enqueue),
        (enqueue) => put(decoder.decode(), enqueue),
      ));
    }

    get encoding() { return this.#decoder.encoding; }
    get fatal() { return this.#decoder.fatal; }
    get ignoreBOM() { return this.#decoder.ignoreBOM; }
  }
  for (const type of [TextEncoderStream, TextDecoderStream]) Object.defineProperties(type.prototype, members);
  for (const type of [TextEncoder, TextDecoder, TextEncoderStream, TextDecoderStream]) web.expose(type);
  return { classes: { TextEncoder, TextDecoder, TextEncoderStream, TextDecoderStream } };
})
