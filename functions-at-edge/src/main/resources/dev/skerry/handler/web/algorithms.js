// Which algorithms there are, and what is said of them (Web Cryptography API §18, §20 to §35).
(function (web) {
  'use strict';

  const fail = (message, name) => web.exception(message, name);
  const DIGESTS = ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'];
  const SIGNING = { public: ['verify'], private: ['sign'] };
  const AGREEING = { public: [], private: ['deriveKey', 'deriveBits'] };
  const WRAPPING = { secret: ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'] };
  const DERIVING = { secret: ['deriveKey', 'deriveBits'], derives: true };

  // What keys of an algorithm may be used for, by their type.
  const ALGORITHMS = {
    'RSASSA-PKCS1-v1_5': { ...SIGNING, isRsa: true, signs: true },
    'RSA-PSS': { ...SIGNING, isRsa: true, signs: true },
    'RSA-OAEP': { public: ['encrypt', 'wrapKey'], private: ['decrypt', 'unwrapKey'], isRsa: true, encrypts: true },
    ECDSA: { ...SIGNING, isElliptic: true, signs: true },
    ECDH: { ...AGREEING, isElliptic: true, derives: true },
    Ed25519: { ...SIGNING, isCurve: true, signs: true },
    X25519: { ...AGREEING, isCurve: true, derives: true },
    HMAC: { secret: ['sign', 'verify'], signs: true },
    'AES-CBC': { ...WRAPPING, isAes: true, encrypts: true },
    'AES-CTR': { ...WRAPPING, isAes: true, encrypts: true },
    'AES-GCM': { ...WRAPPING, isAes: true, encrypts: true },
    'AES-KW': { secret: ['wrapKey', 'unwrapKey'], isAes: true },
    HKDF: DERIVING,
    PBKDF2: DERIVING,
  };
  const CURVES = ['P-256', 'P-384', 'P-521'];

  function spoken(algorithm) {
    const name = web.isObject(algorithm) ? algorithm.name : algorithm;
    if (name === undefined) throw new TypeError('the algorithm has no name');
    return `${name}`.toUpperCase();
  }

  function digestOf(algorithm) {
    const name = spoken(algorithm);
    if (!DIGESTS.includes(name)) throw fail(`there is no digest ${name}`, 'NotSupportedError');
    return name;
  }

  const NAMES = new Map(Object.keys(ALGORITHMS).map((name) => [name.toUpperCase(), name]));

  // Its name as it is written; `can` is what it has to be able to do.
  function nameOf(algorithm, can = undefined) {
    const upper = spoken(algorithm);
    const name = NAMES.get(upper);
    if (name === undefined || (can !== undefined && ALGORITHMS[name][can] !== true)) {
      throw fail(`the algorithm ${upper} is not supported here`, 'NotSupportedError');
    }
    return name;
  }

  // ---- members of what is said of an algorithm

  function need(algorithm, member) {
    const value = web.isObject(algorithm) ? algorithm[member] : undefined;
    if (value === undefined) throw new TypeError(`the algorithm needs the member ${member}`);
    return value;
  }

  const hashOf = (algorithm) => digestOf(need(algorithm, 'hash'));
  const octetsOf = (algorithm, member) => web.octets(need(algorithm, member), member).slice();
  const numberOf = (algorithm, member, bits) => web.integer(need(algorithm, member), bits, { enforce: true, what: member });

  function curveOf(algorithm) {
    const name = `${need(algorithm, 'namedCurve')}`;
    if (!CURVES.includes(name)) throw fail(`there is no curve ${name}`, 'NotSupportedError');
    return name;
  }

  // What asymmetric keys of the algorithm are called by the host.
  function familyOf(name, algorithm) {
    const kind = ALGORITHMS[name];
    return kind.isRsa ? 'RSA' : kind.isElliptic ? curveOf(algorithm) : name;
  }

  // ---- results of the host

  function told(result) {
    if (typeof result !== 'string') return result;
    const end = result.indexOf('\n');
    throw fail(result.slice(end + 1), result.slice(0, end));
  }

  const buffer = (result) => new Uint8Array(told(result)).buffer;

  return { classes: {}, ALGORITHMS, fail, digestOf, nameOf, need, hashOf, octetsOf, numberOf, familyOf, told, buffer };
})
