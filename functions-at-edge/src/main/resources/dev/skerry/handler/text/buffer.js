// Buffer (Node.js, "Buffer", as CloudFront's runtime 2.0 has it): octets with encodings. Evaluated with the host's recode;
// gives the class and what else reads texts as octets.
(function (recode) {
  'use strict';

  const ENCODINGS = {
    utf8: 'utf8', 'utf-8': 'utf8', ascii: 'latin1', latin1: 'latin1', binary: 'latin1', hex: 'hex', base64: 'base64', base64url: 'base64url',
  };

  function encoding(name, otherwise) {
    const known = ENCODINGS[name === undefined || name === null ? otherwise : String(name).toLowerCase()];
    if (known === undefined) throw new TypeError(`unknown encoding: ${name}`);
    return known;
  }

  // As many digits as are pairs of hexadecimal ones.
  function pairs(text) {
    const [digits] = /^[0-9a-f]*/i.exec(text);
    return digits.length % 2 === 0 ? digits : digits.slice(0, -1);
  }

  function fromText(text, name) {
    const from = encoding(name, 'utf8');
    return recode(from === 'hex' ? pairs(text) : text, from, 'latin1');
  }

  // A string of one character for each octet.
  function binary(data, name) {
    if (typeof data === 'string') return fromText(data, name);
    if (data instanceof ArrayBuffer) data = new Uint8Array(data);
    if (!ArrayBuffer.isView(data)) throw new TypeError('expected a string, a Buffer or a typed array');
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    let text = '';
    for (let i = 0; i < bytes.length; i += 4096) text += String.fromCharCode.apply(null, bytes.subarray(i, i + 4096));
    return text;
  }

  // Where something is within a length; negative places count from its end.
  function within(value, otherwise, length) {
    if (value === undefined) return otherwise;
    const at = Math.trunc(+value) || 0;
    return at < 0 ? Math.max(0, length + at) : Math.min(at, length);
  }

  function ordered(a, b) {
    const length = Math.min(a.length, b.length);
    for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
    return Math.sign(a.length - b.length);
  }

  const sought = (value, name) => (typeof value === 'number' ? String.fromCharCode(value & 255) : binary(value, name));

  class Buffer extends Uint8Array {
    static from(data, second, length) {
      if (data instanceof ArrayBuffer) return new Buffer(data, second, length);
      if (typeof data === 'object' && data !== null && !ArrayBuffer.isView(data)) {
        if (data.type === 'Buffer' && Array.isArray(data.data)) return super.from(data.data);
        if (data.length !== undefined) return super.from(data);
      }
      if (ArrayBuffer.isView(data) && !(data instanceof DataView)) return super.from(data);
      const text = binary(data, second);
      const buffer = new Buffer(text.length);
      for (let i = 0; i < text.length; i++) buffer[i] = text.charCodeAt(i);
      return buffer;
    }

    static alloc(length, fill, name) {
      const buffer = new Buffer(length);
      return fill === undefined ? buffer : buffer.fill(fill, name);
    }

    static allocUnsafe(length) {
      return new Buffer(length);
    }

    static byteLength(data, name) {
      return typeof data === 'string' ? fromText(data, name).length : data.byteLength;
    }

    static compare(a, b) {
      return ordered(a, b);
    }

    static concat(list, total) {
      const all = new Buffer(total === undefined ? list.reduce((sum, each) => sum + each.length, 0) : total);
      let at = 0;
      for (const each of list) {
        if (at >= all.length) break;
        all.set(each.subarray(0, all.length - at), at);
        at += each.length;
      }
      return all;
    }

    static isBuffer(value) {
      return value instanceof Buffer;
    }

    static isEncoding(name) {
      return typeof name === 'string' && Object.hasOwn(ENCODINGS, name.toLowerCase());
    }

    compare(target, targetStart, targetEnd, start, end) {
      return ordered(this.subarray(start, end), target.subarray(targetStart, targetEnd));
    }

    copy(target, targetStart = 0, start = 0, end = this.length) {
      const part = this.subarray(start, end).subarray(0, Math.max(0, target.length - targetStart));
      target.set(part, targetStart);
      return part.length;
    }

    equals(other) {
      return ordered(this, other) === 0;
    }

    fill(value, offset, end, name) {
      if (typeof offset === 'string') return this.fill(value, undefined, undefined, offset);
      if (typeof value === 'number') return super.fill(value & 255, offset, end);
      const text = sought(value, name);
      const last = within(end, this.length, this.length);
      for (let i = within(offset, 0, this.length), at = 0; i < last; i++, at++) {
        this[i] = text === '' ? 0 : text.charCodeAt(at % text.length);
      }
      return this;
    }

    includes(value, from, name) {
      return this.indexOf(value, from, name) >= 0;
    }

    indexOf(value, from, name) {
      return binary(this).indexOf(sought(value, name), within(from, 0, this.length));
    }

    lastIndexOf(value, from, name) {
      return binary(this).lastIndexOf(sought(value, name), within(from, this.length, this.length));
    }

    // The same octets, not a copy.
    slice(start, end) {
      return this.subarray(start, end);
    }

    toJSON() {
      return { type: 'Buffer', data: Array.from(this) };
    }

    toString(name, start, end) {
      const from = within(start, 0, this.length);
      return recode(binary(this.subarray(from, Math.max(from, within(end, this.length, this.length)))), 'latin1', encoding(name, 'utf8'));
    }

    write(text, offset, length, name) {
      if (typeof offset === 'string') return this.write(text, 0, undefined, offset);
      if (typeof length === 'string') return this.write(text, offset, undefined, length);
      const octets = fromText(text, name);
      const at = within(offset, 0, this.length);
      const count = Math.min(octets.length, length === undefined ? Infinity : length, this.length - at);
      for (let i = 0; i < count; i++) this[at + i] = octets.charCodeAt(i);
      return count;
    }
  }

  // ---- numbers

  const view = (buffer) => new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);

  function define(name, value) {
    Object.defineProperty(value, 'name', { value: name });
    Object.defineProperty(Buffer.prototype, name, { value, writable: true, configurable: true });
  }

  const KINDS = [
    ['Int8', 'Int8', 1], ['UInt8', 'Uint8', 1], ['Int16', 'Int16', 2], ['UInt16', 'Uint16', 2], ['Int32', 'Int32', 4], ['UInt32', 'Uint32', 4],
    ['Float', 'Float32', 4], ['Double', 'Float64', 8],
  ];
  for (const [name, kind, size] of KINDS) {
    const [get, set] = [DataView.prototype[`get${kind}`], DataView.prototype[`set${kind}`]];
    for (const order of size === 1 ? [''] : ['LE', 'BE']) {
      const little = order === 'LE';
      const read = function read(offset = 0) { return get.call(view(this), offset, little); };
      const write = function write(value, offset = 0) {
        set.call(view(this), offset, value, little);
        return offset + size;
      };
      for (const each of new Set([name, name.replace('UInt', 'Uint')])) {
        define(`read${each}${order}`, read);
        define(`write${each}${order}`, write);
      }
    }
  }

  // Whole numbers of one to six octets.
  function place(buffer, offset, count, little) {
    if (!(count >= 1 && count <= 6) || offset + count > buffer.length) throw new RangeError('the number is not within the Buffer');
    return (i) => offset + (little ? count - 1 - i : i);
  }

  for (const order of ['LE', 'BE']) {
    const unsigned = function read(offset, count) {
      const at = place(this, offset, count, order === 'LE');
      let number = 0;
      for (let i = 0; i < count; i++) number = number * 256 + this[at(i)];
      return number;
    };
    const signed = function read(offset, count) {
      const number = unsigned.call(this, offset, count);
      return number >= 2 ** (8 * count - 1) ? number - 2 ** (8 * count) : number;
    };
    const write = function write(value, offset, count) {
      const at = place(this, offset, count, order === 'LE');
      let rest = value < 0 ? value + 2 ** (8 * count) : value;
      for (let i = count - 1; i >= 0; i--) {
        this[at(i)] = rest % 256;
        rest = Math.floor(rest / 256);
      }
      return offset + count;
    };
    for (const name of ['UInt', 'Uint']) define(`read${name}${order}`, unsigned);
    define(`readInt${order}`, signed);
    for (const name of ['UInt', 'Uint', 'Int']) define(`write${name}${order}`, write);
  }

  for (const size of [2, 4, 8]) {
    define(`swap${8 * size}`, function swap() {
      if (this.length % size !== 0) throw new RangeError(`the length is no multiple of ${size}`);
      for (let i = 0; i < this.length; i += size) this.subarray(i, i + size).reverse();
      return this;
    });
  }

  // ---- what strings have in runtime 1.0: strings of one character for each octet

  Object.defineProperty(String, 'bytesFrom', {
    value: function bytesFrom(data, name) {
      return typeof data === 'string' ? fromText(data, name) : String.fromCharCode(...data);
    },
    writable: true, configurable: true,
  });
  const OF_STRINGS = {
    toUTF8() { return recode(`${this}`, 'utf8', 'latin1'); },
    fromUTF8() { return recode(`${this}`, 'latin1', 'utf8'); },
    toBytes(start, end) {
      const part = `${this}`.slice(start, end);
      return /[^\0-\xff]/.test(part) ? null : part;
    },
    fromBytes(start, end) { return `${this}`.slice(start, end); },
  };
  for (const [name, value] of Object.entries(OF_STRINGS)) {
    Object.defineProperty(String.prototype, name, { value, writable: true, configurable: true });
  }

  return { Buffer, binary, encoding };
})
