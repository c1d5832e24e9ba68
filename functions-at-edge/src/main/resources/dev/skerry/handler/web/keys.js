// Keys: made, read and written (Web Cryptography API §14.3.6, §14.3.9, §14.3.10).
(function (web) {
  'use strict';

  const { host } = web;
  const { makeKey } = web.use('crypto');
  const { ALGORITHMS, fail, nameOf, hashOf, octetsOf, numberOf, familyOf, told, buffer } = web.use('algorithms');
  const USAGES = ['encrypt', 'decrypt', 'sign', 'verify', 'deriveKey', 'deriveBits', 'wrapKey', 'unwrapKey'];
  const BLOCKS = { 'SHA-1': 512, 'SHA-256': 512, 'SHA-384': 1024, 'SHA-512': 1024 };
  const BITS_MAX = 2 ** 20;

  const latin1 = (octets) => {
    let all = '';
    for (const octet of octets) all += String.fromCharCode(octet);
    return all;
  };
  const toBase64url = (octets) => host.recode(latin1(octets), 'latin1', 'base64url');
  const fromBase64url = (text) => Uint8Array.from(host.recode(text, 'base64url', 'latin1'), (c) => c.charCodeAt(0));

  // ---- usages

  function listed(list) {
    if (!web.isObject(list) || typeof list[Symbol.iterator] !== 'function') throw new TypeError('the usages are no sequence');
    return [...list].map((each) => {
      if (!USAGES.includes(`${each}`)) throw new TypeError(`there is no usage ${each}`);
      return `${each}`;
    });
  }

  function allowed(usages, all, name) {
    const wrong = usages.find((each) => !all.includes(each));
    if (wrong !== undefined) throw fail(`a key of ${name} is not to ${wrong}`, 'SyntaxError');
  }

  const inOrder = (usages, of = USAGES) => USAGES.filter((each) => usages.includes(each) && of.includes(each));

  function nonEmpty(usages) {
    if (usages.length === 0) throw fail('a key that is secret has usages', 'SyntaxError');
    return usages;
  }

  // ---- secret keys

  function secret(name, octets, algorithm, extractable, usages) {
    return makeKey({ type: 'secret', octets, algorithm: { name, ...algorithm }, extractable: !!extractable, usages: inOrder(usages) });
  }

  function hmacBits(algorithm, octets) {
    const all = octets.length * 8;
    if (all === 0) throw fail('the key is empty', 'DataError');
    if (algorithm.length === undefined) return all;
    const length = numberOf(algorithm, 'length', 32);
    if (length > all || length <= all - 8) throw fail(`the key has not ${length} bits`, 'DataError');
    return length;
  }

  // The octets of a secret key, checked, as an algorithm says of them.
  function secretOf(name, octets, algorithm, extractable, usages) {
    if (name === 'HMAC') {
      return secret(name, octets, { hash: { name: hashOf(algorithm) }, length: hmacBits(algorithm, octets) }, extractable, usages);
    }
    if (!ALGORITHMS[name].isAes) {
      if (extractable) throw fail(`a key of ${name} is not extractable`, 'SyntaxError');
      return secret(name, octets, {}, false, usages);
    }
    if (![16, 24, 32].includes(octets.length)) throw fail(`a key of ${name} has 128, 192 or 256 bits`, 'DataError');
    return secret(name, octets, { length: octets.length * 8 }, extractable, usages);
  }

  // How many bits a key has that is made or derived.
  function bitsOf(name, algorithm) {
    if (!ALGORITHMS[name].isAes && name !== 'HMAC') return null;
    if (name === 'HMAC') {
      if (algorithm.length === undefined) return BLOCKS[hashOf(algorithm)];
      const bits = numberOf(algorithm, 'length', 32);
      if (bits === 0 || bits > BITS_MAX) throw fail(`a key has not ${bits} bits`, 'OperationError');
      return bits;
    }
    const bits = numberOf(algorithm, 'length', 16);
    if (![128, 192, 256].includes(bits)) throw fail(`a key of ${name} has 128, 192 or 256 bits`, 'OperationError');
    return bits;
  }

  // ---- asymmetric keys

  function described(name, algorithm, handle) {
    const kind = ALGORITHMS[name];
    if (kind.isElliptic) return { name, namedCurve: `${algorithm.namedCurve}` };
    if (!kind.isRsa) return { name };
    const [n, e] = host.keyMembers(handle).split('\n').map(fromBase64url);
    return { name, modulusLength: n.length * 8 - Math.clz32(n[0]) + 24, publicExponent: e, hash: { name: hashOf(algorithm) } };
  }

  function asymmetric(name, handle, algorithm, extractable, usages) {
    const type = host.keyIsPrivate(handle) ? 'private' : 'public';
    allowed(usages, ALGORITHMS[name][type], name);
    if (type === 'private') nonEmpty(usages);
    return makeKey({
      type, handle, algorithm: described(name, algorithm, handle), extractable: !!extractable, usages: inOrder(usages),
    });
  }

  // ---- generateKey

  function generate(algorithm, extractable, list) {
    const name = nameOf(algorithm);
    const usages = listed(list);
    const kind = ALGORITHMS[name];
    if (kind.secret !== undefined) {
      if (kind.derives) throw fail(`keys of ${name} are imported`, 'NotSupportedError');
      if (name === 'HMAC') hashOf(algorithm);
      allowed(usages, kind.secret, name);
      const bits = bitsOf(name, algorithm);
      nonEmpty(usages);
      return secretOf(name, new Uint8Array(host.random(Math.ceil(bits / 8))), algorithm, extractable, usages);
    }
    return generatePair(name, kind, algorithm, extractable, usages);
  }

  function generatePair(name, kind, algorithm, extractable, usages) {
    const bits = kind.isRsa ? numberOf(algorithm, 'modulusLength', 32) : 0;
    if (kind.isRsa && !(algorithm.publicExponent instanceof Uint8Array)) throw new TypeError('publicExponent is no Uint8Array');
    if (kind.isRsa) hashOf(algorithm);
    const family = familyOf(name, algorithm);
    allowed(usages, [...kind.private, ...kind.public], name);
    nonEmpty(inOrder(usages, kind.private));
    const exponent = kind.isRsa ? algorithm.publicExponent.slice() : new Uint8Array(0);
    const handle = told(host.keyMake(family, Math.min(bits, 2 ** 31 - 1), exponent));
    return {
      publicKey: asymmetric(name, host.keyPublic(handle), algorithm, true, inOrder(usages, kind.public)),
      privateKey: asymmetric(name, handle, algorithm, extractable, inOrder(usages, kind.private)),
    };
  }

  // ---- importKey

  const FORMATS = ['raw', 'spki', 'pkcs8', 'jwk'];

  function formatOf(value) {
    const format = `${value}`;
    if (!FORMATS.includes(format)) throw new TypeError(`there is no format ${format}; there are ${FORMATS.join(', ')}`);
    return format;
  }

  function importKey(format, data, algorithm, extractable, list) {
    const kind = formatOf(format);
    const isBuffer = data instanceof ArrayBuffer || ArrayBuffer.isView(data);
    if (kind === 'jwk' ? isBuffer || !web.isObject(data) : !isBuffer) throw new TypeError(`the data is no key in the format ${kind}`);
    const octets = isBuffer ? web.octets(data).slice() : null;
    const name = nameOf(algorithm);
    const usages = listed(list);
    return kind === 'jwk'
      ? ofJwk(name, data, algorithm, extractable, usages)
      : ofOctets(name, kind, octets, algorithm, extractable, usages);
  }

  function ofOctets(name, format, octets, algorithm, extractable, usages) {
    const kind = ALGORITHMS[name];
    if (kind.secret !== undefined) {
      if (format !== 'raw') throw fail(`keys of ${name} have no format ${format}`, 'NotSupportedError');
      allowed(usages, kind.secret, name);
      return usable(secretOf(name, octets, algorithm, extractable, usages));
    }
    if (kind.isRsa) hashOf(algorithm);
    const family = familyOf(name, algorithm);
    allowed(usages, format === 'pkcs8' ? kind.private : kind.public, name);
    return asymmetric(name, told(host.keyRead(family, format, octets)), algorithm, extractable, usages);
  }

  function usable(key) {
    nonEmpty(key.usages);
    return key;
  }

  // ---- JSON Web Keys (RFC 7517)

  const RSA_NAMES = ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'];
  const SHORT = { 'RSASSA-PKCS1-v1_5': 'RS', 'RSA-PSS': 'PS', 'RSA-OAEP': 'RSA-OAEP', HMAC: 'HS' };

  // What the member alg says of a key.
  function algOf({ name, hash, length }) {
    if (name === 'RSA-OAEP') return hash.name === 'SHA-1' ? 'RSA-OAEP' : `RSA-OAEP-${hash.name.slice(4)}`;
    if (hash !== undefined) return `${SHORT[name]}${hash.name.slice(4)}`;
    if (name === 'Ed25519') return 'Ed25519';
    return ALGORITHMS[name].isAes ? `A${length}${name.slice(4)}` : undefined;
  }

  const namesOf = ({ isRsa, isElliptic }) => (isRsa ? RSA_NAMES : isElliptic ? ['x', 'y', 'd'] : ['x', 'd']);
  const typeOf = ({ secret, isRsa, isElliptic }) => (secret !== undefined ? 'oct' : isRsa ? 'RSA' : isElliptic ? 'EC' : 'OKP');

  function checkJwk(name, jwk, extractable, usages) {
    const wrong = (message) => fail(`the JSON Web Key ${message}`, 'DataError');
    const kind = ALGORITHMS[name];
    if (jwk.kty !== typeOf(kind)) throw wrong(`is not of the type ${typeOf(kind)}`);
    if (jwk.use !== undefined && usages.length > 0 && jwk.use !== (kind.signs ? 'sig' : 'enc')) throw wrong('is for another use');
    if (jwk.key_ops !== undefined) {
      const operations = [...jwk.key_ops].map(String);
      if (new Set(operations).size !== operations.length || usages.some((each) => !operations.includes(each))) {
        throw wrong('is for other operations');
      }
    }
    if (jwk.ext === false && extractable) throw wrong('is not extractable');
    return wrong;
  }

  function ofJwk(name, jwk, algorithm, extractable, usages) {
    const kind = ALGORITHMS[name];
    if (kind.derives && kind.secret !== undefined) throw fail(`keys of ${name} have no format jwk`, 'NotSupportedError');
    if (kind.secret !== undefined) {
      allowed(usages, kind.secret, name);
      const wrong = checkJwk(name, jwk, extractable, usages);
      if (typeof jwk.k !== 'string' || !/^[\w-]*$/.test(jwk.k)) throw wrong('has no member k in base64url');
      const key = secretOf(name, fromBase64url(jwk.k), algorithm, extractable, usages);
      if (jwk.alg !== undefined && jwk.alg !== algOf(key.algorithm)) throw wrong('is for another algorithm');
      return usable(key);
    }
    return ofPublicJwk(name, kind, jwk, algorithm, extractable, usages);
  }

  function ofPublicJwk(name, kind, jwk, algorithm, extractable, usages) {
    if (kind.isRsa) hashOf(algorithm);
    const family = familyOf(name, algorithm);
    const isPrivate = jwk.d !== undefined;
    allowed(usages, isPrivate ? kind.private : kind.public, name);
    const wrong = checkJwk(name, jwk, extractable, usages);
    if (!kind.isRsa && jwk.crv !== family) throw wrong(`is not of the curve ${family}`);
    if (jwk.oth !== undefined) throw fail('keys of more than two primes are not supported', 'NotSupportedError');
    const names = namesOf(kind);
    const members = names.slice(0, isPrivate ? names.length : names.indexOf('d')).map((each) => jwk[each]);
    if (!members.every((each) => typeof each === 'string' && /^[\w-]+$/.test(each))) throw wrong('has not all members in base64url');
    const alg = kind.isRsa ? algOf({ name, hash: { name: hashOf(algorithm) } }) : undefined;
    const others = name === 'Ed25519' ? ['EdDSA', 'Ed25519'] : name === 'ECDSA' ? [ES[family]] : alg === undefined ? null : [alg];
    if (jwk.alg !== undefined && others !== null && !others.includes(jwk.alg)) throw wrong('is for another algorithm');
    return asymmetric(name, told(host.keyOfMembers(family, members.join('\n'))), algorithm, extractable, usages);
  }

  const ES = { 'P-256': 'ES256', 'P-384': 'ES384', 'P-521': 'ES512' };

  // ---- exportKey

  function exportKey(format, key) {
    const kind = formatOf(format);
    if (!key.extractable) throw fail('the key is not extractable', 'InvalidAccessError');
    if (kind === 'jwk') return toJwk(key);
    const expected = key.type === 'private' ? ['pkcs8'] : key.type === 'public' ? ['spki', 'raw'] : ['raw'];
    const isOther = key.type !== 'secret' && kind !== 'jwk' && !(ALGORITHMS[key.algorithm.name].isRsa && kind === 'raw');
    if (!expected.includes(kind)) {
      throw fail(`a ${key.type} key has no format ${kind}`, isOther ? 'InvalidAccessError' : 'NotSupportedError');
    }
    return key.type === 'secret' ? key.octets.slice().buffer : buffer(host.keyWrite(key.handle, kind));
  }

  function toJwk(key) {
    const kind = ALGORITHMS[key.algorithm.name];
    const jwk = { key_ops: [...key.usages], ext: key.extractable, kty: typeOf(kind) };
    const alg = algOf(key.algorithm);
    if (alg !== undefined) jwk.alg = alg;
    if (key.type === 'secret') return { ...jwk, k: toBase64url(key.octets) };
    if (!kind.isRsa) jwk.crv = kind.isElliptic ? key.algorithm.namedCurve : key.algorithm.name;
    const names = namesOf(kind);
    for (const [i, each] of host.keyMembers(key.handle).split('\n').entries()) jwk[names[i]] = each;
    return jwk;
  }

  return { classes: {}, generate, importKey, exportKey, bitsOf, secretOf, octetsOf };
})
