// structuredClone (HTML Standard §2.7), for what the language itself has, and for DOMException, Blob and CryptoKey.
(function (web) {
  'use strict';

  const ERRORS = { EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };

  // Not every engine has all of them.
  const WITHOUT_COPY = [Promise, WeakMap, WeakSet, globalThis.WeakRef].filter((type) => type !== undefined);

  const PLATFORM = /^(Abort|Crypto|Event|FormData|Headers|HTMLRewriter|Readable|Request|Response|Text|Transform|URL|Writable)/;

  function refused(what) {
    return web.exception(`${what} cannot be cloned`, 'DataCloneError');
  }

  const brand = (value) => Object.prototype.toString.call(value).slice(8, -1);

  function isA(probe, value) {
    try {
      probe.call(value);
      return true;
    } catch (e) {
      return false;
    }
  }

  const getterOf = (type, name) => Object.getOwnPropertyDescriptor(type.prototype, name).get;
  const mapSize = getterOf(Map, 'size');
  const setSize = getterOf(Set, 'size');
  const source = getterOf(RegExp, 'source');

  function cloneError(value, memory) {
    const { name } = value;
    const type = Object.hasOwn(ERRORS, name) ? ERRORS[name] : Error;
    const copy = new type();
    memory.set(value, copy);
    const message = Object.getOwnPropertyDescriptor(value, 'message');
    if (message !== undefined && 'value' in message) {
      Object.defineProperty(copy, 'message', { value: `${message.value}`, writable: true, configurable: true });
    }
    if (typeof value.stack === 'string') Object.defineProperty(copy, 'stack', { value: value.stack, writable: true, configurable: true });
    if (Object.hasOwn(value, 'cause')) {
      Object.defineProperty(copy, 'cause', { value: clone_(value.cause, memory), writable: true, configurable: true });
    }
    return copy;
  }

  function cloneView(value, memory) {
    const buffer = clone_(value.buffer, memory);
    if (value instanceof DataView) return new DataView(buffer, value.byteOffset, value.byteLength);
    return new globalThis[brand(value)](buffer, value.byteOffset, value.length);
  }

  function cloneBuffer(value) {
    if (value.detached) throw refused('a detached buffer');
    if (!value.resizable) return value.slice(0);
    const copy = new ArrayBuffer(value.byteLength, { maxByteLength: value.maxByteLength });
    new Uint8Array(copy).set(new Uint8Array(value));
    return copy;
  }

  // An object of the language whose kind has data of its own; undefined for any other.
  function ofKind(value) {
    if (value instanceof ArrayBuffer) return cloneBuffer(value);
    if (isA(Boolean.prototype.valueOf, value)) return Object(Boolean.prototype.valueOf.call(value));
    if (isA(Number.prototype.valueOf, value)) return Object(Number.prototype.valueOf.call(value));
    if (isA(String.prototype.valueOf, value)) return Object(String.prototype.valueOf.call(value));
    if (isA(Symbol.prototype.valueOf, value)) throw refused('a symbol');
    if (isA(Date.prototype.getTime, value)) return new Date(Date.prototype.getTime.call(value));
    if (value !== RegExp.prototype && isA(source, value)) return new RegExp(value.source, value.flags);
    return undefined;
  }

  function ofPlatform(value) {
    const { DOMException } = web.use('errors').classes;
    if (value instanceof DOMException) return new DOMException(value.message, value.name);
    if (web.use('blob').files.has(value)) {
      return new (web.use('blob').classes.File)([value], value.name, { type: value.type, lastModified: value.lastModified });
    }
    if (web.use('blob').blobs.has(value)) return web.use('blob').make(web.use('blob').octetsOf(value), value.type);
    const tag = value[Symbol.toStringTag];
    if (tag === 'CryptoKey' && web.use('crypto').keys.has(value)) return web.use('crypto').makeKey({ ...web.use('crypto').keys.of(value) });
    if (typeof tag === 'string' && Object.hasOwn(globalThis, tag) && PLATFORM.test(tag)) throw refused(`a ${tag}`);
    return undefined;
  }

  function clone_(value, memory) {
    if (typeof value === 'symbol') throw refused('a symbol');
    if (typeof value === 'function') throw refused('a function');
    if (!web.isObject(value)) return value;
    if (memory.has(value)) return memory.get(value);
    if (ArrayBuffer.isView(value)) return remember(memory, value, cloneView(value, memory));
    let copy = ofKind(value);
    if (copy !== undefined) return remember(memory, value, copy);
    if (isA(mapSize, value)) return cloneMap(value, memory);
    if (isA(setSize, value)) return cloneSet(value, memory);
    copy = ofPlatform(value);
    if (copy !== undefined) return remember(memory, value, copy);
    if (brand(value) === 'Error' || value instanceof Error) return cloneError(value, memory);
    for (const type of WITHOUT_COPY) if (value instanceof type) throw refused(`a ${type.name}`);
    return cloneProperties(value, remember(memory, value, Array.isArray(value) ? new Array(value.length) : {}), memory);
  }

  function remember(memory, value, copy) {
    memory.set(value, copy);
    return copy;
  }

  function cloneMap(value, memory) {
    const copy = remember(memory, value, new Map());
    for (const [key, each] of [...Map.prototype.entries.call(value)]) copy.set(clone_(key, memory), clone_(each, memory));
    return copy;
  }

  function cloneSet(value, memory) {
    const copy = remember(memory, value, new Set());
    for (const each of [...Set.prototype.values.call(value)]) copy.add(clone_(each, memory));
    return copy;
  }

  function cloneProperties(value, copy, memory) {
    for (const key of Object.keys(value)) {
      if (!Object.hasOwn(value, key)) continue;
      Object.defineProperty(copy, key, {
        value: clone_(value[key], memory), writable: true, enumerable: true, configurable: true,
      });
    }
    return copy;
  }

  function structuredClone(value, options = undefined) {
    web.required(arguments.length, 1);
    const { transfer } = web.dictionary(options);
    const list = transfer === undefined ? [] : [...transfer];
    const memory = new Map();
    for (const each of list) {
      if (!web.isObject(each)) throw new TypeError('what is transferred is an object');
      if (!(each instanceof ArrayBuffer)) throw web.exception('only an ArrayBuffer can be transferred', 'DataCloneError');
      if (memory.has(each) || each.detached) throw web.exception('a buffer is transferred twice', 'DataCloneError');
      memory.set(each, null);
    }
    // What is transferred is emptied only when all else has been cloned.
    const moved = new Map(list.map((each) => [
      each, new ArrayBuffer(each.byteLength, each.resizable ? { maxByteLength: each.maxByteLength } : undefined),
    ]));
    for (const [from, to] of moved) memory.set(from, to);
    const copy = clone_(value, memory);
    for (const [from, to] of moved) {
      new Uint8Array(to).set(new Uint8Array(from));
      from.transfer();
    }
    return copy;
  }
  Object.defineProperty(structuredClone, 'length', { value: 1 });

  return { classes: { structuredClone } };
})
