// CompressionStream and DecompressionStream (Compression Standard §5, §6). The host compresses.
(function (web) {
  'use strict';

  const { host } = web;
  const FORMATS = ['deflate', 'deflate-raw', 'gzip'];

  function checked(result) {
    if (typeof result === 'string') throw new TypeError(result);
    return result;
  }

  // One whose coder is opened for the first chunk, so that a stream that nobody uses costs nothing.
  function transforming(format, compresses) {
    let number = null;

    function put(octets, enqueue) {
      number ??= checked(host.coderOpen(format, compresses));
      try {
        checked(host.coderFeed(number, octets));
        for (let piece = checked(host.coderNext(number)); piece !== null; piece = checked(host.coderNext(number))) {
          enqueue(new Uint8Array(piece));
        }
      } catch (e) {
        host.coderClose(number);
        throw e;
      }
    }

    return web.use('transform').transforming(
      (chunk, enqueue) => put(web.octets(chunk, 'the chunk'), enqueue),
      (enqueue) => {
        put(null, enqueue);
        host.coderClose(number);
      },
    );
  }

  function formatOf(value) {
    const format = `${value}`;
    if (!FORMATS.includes(format)) throw new TypeError(`there is no format ${format}; there are ${FORMATS.join(', ')}`);
    return format;
  }

  function define(type, compresses) {
    const pairs = web.use('strategy').slots(type.name);
    Object.defineProperties(type.prototype, {
      readable: { get() { return web.use('readable').faceOf(pairs.of(this).readable); }, enumerable: true, configurable: true },
      writable: { get() { return web.use('writable').faceOf(pairs.of(this).writable); }, enumerable: true, configurable: true },
    });
    web.expose(type);
    return (face, format) => { pairs.set(face, transforming(formatOf(format), compresses)); };
  }

  class CompressionStream {
    constructor(format) {
      web.required(arguments.length, 1);
      compress(this, format);
    }
  }
  const compress = define(CompressionStream, true);

  class DecompressionStream {
    constructor(format) {
      web.required(arguments.length, 1);
      decompress(this, format);
    }
  }
  const decompress = define(DecompressionStream, false);

  return { classes: { CompressionStream, DecompressionStream } };
})
