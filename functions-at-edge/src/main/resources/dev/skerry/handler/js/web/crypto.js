// crypto (Web Cryptography API): random values, digests, HMAC and AES-GCM. The host has the algorithms.
(function (web) {
  'use strict';

  const { host, required } = web;
  const MAKE = Symbol('make');
  const keys = web.use('strategy').slots('CryptoKey');
  const DIGESTS = ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'];
  const BLOCKS = { 'SHA-1': 512, 'SHA-256': 512, 'SHA-384': 1024, 'SHA-512': 1024 };
  const USAGES = ['encrypt', 'decrypt', 'sign', 'verify', 'deriveKey', 'deriveBits', 'wrapKey', 'unwrapKey'];
  const OF_KEYS = { HMAC: ['sign', 'verify'], 'AES-GCM': ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'] };
  const RANDOM_MAX = 65_536;

  const fail = (message, name) => web.exception(message, name);
  const fromHost = (octets) => new Uint8Array(octets).buffer;

  // ---- algorithms

  function nameOf(algorithm) {
    const name = web.isObject(algorithm) ? algorithm.name : algorithm;
    if (name === undefined) throw new TypeError('the algorithm has no name');
    return `${name}`.toUpperCase();
  }

  function digestName(algorithm) {
    const name = nameOf(algorithm);
    if (!DIGESTS.includes(name)) throw fail(`there is no digest ${name}`, 'NotSupportedError');
    return name;
  }

  function keyAlgorithm(algorithm) {
    const name = nameOf(algorithm);
    if (!Object.hasOwn(OF_KEYS, name)) throw fail(`the algorithm ${name} is not supported`, 'NotSupportedError');
    return name;
  }

  function copied(data, what) {
    return web.octets(data, what).slice();
  }

  function usagesOf(list, name) {
    const usages = [...list].map((each) => {
      if (!USAGES.includes(`${each}`)) throw new TypeError(`there is no usage ${each}`);
      return `${each}`;
    });
    if (usages.some((each) => !OF_KEYS[name].includes(each))) throw fail(`a key of ${name} has no such usage`, 'SyntaxError');
    return USAGES.filter((each) => usages.includes(each));
  }

  // ---- keys

  class CryptoKey {
    constructor(key) {
      if (key !== MAKE) throw new TypeError('Illegal constructor');
    }

    get type() { return keys.of(this) && 'secret'; }
    get extractable() { return keys.of(this).extractable; }
    get algorithm() { return keys.of(this).algorithm; }
    get usages() { return keys.of(this).usages; }
  }

  function makeKey(octets, algorithm, extractable, usages) {
    if (usages.length === 0) throw fail('a secret key has usages', 'SyntaxError');
    const key = new CryptoKey(MAKE);
    keys.set(key, { octets, algorithm, extractable: !!extractable, usages });
    return key;
  }

  function checkedKey(face, name, usage) {
    const key = keys.of(face);
    if (key.algorithm.name !== name) throw fail(`the key is of ${key.algorithm.name}`, 'InvalidAccessError');
    if (!key.usages.includes(usage)) throw fail(`the key is not to ${usage}`, 'InvalidAccessError');
    return key;
  }

  function hmacLength(algorithm, octets) {
    if (octets.length === 0) throw fail('the key is empty', 'DataError');
    if (algorithm.length === undefined) return octets.length * 8;
    const length = web.integer(algorithm.length, 32, { enforce: true, what: 'the length' });
    if (length > octets.length * 8 || length <= octets.length * 8 - 8) throw fail(`the key has not ${length} bits`, 'DataError');
    return length;
  }

  function secretOf(octets, algorithm, extractable, list) {
    const name = keyAlgorithm(algorithm);
    const usages = usagesOf(list, name);
    if (name === 'HMAC') {
      const hash = { name: digestName(algorithm.hash) };
      return makeKey(octets, { name, hash, length: hmacLength(algorithm, octets) }, extractable, usages);
    }
    if (![16, 24, 32].includes(octets.length)) throw fail(`a key of ${name} has 128, 192 or 256 bits`, 'DataError');
    return makeKey(octets, { name, length: octets.length * 8 }, extractable, usages);
  }

  function octetsOfJwk(jwk) {
    if (!web.isObject(jwk) || jwk.kty !== 'oct' || typeof jwk.k !== 'string' || !/^[\w-]*$/.test(jwk.k)) {
      throw fail('the key is no JSON Web Key of the type oct', 'DataError');
    }
    const latin1 = host.recode(jwk.k, 'base64url', 'latin1');
    return Uint8Array.from(latin1, (c) => c.charCodeAt(0));
  }

  function jwkOf(key) {
    let latin1 = '';
    for (const octet of key.octets) latin1 += String.fromCharCode(octet);
    const { name, hash, length } = key.algorithm;
    const alg = name === 'HMAC' ? `HS${hash.name.slice(4)}` : `A${length}GCM`;
    return { kty: 'oct', k: host.recode(latin1, 'latin1', 'base64url'), alg, key_ops: [...key.usages], ext: key.extractable };
  }

  // ---- operations

  function hmac(key, data) {
    return new Uint8Array(host.hmac(key.algorithm.hash.name, key.octets, data));
  }

  function gcm(encrypts, algorithm, key, data) {
    const iv = copied(algorithm.iv, 'iv');
    const more = algorithm.additionalData === undefined ? new Uint8Array(0) : copied(algorithm.additionalData, 'additionalData');
    const tagLength = algorithm.tagLength === undefined ? 128 : web.integer(algorithm.tagLength, 8, { enforce: true });
    // The others that the standard knows are too short to be safe, and the host has none of them.
    if (![96, 104, 112, 120, 128].includes(tagLength)) throw fail(`a tag has 96 to 128 bits, not ${tagLength}`, 'OperationError');
    if (iv.length === 0) throw fail('iv is empty', 'OperationError');
    const result = host.gcm(encrypts, key.octets, iv, more, tagLength, data);
    if (result === null) throw fail('the data is not what was encrypted with this key', 'OperationError');
    return fromHost(result);
  }

  class SubtleCrypto {
    #brand = true;

    constructor(key) {
      if (key !== MAKE) throw new TypeError('Illegal constructor');
    }

    async digest(algorithm, data) {
      required(this.#brand && arguments.length, 2);
      return fromHost(host.digest(digestName(algorithm), copied(data, 'the data')));
    }

    async sign(algorithm, key, data) {
      required(this.#brand && arguments.length, 3);
      if (keyAlgorithm(algorithm) !== 'HMAC') throw fail('only HMAC signs', 'NotSupportedError');
      return hmac(checkedKey(key, 'HMAC', 'sign'), copied(data, 'the data')).buffer;
    }

    async verify(algorithm, key, signature, data) {
      required(this.#brand && arguments.length, 4);
      if (keyAlgorithm(algorithm) !== 'HMAC') throw fail('only HMAC verifies', 'NotSupportedError');
      const expected = hmac(checkedKey(key, 'HMAC', 'verify'), copied(data, 'the data'));
      return host.isEqual(expected, copied(signature, 'the signature'));
    }

    async encrypt(algorithm, key, data) {
      required(this.#brand && arguments.length, 3);
      if (keyAlgorithm(algorithm) !== 'AES-GCM') throw fail('only AES-GCM encrypts', 'NotSupportedError');
      return gcm(true, algorithm, checkedKey(key, 'AES-GCM', 'encrypt'), copied(data, 'the data'));
    }

    async decrypt(algorithm, key, data) {
      required(this.#brand && arguments.length, 3);
      if (keyAlgorithm(algorithm) !== 'AES-GCM') throw fail('only AES-GCM decrypts', 'NotSupportedError');
      return gcm(false, algorithm, checkedKey(key, 'AES-GCM', 'decrypt'), copied(data, 'the data'));
    }

    async importKey(format, keyData, algorithm, extractable, keyUsages) {
      required(this.#brand && arguments.length, 5);
      if (format === 'raw') return secretOf(copied(keyData, 'the key'), algorithm, extractable, keyUsages);
      if (format === 'jwk') return secretOf(octetsOfJwk(keyData), algorithm, extractable, keyUsages);
      throw fail(`keys in the format ${format} are not supported`, 'NotSupportedError');
    }

    async exportKey(format, face) {
      required(this.#brand && arguments.length, 2);
      const key = keys.of(face);
      if (!key.extractable) throw fail('the key is not extractable', 'InvalidAccessError');
      if (format === 'raw') return key.octets.slice().buffer;
      if (format === 'jwk') return jwkOf(key);
      throw fail(`keys in the format ${format} are not supported`, 'NotSupportedError');
    }

    async generateKey(algorithm, extractable, keyUsages) {
      required(this.#brand && arguments.length, 3);
      const name = keyAlgorithm(algorithm);
      const byDefault = name === 'HMAC' ? BLOCKS[digestName(algorithm.hash)] : undefined;
      const bits = algorithm.length === undefined ? byDefault : web.integer(algorithm.length, 16, { enforce: true, what: 'the length' });
      if (!(bits > 0) || bits % 8 !== 0) throw fail(`a key has not ${bits} bits`, 'OperationError');
      return secretOf(new Uint8Array(host.random(bits / 8)), algorithm, extractable, keyUsages);
    }
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
      const integers = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array];
      if (!ArrayBuffer.isView(array)) throw new TypeError('the argument is no view');
      if (!integers.some((type) => array instanceof type)) throw fail('the array is not of integers', 'TypeMismatchError');
      if (array.byteLength > RANDOM_MAX) throw new (web.use('errors').classes.QuotaExceededError)(`more than ${RANDOM_MAX} octets`);
      if (array.byteLength > 0) web.octets(array).set(new Uint8Array(host.random(array.byteLength)));
      return array;
    }

    randomUUID() {
      return this.#subtle && host.uuid();
    }
  }

  for (const type of [CryptoKey, SubtleCrypto, Crypto]) web.expose(type);
  return { classes: { Crypto, CryptoKey, SubtleCrypto, crypto: new Crypto(MAKE) } };
})
