// Blob and File (File API §3, §4): octets in memory.
(function (web) {
  'use strict';

  const blobs = web.use('strategy').slots('Blob');

  // An item as it is when it is reached: octets, or a string whose line breaks the endings may change yet.
  function partOf(part) {
    if (part instanceof ArrayBuffer || ArrayBuffer.isView(part)) return web.octets(part).slice();
    return blobs.has(part) ? blobs.of(part).octets : web.text(part);
  }

  const partsOf = (value) => web.sequence(value, partOf, 'the parts');

  function octetsOfParts(parts, endings) {
    const all = [];
    let length = 0;
    for (const part of parts) {
      const octets = typeof part !== 'string' ? part : web.utf8(endings === 'native' ? part.replace(/\r\n?/g, '\n') : part);
      all.push(octets);
      length += octets.length;
    }
    const joined = new Uint8Array(length);
    let at = 0;
    for (const octets of all) {
      joined.set(octets, at);
      at += octets.length;
    }
    return joined;
  }

  function typeOf(value) {
    const type = `${value}`;
    return /[^\x20-\x7e]/.test(type) ? '' : type.toLowerCase();
  }

  class Blob {
    constructor(parts = undefined, options = undefined) {
      const list = parts === undefined ? [] : partsOf(parts);
      const given = web.dictionary(options);
      const { endings } = given;
      const ends = endings === undefined ? 'transparent' : `${endings}`;
      if (ends !== 'transparent' && ends !== 'native') throw new TypeError(`endings are transparent or native, not ${ends}`);
      const { type } = given;
      blobs.set(this, { octets: octetsOfParts(list, ends), type: type === undefined ? '' : typeOf(type) });
    }

    get size() { return blobs.of(this).octets.length; }
    get type() { return blobs.of(this).type; }

    slice(start = 0, end = undefined, contentType = '') {
      const { octets } = blobs.of(this);
      return make(octets.slice(Math.trunc(+start) || 0, end === undefined ? octets.length : Math.trunc(+end) || 0), typeOf(contentType));
    }

    stream() {
      const { octets } = blobs.of(this);
      return web.use('readable').faceOf(web.use('bytes').make(() => octets));
    }

    async text() { return web.fromUtf8(blobs.of(this).octets); }
    async arrayBuffer() { return blobs.of(this).octets.slice().buffer; }
    async bytes() { return blobs.of(this).octets.slice(); }
  }
  for (const [name, length] of [['slice', 0]]) Object.defineProperty(Blob.prototype[name], 'length', { value: length });

  function make(octets, type) {
    const blob = new Blob();
    blobs.set(blob, { octets, type: typeOf(type) });
    return blob;
  }

  const files = web.use('strategy').slots('File');

  class File extends Blob {
    constructor(parts, name, options = undefined) {
      web.required(arguments.length, 2);
      if (parts === undefined) throw new TypeError('the parts are no sequence');
      super(parts, options);
      const { lastModified } = web.dictionary(options);
      files.set(this, { name: web.text(name), lastModified: lastModified === undefined ? Date.now() : Math.trunc(+lastModified) || 0 });
    }

    get name() { return files.of(this).name; }
    get lastModified() { return files.of(this).lastModified; }
  }
  web.expose(Blob);
  web.expose(File);
  return { classes: { Blob, File }, blobs, files, make, octetsOf: (blob) => blobs.of(blob).octets };
})
