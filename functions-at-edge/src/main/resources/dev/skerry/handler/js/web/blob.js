// Blob and File (File API §3, §4): octets in memory.
(function (web) {
  'use strict';

  const blobs = web.use('strategy').slots('Blob');

  function octetsOfParts(parts, endings) {
    const all = [];
    let length = 0;
    for (const part of parts) {
      let octets;
      if (part instanceof ArrayBuffer || ArrayBuffer.isView(part)) octets = web.octets(part).slice();
      else if (blobs.has(part)) ({ octets } = blobs.of(part));
      else octets = web.utf8(endings === 'native' ? web.text(part).replace(/\r\n?/g, '\n') : web.text(part));
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

  function sequence(value) {
    if (!web.isObject(value) || typeof value[Symbol.iterator] !== 'function') throw new TypeError('the parts are no sequence');
    return [...value];
  }

  class Blob {
    constructor(parts = undefined, options = undefined) {
      const list = parts === undefined ? [] : sequence(parts);
      const { endings, type } = web.dictionary(options);
      const ends = endings === undefined ? 'transparent' : `${endings}`;
      if (ends !== 'transparent' && ends !== 'native') throw new TypeError(`endings are transparent or native, not ${ends}`);
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
      super(sequence(parts), options);
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
