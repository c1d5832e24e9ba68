// The operations of crypto.subtle (Web Cryptography API §14.3). The host has the algorithms.
(function (web) {
  'use strict';

  const { host } = web;
  const { keys: faces } = web.use('crypto');
  const { ALGORITHMS, fail, digestOf, nameOf, need, hashOf, octetsOf, numberOf, told, buffer } = web.use('algorithms');

  const copied = (data, what = 'the data') => web.octets(data, what).slice();

  function checkedKey(face, name, usage) {
    const key = faces.of(face);
    if (key.algorithm.name !== name) throw fail(`the key is of ${key.algorithm.name}`, 'InvalidAccessError');
    if (!key.usages.includes(usage)) throw fail(`the key is not to ${usage}`, 'InvalidAccessError');
    return key;
  }

  const digest = (algorithm, data) => {
    const name = digestOf(algorithm);
    return buffer(host.digest(name, copied(data)));
  };

  // ---- signatures

  // What the host is told of a scheme: name, digest, octets of salt.
  function schemeOf(name, algorithm, key) {
    if (name === 'Ed25519') return [name, '', 0];
    if (name === 'ECDSA') return [name, hashOf(algorithm), 0];
    return [name, key.algorithm.hash.name, name === 'RSA-PSS' ? Math.min(numberOf(algorithm, 'saltLength', 32), 2 ** 20) : 0];
  }

  // Members that are missing are told before anything about the key.
  function signing(algorithm) {
    const name = nameOf(algorithm, 'signs');
    if (name === 'ECDSA') hashOf(algorithm);
    if (name === 'RSA-PSS') numberOf(algorithm, 'saltLength', 32);
    return name;
  }

  const hmac = (key, data) => new Uint8Array(host.hmac(key.algorithm.hash.name, key.octets, data));

  function sign(algorithm, face, data) {
    const octets = copied(data);
    const name = signing(algorithm);
    const key = checkedKey(face, name, 'sign');
    return name === 'HMAC' ? hmac(key, octets).buffer : buffer(host.sign(...schemeOf(name, algorithm, key), key.handle, octets));
  }

  function verify(algorithm, face, signature, data) {
    const signed = copied(signature, 'the signature');
    const octets = copied(data);
    const name = signing(algorithm);
    const key = checkedKey(face, name, 'verify');
    if (name === 'HMAC') return host.isEqual(hmac(key, octets), signed);
    return told(host.verify(...schemeOf(name, algorithm, key), key.handle, signed, octets));
  }

  // ---- ciphers

  function sized(algorithm, member) {
    const octets = octetsOf(algorithm, member);
    if (octets.length !== 16) throw fail(`${member} has 16 octets, not ${octets.length}`, 'OperationError');
    return octets;
  }

  function gcm(encrypts, algorithm, key, data) {
    const iv = octetsOf(algorithm, 'iv');
    const more = algorithm.additionalData === undefined ? new Uint8Array(0) : octetsOf(algorithm, 'additionalData');
    const tagLength = algorithm.tagLength === undefined ? 128 : numberOf(algorithm, 'tagLength', 8);
    // The others that the standard knows are too short to be safe, and the host has none of them.
    if (![96, 104, 112, 120, 128].includes(tagLength)) throw fail(`a tag has 96 to 128 bits, not ${tagLength}`, 'OperationError');
    if (iv.length === 0) throw fail('iv is empty', 'OperationError');
    return buffer(host.gcm(encrypts, key.octets, iv, more, tagLength, data));
  }

  function ctr(algorithm, key, data) {
    const counter = sized(algorithm, 'counter');
    const bits = numberOf(algorithm, 'length', 8);
    if (bits < 1 || bits > 128) throw fail(`a counter has 1 to 128 bits, not ${bits}`, 'OperationError');
    return buffer(host.ctr(key.octets, counter, bits, data));
  }

  function oaep(encrypts, algorithm, key, data) {
    const label = algorithm.label === undefined ? new Uint8Array(0) : octetsOf(algorithm, 'label');
    return buffer(host.oaep(encrypts, key.handle, key.algorithm.hash.name, label, data));
  }

  const CIPHERS = {
    'AES-CBC': (encrypts, algorithm, key, data) => buffer(host.cbc(encrypts, key.octets, sized(algorithm, 'iv'), data)),
    'AES-CTR': (encrypts, algorithm, key, data) => ctr(algorithm, key, data),
    'AES-GCM': gcm,
    'AES-KW': (encrypts, algorithm, key, data) => buffer(host.wrap(encrypts, key.octets, data)),
    'RSA-OAEP': oaep,
  };

  function crypting(algorithm) {
    const name = nameOf(algorithm, 'encrypts');
    if (ALGORITHMS[name].isAes) need(algorithm, name === 'AES-CTR' ? 'counter' : 'iv');
    if (name === 'AES-CTR') numberOf(algorithm, 'length', 8);
    return name;
  }

  const crypt = (encrypts, usage) => (algorithm, face, data) => {
    const octets = copied(data);
    const name = crypting(algorithm);
    return CIPHERS[name](encrypts, Object(algorithm), checkedKey(face, name, usage), octets);
  };

  // ---- derived keys

  function agreed(name, algorithm, key, bits) {
    const other = faces.of(need(algorithm, 'public'));
    if (key.type !== 'private') throw fail('the key is not private', 'InvalidAccessError');
    const { name: otherName, namedCurve } = other.algorithm;
    if (other.type !== 'public' || otherName !== name || namedCurve !== key.algorithm.namedCurve) {
      throw fail('public is no public key of the same curve', 'InvalidAccessError');
    }
    const octets = new Uint8Array(told(host.agree(key.handle, other.handle)));
    if (bits === null) return octets;
    if (bits > octets.length * 8) throw fail(`the keys agree on no ${bits} bits`, 'OperationError');
    const part = octets.slice(0, Math.ceil(bits / 8));
    if (bits % 8 !== 0) part[part.length - 1] &= 0xff << (8 - (bits % 8));
    return part;
  }

  function stretched(name, algorithm, key, bits) {
    const hash = hashOf(algorithm);
    const salt = octetsOf(algorithm, 'salt');
    const more = name === 'HKDF' ? octetsOf(algorithm, 'info') : numberOf(algorithm, 'iterations', 32);
    if (bits === null || bits % 8 !== 0) throw fail(`${name} gives no ${bits} bits`, 'OperationError');
    if (more === 0) throw fail('iterations is 0', 'OperationError');
    const length = bits / 8;
    if (name === 'HKDF') return new Uint8Array(told(host.hkdf(hash, key.octets, salt, more, length)));
    return length === 0 ? new Uint8Array(0) : new Uint8Array(told(host.pbkdf2(hash, key.octets, salt, Math.min(more, 2 ** 31 - 1), length)));
  }

  const BITS_MAX = 2 ** 23;

  function derived(algorithm, face, usage, bits) {
    const name = nameOf(algorithm, 'derives');
    if (ALGORITHMS[name].secret === undefined) faces.of(need(algorithm, 'public'));
    else for (const each of ['hash', 'salt', name === 'HKDF' ? 'info' : 'iterations']) need(algorithm, each);
    const key = checkedKey(face, name, usage);
    if (bits > BITS_MAX) throw fail(`no ${bits} bits are derived`, 'OperationError');
    return ALGORITHMS[name].secret === undefined ? agreed(name, algorithm, key, bits) : stretched(name, algorithm, key, bits);
  }

  function deriveBits(algorithm, face, length = null) {
    const bits = length === null ? null : web.integer(length, 32);
    return derived(algorithm, face, 'deriveBits', bits).slice().buffer;
  }

  function deriveKey(algorithm, face, wanted, extractable, usages) {
    const keys = web.use('keys');
    const bits = keys.bitsOf(nameOf(wanted), Object(wanted));
    return keys.importKey('raw', derived(algorithm, face, 'deriveKey', bits), wanted, extractable, usages);
  }

  // ---- wrapped keys

  const wrapping = (algorithm) => {
    const name = nameOf(algorithm);
    return name === 'AES-KW' ? name : crypting(algorithm);
  };

  function wrapKey(format, face, wrappingFace, algorithm) {
    const name = wrapping(algorithm);
    const key = checkedKey(wrappingFace, name, 'wrapKey');
    const exported = web.use('keys').exportKey(format, faces.of(face));
    const octets = exported instanceof ArrayBuffer ? new Uint8Array(exported) : web.utf8(JSON.stringify(exported));
    return CIPHERS[name](true, Object(algorithm), key, octets);
  }

  function unwrapKey(format, wrapped, unwrappingFace, algorithm, wanted, extractable, usages) {
    const octets = copied(wrapped, 'the wrapped key');
    const name = wrapping(algorithm);
    nameOf(wanted);
    const key = checkedKey(unwrappingFace, name, 'unwrapKey');
    const opened = CIPHERS[name](false, Object(algorithm), key, octets);
    return web.use('keys').importKey(format, `${format}` === 'jwk' ? parsed(opened) : opened, wanted, extractable, usages);
  }

  function parsed(octets) {
    try {
      const jwk = JSON.parse(web.fromUtf8(new Uint8Array(octets)));
      if (web.isObject(jwk)) return jwk;
    } catch (e) {
      // As little a key as another value.
    }
    throw fail('what was wrapped is no JSON Web Key', 'DataError');
  }

  return {
    classes: {}, digest, sign, verify, encrypt: crypt(true, 'encrypt'), decrypt: crypt(false, 'decrypt'), deriveBits, deriveKey, wrapKey, unwrapKey,
    generateKey: (...given) => web.use('keys').generate(...given),
    importKey: (...given) => web.use('keys').importKey(...given),
    exportKey: (format, face) => web.use('keys').exportKey(format, faces.of(face)),
  };
})
