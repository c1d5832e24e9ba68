// crypto (Web Cryptography API §10, §13, §14): random values and what there is to see of keys; subtle.js and keys.js
// have the operations.
(function (web) {
  'use strict';

  const { required } = web;
  const MAKE = Symbol('make');
  // { face, type, extractable, algorithm, usages, octets of a secret key, handle of an asymmetric one }
  const keys = web.use('strategy').slots('CryptoKey');
  const RANDOM_MAX = 65_536;
  const INTEGERS = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array];

  class CryptoKey {
    constructor(key) {
      if (key !== MAKE) throw new TypeError('Illegal constructor');
    }

    get type() { return keys.of(this).type; }
    get extractable() { return keys.of(this).extractable; }
    get algorithm() { return keys.of(this).shown.algorithm; }
    get usages() { return keys.of(this).shown.usages; }
  }

  // What is shown may be changed by whoever sees it, and the key stays what it is.
  function shownOf({ algorithm, usages }) {
    const shown = { ...algorithm };
    if (shown.hash !== undefined) shown.hash = { ...shown.hash };
    if (shown.publicExponent !== undefined) shown.publicExponent = shown.publicExponent.slice();
    return { algorithm: shown, usages: [...usages] };
  }

  function makeKey(key) {
    key.shown = shownOf(key);
    key.face = new CryptoKey(MAKE);
    keys.set(key.face, key);
    return key.face;
  }

  // ---- subtle

  const NAMES = [
    ['encrypt', 3], ['decrypt', 3], ['sign', 3], ['verify', 4], ['digest', 2], ['generateKey', 3], ['deriveKey', 5], ['deriveBits', 2],
    ['importKey', 5], ['exportKey', 2], ['wrapKey', 4], ['unwrapKey', 7],
  ];

  class SubtleCrypto {
    #brand = true;

    static isOne(value) { return web.isObject(value) && #brand in value; }

    constructor(key) {
      if (key !== MAKE) throw new TypeError('Illegal constructor');
    }

    // Of Workers: in a time that does not tell how much of the two is equal.
    timingSafeEqual(a, b) {
      required(arguments.length, 2);
      const [one, other] = [web.octets(a), web.octets(b)];
      if (one.length !== other.length) throw new TypeError('the two have not the same length');
      return web.host.isEqual(one, other);
    }
  }
  const { isOne } = SubtleCrypto;
  delete SubtleCrypto.isOne;
  for (const [name, count] of NAMES) {
    const method = {
      async [name](...given) {
        if (!isOne(this)) throw new TypeError('this is no SubtleCrypto');
        required(given.length, count);
        return web.use('subtle')[name](...given);
      },
    }[name];
    Object.defineProperty(method, 'length', { value: count });
    Object.defineProperty(SubtleCrypto.prototype, name, { value: method, writable: true, configurable: true });
  }

  class Crypto {
    // Of every call, like the object that it belongs to.
    #subtle = Object.freeze(new SubtleCrypto(MAKE));

    constructor(key) {
      if (key !== MAKE) throw new TypeError('Illegal constructor');
    }

    get subtle() { return this.#subtle; }

    getRandomValues(array) {
      required(this.#subtle && arguments.length, 1);
      if (!ArrayBuffer.isView(array)) throw new TypeError('the argument is no view');
      if (!INTEGERS.some((type) => array instanceof type)) throw web.exception('the array is not of integers', 'TypeMismatchError');
      if (array.byteLength > RANDOM_MAX) throw new (web.use('errors').classes.QuotaExceededError)(`more than ${RANDOM_MAX} octets`);
      if (array.byteLength > 0) web.octets(array).set(new Uint8Array(web.host.random(array.byteLength)));
      return array;
    }

    randomUUID() {
      return this.#subtle && web.host.uuid();
    }
  }

  for (const type of [CryptoKey, SubtleCrypto, Crypto]) web.expose(type);
  return { classes: { Crypto, CryptoKey, SubtleCrypto, crypto: new Crypto(MAKE) }, keys, makeKey };
})
