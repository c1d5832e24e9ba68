// TextEncoder and TextDecoder, on which the web platform builds its own: the engine's know whole texts in UTF-8 alone.
// An expression: a function of what decodes UTF-16; gives the two classes.
(function (utf16) {
  'use strict';

  const { TextEncoder: Encoder, TextDecoder: Decoder } = globalThis;
  const native = new Encoder();
  const NOTHING = new Uint8Array(0);

  class TextEncoder {
    encode(text = '') { return native.encode(text.toWellFormed()); }
    encodeInto(text, into) {
      const all = this.encode(text);
      let end = Math.min(all.length, into.length);
      while (end > 0 && end < all.length && (all[end] & 0xc0) === 0x80) end--;
      const written = all.slice(0, end);
      into.set(written);
      return { read: new Decoder('utf-8', { ignoreBOM: true }).decode(written).length, written: end };
    }
  }

  // How many octets the character that begins with this one has in UTF-8.
  const lengthOf = (octet) => (octet >= 0xf0 ? 4 : octet >= 0xe0 ? 3 : octet >= 0xc0 ? 2 : 1);

  // Where the character begins whose end has not come.
  function endOfUtf8(octets) {
    const { length } = octets;
    for (let back = 1; back <= 3 && back <= length; back++) {
      const octet = octets[length - back];
      if ((octet & 0xc0) !== 0x80) return lengthOf(octet) > back ? length - back : length;
    }
    return length;
  }

  function endOfUtf16(octets, isBig) {
    const { length } = octets;
    const end = length - (length % 2);
    if (end === 0) return 0;
    const isHigh = (octets[isBig ? end - 2 : end - 1] & 0xfc) === 0xd8;
    return isHigh ? end - 2 : end;
  }

  class TextDecoder {
    #encoding;
    #fatal;
    #ignoreBOM;
    #left = NOTHING;
    #begun = false;

    constructor(encoding = 'utf-8', { fatal = false, ignoreBOM = false } = {}) {
      this.#encoding = encoding;
      this.#fatal = fatal;
      this.#ignoreBOM = ignoreBOM;
    }

    decode(octets = NOTHING, { stream = false } = {}) {
      const all = this.#withWhatWasLeft(octets);
      const end = stream ? this.#end(all) : all.length;
      this.#left = stream ? all.slice(end) : NOTHING;
      let text = this.#text(end === all.length ? all : all.slice(0, end));
      if (!this.#begun && !this.#ignoreBOM && text[0] === '\ufeff') text = text.slice(1);
      this.#begun = stream && (this.#begun || end > 0);
      return text;
    }

    #withWhatWasLeft(octets) {
      const left = this.#left;
      if (left.length === 0) return octets;
      const all = new Uint8Array(left.length + octets.length);
      all.set(left);
      all.set(octets, left.length);
      return all;
    }

    #end(octets) {
      return this.#encoding === 'utf-8' ? endOfUtf8(octets) : endOfUtf16(octets, this.#encoding === 'utf-16be');
    }

    #text(octets) {
      const text = this.#encoding === 'utf-8'
        ? this.#utf8(octets)
        : utf16(octets, this.#encoding === 'utf-16be', this.#fatal);
      if (text !== null) return text;
      this.#left = NOTHING;
      this.#begun = false;
      throw new TypeError(`the data is not in ${this.#encoding}`);
    }

    #utf8(octets) {
      try {
        return new Decoder('utf-8', { fatal: this.#fatal, ignoreBOM: true }).decode(octets);
      } catch (e) {
        return null;
      }
    }
  }

  return { TextEncoder, TextDecoder };
})
