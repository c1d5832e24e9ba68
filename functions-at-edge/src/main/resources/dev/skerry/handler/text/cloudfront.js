// What a handler in CloudFront Functions' shape finds around it: its event, console, require and
// Buffer. Runs once in each context, before the author's source; gives `seal`, which is called after it.
(function (recode, hash, common, crossing, bound, ask, keptOf, buffers) {
  'use strict';

  const { console, freezeBuiltIns } = common;
  const { put, taking, text, direct } = crossing;

  const { Buffer, binary, encoding } = buffers(recode);

  function atob(text) {
    return recode(String(text), 'base64', 'latin1');
  }

  function btoa(text) {
    text = String(text);
    for (let i = 0; i < text.length; i++) {
      if (text.charCodeAt(i) > 255) throw new RangeError('btoa: the string has characters above U+00FF');
    }
    return recode(text, 'latin1', 'base64');
  }

  // ---- modules

  function hashing(algorithm, key) {
    if (!['md5', 'sha1', 'sha256'].includes(algorithm)) {
      throw new TypeError(`unknown algorithm: ${algorithm}; there are md5, sha1, sha256`);
    }
    let data = '';
    let over = false;
    return {
      update(more, name) {
        if (over) throw new TypeError('digest() has been called');
        data += binary(more, name);
        return this;
      },
      digest(name) {
        if (over) throw new TypeError('digest() has been called');
        over = true;
        const octets = hash(algorithm, data, key);
        return name === undefined ? Buffer.from(octets, 'latin1') : recode(octets, 'latin1', encoding(name));
      },
    };
  }

  const crypto = {
    createHash: (algorithm) => hashing(algorithm, null),
    createHmac: (algorithm, key) => hashing(algorithm, binary(key)),
  };

  function unescape(text) {
    text = text.replace(/\+/g, ' ');
    try {
      return decodeURIComponent(text);
    } catch (e) {
      return text;
    }
  }

  const querystring = {
    escape: encodeURIComponent,
    unescape,
    parse(text, separator = '&', equals = '=', options = {}) {
      const decode = options.decodeURIComponent || querystring.unescape;
      const result = {};
      for (const part of String(text).split(separator, options.maxKeys === undefined ? 1000 : options.maxKeys || undefined)) {
        if (part === '') continue;
        const at = part.indexOf(equals);
        const name = decode(at < 0 ? part : part.slice(0, at));
        const value = at < 0 ? '' : decode(part.slice(at + equals.length));
        const known = Object.hasOwn(result, name) ? result[name] : undefined;
        put(result, name, known === undefined ? value : [].concat(known, value));
      }
      return result;
    },
    stringify(object, separator = '&', equals = '=', options = {}) {
      const encode = options.encodeURIComponent || querystring.escape;
      const parts = [];
      for (const name of Object.keys(object)) {
        for (const value of [].concat(object[name])) {
          parts.push(encode(name) + equals + (value === null || value === undefined ? '' : encode(String(value))));
        }
      }
      return parts.join(separator);
    },
  };
  querystring.decode = querystring.parse;
  querystring.encode = querystring.stringify;

  // ---- bindings

  const env = {};
  const stores = {};

  const FORMATS = {
    string: (text) => text,
    json: (text) => JSON.parse(text),
    bytes: (text) => Buffer.from(text, 'utf8'),
  };

  function lookUp(binding, key) {
    if (typeof key !== 'string') throw new TypeError('a key is a string');
    return ask(binding, 'get', key);
  }

  // Nothing is copied here before it is asked for: each call asks the host.
  function store(binding) {
    return Object.freeze({
      async get(key, options = {}) {
        const format = options.format === undefined ? 'string' : options.format;
        if (!Object.hasOwn(FORMATS, format)) {
          throw new TypeError(`unknown format: ${format}; there are ${Object.keys(FORMATS).join(', ')}`);
        }
        const value = lookUp(binding, key);
        if (value === null) throw new Error(`there is no key ${key}`);
        return FORMATS[format](value);
      },
      async exists(key) {
        return lookUp(binding, key) !== null;
      },
      async count() {
        return +ask(binding, 'count', '');
      },
      async meta() {
        const read = ask(binding, 'read', '');
        return { creationDateTime: read, lastUpdatedDateTime: read, keyCount: +ask(binding, 'count', '') };
      },
    });
  }

  const kept = keptOf({
    toBinary: (data) => binary(data),
    fromBinary: (text) => Buffer.from(text, 'latin1'),
    toText: (text) => recode(text, 'latin1', 'utf8'),
    toBase64: (data) => recode(binary(data), 'latin1', 'base64'),
    fromBase64: (text) => Buffer.from(text, 'base64'),
  });

  // Each comes as its kind, its name and its text, or the name of what is bound: the rest may have lines.
  for (let i = 0, each = bound ? bound(0) : null; each !== null; each = bound(++i)) {
    const [kind, name] = each.split('\n', 2);
    const rest = each.slice(kind.length + name.length + 2);
    switch (kind) {
      case 'text': put(env, name, rest); break;
      case 'table': put(env, name, kept.table(name, rest)); break;
      case 'bucket': put(env, name, kept.bucket(name)); break;
      case 'limit': put(env, name, kept.limiter(name)); break;
      default: put(stores, name, { namespace: rest, handle: store(name) });
    }
  }

  function kvs(id) {
    const all = Object.keys(stores);
    if (all.length === 0) throw new Error('no key-values are bound to this handler');
    if (id === undefined) {
      if (all.length > 1) throw new Error(`kvs() needs the id of one of ${all.join(', ')}`);
      return stores[all[0]].handle;
    }
    const found = Object.hasOwn(stores, id) ? id : all.find((name) => stores[name].namespace === id);
    if (found === undefined) throw new Error(`there are no key-values ${id}; there are ${all.join(', ')}`);
    return stores[found].handle;
  }

  // ---- origins: pools of the document by their names

  function named(id, what) {
    if (typeof id !== 'string' || !/^[\x21-\x7e]+$/.test(id)) throw new TypeError(`${what} is the name of a pool`);
    return id;
  }

  // What CloudFront says besides of connections (timeouts, ports, certificates) is the pool's own.
  function updateRequestOrigin(settings) {
    const { domainName, originPath = '', customHeaders = {} } = settings;
    if (domainName !== undefined) named(domainName, 'domainName');
    if (originPath !== '' && !/^\/[^\n]*[^/\n]$/.test(originPath)) throw new TypeError('originPath begins with a / and does not end with one');
    direct(domainName, originPath, customHeaders);
  }

  function selectRequestOriginById(id, settings = {}) {
    updateRequestOrigin({ ...settings, domainName: named(id, 'the id') });
  }

  // A pool fails over by itself to another; so the first is the one to ask.
  function createRequestOriginGroup({ originIds }) {
    if (!Array.isArray(originIds) || originIds.length !== 2) throw new TypeError('originIds has two origins');
    const [{ originId, ...settings }] = originIds;
    updateRequestOrigin(originId === undefined ? settings : { ...settings, domainName: named(originId, 'originId') });
  }

  const cloudfront = new Proxy(Object.freeze({ kvs, updateRequestOrigin, selectRequestOriginById, createRequestOriginGroup }), {
    get(target, name) {
      if (Object.hasOwn(target, name)) return target[name];
      return () => {
        throw new Error(`cloudfront.${String(name)}() is not supported`);
      };
    },
  });

  const skerry = { env: Object.freeze(env) };

  const modules = { cloudfront, skerry, crypto, querystring, buffer: { Buffer } };

  function require(name) {
    if (!Object.hasOwn(modules, name)) {
      throw new Error(`there is no module ${name}; there are ${Object.keys(modules).join(', ')}`);
    }
    return modules[name];
  }

  Object.assign(globalThis, { console, Buffer, atob, btoa, require });
  common.isBuiltIn();

  // ---- after the author's source

  function seal(handler) {
    freezeBuiltIns();
    for (const module of Object.values(modules)) if (module !== cloudfront) Object.freeze(module);
    let outcome;
    // The call whose promise may still become the outcome: one that is settled late is nobody's any more.
    let current;

    function wait(promise) {
      const mine = {};
      current = mine;
      outcome = undefined;
      promise.then(
        (value) => { if (current === mine) outcome = { value }; },
        (error) => { if (current === mine) outcome = { error }; },
      );
      return null;
    }

    function settled() {
      if (outcome === undefined) return 'invalid\nthe promise that the handler returned is never settled';
      if ('error' in outcome) throw outcome.error;
      return text(outcome.value);
    }

    return { invoke: taking(handler, common.output, wait), settled };
  }

  return { seal };
})
