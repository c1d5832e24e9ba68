// The web platform that modules find around them. Each file of this folder is evaluated when something of
// it is first used, and gives an object: `classes` are frozen with what is built in, all else is for other files.
(function (common, functions) {
  'use strict';

  const host = {};
  for (const name of Object.keys(functions)) host[name] = functions[name];
  const native = { TextEncoder, TextDecoder };
  common.isBuiltIn();

  // Which file makes a global.
  const FILES = {
    url: ['URL', 'URLSearchParams'],
    headers: ['Headers'],
    messages: ['Request', 'Response'],
    errors: ['DOMException', 'QuotaExceededError'],
    events: ['Event', 'CustomEvent', 'EventTarget', 'AbortController', 'AbortSignal'],
    encoding: ['TextEncoder', 'TextDecoder', 'TextEncoderStream', 'TextDecoderStream'],
    base64: ['atob', 'btoa'],
    clone: ['structuredClone'],
    readable: [
      'ReadableStream', 'ReadableStreamDefaultReader', 'ReadableStreamDefaultController',
      'ByteLengthQueuingStrategy', 'CountQueuingStrategy',
    ],
    bytes: ['ReadableByteStreamController', 'ReadableStreamBYOBReader', 'ReadableStreamBYOBRequest'],
    writable: ['WritableStream', 'WritableStreamDefaultWriter', 'WritableStreamDefaultController'],
    transform: ['TransformStream', 'TransformStreamDefaultController'],
    compression: ['CompressionStream', 'DecompressionStream'],
    blob: ['Blob', 'File'],
    form: ['FormData'],
    crypto: ['crypto', 'Crypto', 'CryptoKey', 'SubtleCrypto'],
    console: ['console'],
    timers: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'queueMicrotask', 'reportError', 'performance', 'Performance', 'scheduler'],
    workers: ['IdentityTransformStream', 'FixedLengthStream', 'Navigator', 'navigator', 'WebSocket', 'WebSocketPair'],
    caches: ['caches', 'Cache', 'CacheStorage'],
    fetch: ['fetch'],
    html: ['HTMLRewriter'],
  };

  const loaded = Object.create(null);
  let sealed = false;

  function use(file) {
    let found = loaded[file];
    if (found === undefined) {
      found = loaded[file] = host.load(file)(web);
      if (sealed) freeze(found);
    }
    return found;
  }

  function freeze(found) {
    for (const each of Object.values(found.classes)) common.freezeWithPrototype(each);
  }

  // ---- globals

  function define(name, value) {
    Object.defineProperty(globalThis, name, { value, writable: true, enumerable: false, configurable: true });
  }

  const accessors = [];

  function lazy(name, file) {
    const get = () => {
      const value = use(file).classes[name];
      if (!sealed) define(name, value);
      return value;
    };
    accessors.push([name, get]);
    Object.defineProperty(globalThis, name, { get, set: (value) => define(name, value), enumerable: false, configurable: true });
  }

  // From now on what is built in stays as it is.
  function seal() {
    common.freezeBuiltIns();
    for (const [name, get] of accessors) {
      const found = Object.getOwnPropertyDescriptor(globalThis, name);
      if (found !== undefined && found.configurable) {
        Object.defineProperty(globalThis, name, 'value' in found
          ? { writable: false, configurable: false }
          : { get, set: undefined, configurable: false });
      }
    }
    for (const found of Object.values(loaded)) freeze(found);
    sealed = true;
  }

  // ---- conversions (Web IDL)

  // Members of a class are enumerable, and its objects know what they are called.
  function expose(type, name = type.name) {
    const members = type.prototype;
    for (const each of Reflect.ownKeys(members)) {
      if (each !== 'constructor' && typeof each === 'string') Object.defineProperty(members, each, { enumerable: true });
    }
    for (const each of Object.getOwnPropertyNames(type)) {
      if (!['length', 'name', 'prototype'].includes(each)) Object.defineProperty(type, each, { enumerable: true });
    }
    tag(members, name);
    return type;
  }

  function tag(object, name) {
    Object.defineProperty(object, Symbol.toStringTag, { value: name, configurable: true });
  }

  function isObject(value) {
    return (typeof value === 'object' && value !== null) || typeof value === 'function';
  }

  // USVString
  function text(value) {
    return (typeof value === 'string' ? value : `${value}`).toWellFormed();
  }

  function byteString(value) {
    const string = typeof value === 'string' ? value : `${value}`;
    for (let i = 0; i < string.length; i++) {
      if (string.charCodeAt(i) > 255) throw new TypeError(`the character at ${i} of "${string}" is not in ISO-8859-1`);
    }
    return string;
  }

  // [EnforceRange] or wrapped integers of so many bits.
  function integer(value, bits, { enforce = false, what = 'the value' } = {}) {
    const number = +value;
    const limit = 2 ** bits;
    if (enforce) {
      const whole = Math.trunc(number);
      if (!Number.isFinite(number) || whole < 0 || whole >= limit) throw new TypeError(`${what} is out of range`);
      return whole + 0;
    }
    if (!Number.isFinite(number)) return 0;
    const rest = Math.trunc(number) % limit;
    return rest < 0 ? rest + limit : rest + 0;
  }

  function dictionary(value, what = 'the argument') {
    if (value === undefined || value === null) return {};
    if (!isObject(value)) throw new TypeError(`${what} is no object`);
    return value;
  }

  function required(given, count) {
    if (given < count) throw new TypeError(`${count} argument${count > 1 ? 's are' : ' is'} required, but only ${given} present`);
  }

  // sequence<T>: each item is converted as it comes.
  function sequence(value, convert, what) {
    if (!isObject(value)) throw new TypeError(`${what} are no sequence`);
    const method = value[Symbol.iterator];
    if (typeof method !== 'function') throw new TypeError(`${what} are no sequence`);
    const list = [];
    for (const each of { [Symbol.iterator]: () => method.call(value) }) list.push(convert(each));
    return list;
  }

  // sequence<sequence<T>> of pairs, or record<T, T>, as a flat list.
  function pairs(init, convert) {
    const list = [];
    const method = init[Symbol.iterator];
    if (method === undefined || method === null) {
      for (const key of Reflect.ownKeys(init)) {
        const found = Reflect.getOwnPropertyDescriptor(init, key);
        if (found !== undefined && found.enumerable) list.push(convert(key), convert(init[key]));
      }
      return list;
    }
    if (typeof method !== 'function') throw new TypeError('the iterator of the argument is no function');
    for (const pair of { [Symbol.iterator]: () => method.call(init) }) {
      if (!isObject(pair) || typeof pair[Symbol.iterator] !== 'function') throw new TypeError('an entry is no pair');
      const two = [...pair].map((each) => convert(each));
      if (two.length !== 2) throw new TypeError(`an entry has ${two.length} items instead of two`);
      list.push(two[0], two[1]);
    }
    return list;
  }

  const IteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));

  // keys, values, entries, forEach and the iterator of a class whose objects have pairs: `pairsOf` gives
  // them as a flat list as they are at that moment.
  function iterable(type, name, pairsOf) {
    const states = new WeakMap();
    const prototype = Object.create(IteratorPrototype, {
      next: {
        value: function next() {
          const state = states.get(this);
          if (state === undefined) throw new TypeError(`this is no ${name} Iterator`);
          const list = pairsOf(state.of);
          const at = 2 * state.at;
          if (at >= list.length) return { value: undefined, done: true };
          state.at++;
          const { kind } = state;
          return { value: kind === 0 ? list[at] : kind === 1 ? list[at + 1] : [list[at], list[at + 1]], done: false };
        },
        writable: true, enumerable: true, configurable: true,
      },
    });
    tag(prototype, `${name} Iterator`);

    function iterate(of, kind) {
      pairsOf(of);
      const iterator = Object.create(prototype);
      states.set(iterator, { of, kind, at: 0 });
      return iterator;
    }

    const members = {
      keys() { return iterate(this, 0); },
      values() { return iterate(this, 1); },
      entries() { return iterate(this, 2); },
      forEach(callback, thisArgument = undefined) {
        pairsOf(this);
        required(arguments.length, 1);
        if (typeof callback !== 'function') throw new TypeError('the callback is no function');
        for (let at = 0; ; at += 2) {
          const list = pairsOf(this);
          if (at >= list.length) return;
          callback.call(thisArgument, list[at + 1], list[at], this);
        }
      },
    };
    Object.defineProperty(members.forEach, 'length', { value: 1 });
    for (const each of Object.keys(members)) {
      Object.defineProperty(type.prototype, each, { value: members[each], writable: true, enumerable: true, configurable: true });
    }
    Object.defineProperty(type.prototype, Symbol.iterator, { value: members.entries, writable: true, configurable: true });
    return prototype;
  }

  function exception(message, name) {
    return new (use('errors').classes.DOMException)(message, name);
  }

  // A view or buffer as octets, not copied.
  function octets(data, what = 'the argument') {
    if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    if (data instanceof ArrayBuffer) return new Uint8Array(data);
    throw new TypeError(`${what} is neither an ArrayBuffer nor a view of one`);
  }

  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  const markKeeping = new TextDecoder('utf-8', { ignoreBOM: true });

  const web = {
    common, host, native, use, expose, tag, isObject, text, byteString, integer, dictionary, required, sequence, pairs, iterable,
    exception, octets,
    // Everything that belongs to the call that is running; runtime.js puts a new one here for each.
    call: null,
    utf8: (string) => encoder.encode(string),
    fromUtf8: (bytes) => decoder.decode(bytes),
    // The same with a byte order mark where there is one.
    fromUtf8AsItIs: (bytes) => markKeeping.decode(bytes),
  };

  for (const [file, names] of Object.entries(FILES)) for (const name of names) lazy(name, file);
  define('self', globalThis);

  web.seal = seal;
  return web;
})
