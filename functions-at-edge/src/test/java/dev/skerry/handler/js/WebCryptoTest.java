package dev.skerry.handler.js;

import dev.skerry.handler.HandlerKind;
import dev.skerry.handler.HandlerProblem;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * crypto.subtle by the sections of the Web Cryptography API, with the vectors of its algorithms.
 */
@ParameterizedClass
@EnumSource(names = "JS")
class WebCryptoTest {
  private final Expressions expressions;

  WebCryptoTest(HandlerKind kind) {
    expressions = Expressions.of(kind);
  }

  /** Each key is written and read in each of its formats, and does the same afterwards. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 1024, publicExponent: new"
            + " Uint8Array([1, 0, 1]) }",
        "{ name: 'RSA-PSS', hash: 'SHA-256', modulusLength: 1024, publicExponent: new"
            + " Uint8Array([1, 0, 1]), saltLength: 32 }",
        "{ name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }",
        "{ name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-384' }",
        "{ name: 'ECDSA', namedCurve: 'P-521', hash: 'SHA-512' }",
        "{ name: 'Ed25519' }",
      })
  void keysThatSignAreWrittenAndRead(String algorithm) throws HandlerProblem {
    expressions.give(
        """
        (async () => {
          const alg = %s;
          const pair = await S.generateKey(alg, true, ['sign', 'verify']);
          const signed = await S.sign(alg, pair.privateKey, bytes('a'));
          const found = [];
          for (const format of ['spki', 'jwk', ...(alg.modulusLength ? [] : ['raw'])]) {
            const key = await S.importKey(format, await S.exportKey(format, pair.publicKey), alg, true, ['verify']);
            found.push(key.type, await S.verify(alg, key, signed, bytes('a')), await S.verify(alg, key, signed, bytes('b')));
          }
          for (const format of ['pkcs8', 'jwk']) {
            const key = await S.importKey(format, await S.exportKey(format, pair.privateKey), alg, true, ['sign']);
            found.push(key.type, await S.verify(alg, pair.publicKey, await S.sign(alg, key, bytes('a')), bytes('a')));
            found.push(hex(await S.exportKey('pkcs8', key)) === hex(await S.exportKey('pkcs8', pair.privateKey)));
          }
          found.push(await S.verify(alg, pair.publicKey, new Uint8Array(3), bytes('a')));
          return [...new Set(found)].join();
        })()
        """
            .formatted(algorithm),
        "public,true,false,private");
  }

  /** RFC 8032 §7.1, RFC 7748 §5.2, RFC 5869 §A.1, RFC 6070 §2, RFC 3394 §4.1 and NIST's AES. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          S.importKey('pkcs8', octets('302e020100300506032b6570042204204ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb'), 'Ed25519', true, ['sign']).then((k) => S.sign('Ed25519', k, octets('72'))).then(hex) | 92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00
          S.importKey('pkcs8', octets('302e020100300506032b6570042204204ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb'), 'Ed25519', true, ['sign']).then((k) => S.exportKey('jwk', k)).then((k) => k.x) | PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw
          Promise.all([S.importKey('pkcs8', octets('302e020100300506032b656e04220420a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4'), 'X25519', true, ['deriveBits']), S.importKey('raw', octets('e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c'), 'X25519', true, [])]).then(([k, p]) => S.deriveBits({ name: 'X25519', public: p }, k, 256)).then(hex) | c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552
          S.importKey('raw', octets('0b'.repeat(22)), 'HKDF', false, ['deriveBits']).then((k) => S.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: octets('000102030405060708090a0b0c'), info: octets('f0f1f2f3f4f5f6f7f8f9') }, k, 336)).then(hex) | 3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865
          S.importKey('raw', new Uint8Array(0), 'HKDF', false, ['deriveBits']).then((k) => S.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: new Uint8Array(0) }, k, 256)).then(hex) | eb70f01dede9afafa449eee1b1286504e1f62388b3f7dd4f956697b0e828fe18
          S.importKey('raw', bytes('password'), 'PBKDF2', false, ['deriveBits']).then((k) => S.deriveBits({ name: 'PBKDF2', hash: 'SHA-1', salt: bytes('salt'), iterations: 4096 }, k, 160)).then(hex) | 4b007901b765489abead49d926f721d065a429c1
          Promise.all([S.importKey('raw', octets('000102030405060708090A0B0C0D0E0F'), 'AES-KW', false, ['wrapKey']), S.importKey('raw', octets('00112233445566778899AABBCCDDEEFF'), 'AES-CBC', true, ['encrypt'])]).then(([k, q]) => S.wrapKey('raw', q, k, 'AES-KW')).then(hex) | 1fa68b0a8112b447aef34bd8fb5a7b829d3e862371d2cfe5
          S.importKey('raw', new Uint8Array(16), 'AES-CBC', false, ['encrypt']).then((k) => S.encrypt({ name: 'AES-CBC', iv: new Uint8Array(16) }, k, new Uint8Array(0))).then(hex) | 0143db63ee66b0cdff9f69917680151e
          S.importKey('raw', new Uint8Array(16), 'AES-CTR', false, ['encrypt']).then(async (k) => { const counter = new Uint8Array(16); counter[15] = 255; const two = await S.encrypt({ name: 'AES-CTR', counter, length: 8 }, k, new Uint8Array(32)); const first = await S.encrypt({ name: 'AES-CTR', counter: new Uint8Array(16), length: 8 }, k, new Uint8Array(16)); return hex(two).endsWith(hex(first)) }) | true
          S.generateKey({ name: 'RSA-OAEP', hash: 'SHA-1', modulusLength: 1024, publicExponent: new Uint8Array([3]) }, true, ['encrypt', 'decrypt']).then(async (k) => hex(await S.decrypt({ name: 'rsa-oaep', label: bytes('l') }, k.privateKey, await S.encrypt({ name: 'RSA-OAEP', label: bytes('l') }, k.publicKey, octets('0102'))))) | 0102
          S.generateKey({ name: 'AES-GCM', length: 256 }, true, ['wrapKey', 'unwrapKey']).then(async (k) => { const a = { name: 'AES-GCM', iv: new Uint8Array(12) }; const w = await S.wrapKey('jwk', k, k, a); return (await S.unwrapKey('jwk', w, k, a, 'AES-CBC', true, ['encrypt']).catch((e) => e.name)) }) | DataError
          S.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveKey']).then(async (k) => { const q = await S.deriveKey({ name: 'ECDH', public: k.publicKey }, k.privateKey, { name: 'HMAC', hash: 'SHA-256', length: 128 }, true, ['sign']); return q.algorithm.length + q.type }) | 128secret
          S.generateKey({ name: 'RSA-PSS', hash: 'SHA-384', modulusLength: 1024, publicExponent: new Uint8Array([1, 0, 1]) }, true, ['sign']).then((k) => JSON.stringify(k.publicKey.algorithm)) | {"name":"RSA-PSS","modulusLength":1024,"publicExponent":{"0":1,"1":0,"2":1},"hash":{"name":"SHA-384"}}
          S.generateKey('Ed25519', false, ['sign']).then((k) => structuredClone(k.privateKey).algorithm.name + k.publicKey.extractable + k.publicKey.usages.length) | Ed25519true0
          S.timingSafeEqual(bytes('a'), bytes('a')) + thrown(() => S.timingSafeEqual(bytes('a'), bytes('ab'))) | trueTypeError
          S.importKey('raw', bytes('k'), 'PBKDF2', false, ['deriveBits']).then((k) => rejected(S.deriveBits({ name: 'PBKDF2', hash: 'SHA-1', salt: new Uint8Array(1 << 20), iterations: 1 }, k, 1 << 16))) | NotSupportedError
          S.importKey('raw', bytes('k'), 'HKDF', false, ['deriveBits']).then((k) => rejected(S.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: new Uint8Array(4 << 20) }, k, 8160 * 8))) | NotSupportedError
          S.generateKey({ name: 'RSA-PSS', hash: 'SHA-256', modulusLength: 1024, publicExponent: new Uint8Array([1, 0, 1]) }, true, ['sign']).then(async (k) => { const of = { name: 'RSA-PSS', hash: 'SHA-256' }; const jwk = await S.exportKey('jwk', k.privateKey); await S.importKey('jwk', jwk, of, true, ['sign']); return rejected(S.importKey('jwk', { ...jwk, dp: jwk.dp + 'AAAA' }, of, true, ['sign'])) }) | DataError
          S.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['verify', 'sign']).then(async ({ publicKey: k }) => { k.usages.push('sign'); k.algorithm.name = 'RSA-OAEP'; return (await rejected(S.sign({ name: 'ECDSA', hash: 'SHA-256' }, k, bytes('a')))) + (await S.exportKey('jwk', k)).crv }) | InvalidAccessErrorP-256
          ['encrypt', 'verify', 'generateKey', 'deriveBits', 'unwrapKey'].map((name) => S[name].name + S[name].length).join() | encrypt3,verify4,generateKey3,deriveBits2,unwrapKey7
          """)
  void algorithmsGiveWhatTheirVectorsSay(String expression, String expected) throws HandlerProblem {
    expressions.give(expression, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          S.generateKey({ name: 'AES-GCM', length: 100 }, true, ['encrypt']) | OperationError
          S.generateKey({ name: 'AES-GCM', length: 128 }, true, []) | SyntaxError
          S.generateKey({ name: 'AES-GCM', length: 128 }, true, ['sign']) | SyntaxError
          S.generateKey({ name: 'AES-GCM', length: 128 }, true, ['x']) | TypeError
          S.generateKey({ name: 'ECDSA', namedCurve: 'P-999' }, true, ['sign']) | NotSupportedError
          S.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['verify']) | SyntaxError
          S.generateKey({ name: 'RSA-PSS', hash: 'SHA-1', modulusLength: 100000, publicExponent: new Uint8Array([3]) }, true, ['sign']) | OperationError
          S.generateKey('PBKDF2', true, ['deriveBits']) | NotSupportedError
          S.generateKey({}, true, []) | TypeError
          S.importKey('raw', {}, 'AES-GCM', true, []) | TypeError
          S.importKey('jwk', new Uint8Array(1), 'AES-GCM', true, []) | TypeError
          S.importKey('x', new Uint8Array(1), 'AES-GCM', true, []) | TypeError
          S.importKey('raw', new Uint8Array(5), 'AES-GCM', true, ['encrypt']) | DataError
          S.importKey('raw', new Uint8Array(16), 'AES-GCM', true, []) | SyntaxError
          S.importKey('spki', new Uint8Array(16), 'AES-GCM', true, ['encrypt']) | NotSupportedError
          S.importKey('raw', new Uint8Array(16), 'HKDF', true, ['deriveBits']) | SyntaxError
          S.importKey('raw', new Uint8Array(65).fill(4), { name: 'ECDSA', namedCurve: 'P-256' }, true, ['verify']) | DataError
          S.importKey('spki', new Uint8Array(16), { name: 'RSA-PSS', hash: 'SHA-256' }, true, ['verify']) | DataError
          S.importKey('jwk', { kty: 'oct', k: 'AAAAAAAAAAAAAAAAAAAAAA', alg: 'A256GCM' }, 'AES-GCM', true, ['encrypt']) | DataError
          S.importKey('jwk', { kty: 'oct', k: 'AAAAAAAAAAAAAAAAAAAAAA', ext: false }, 'AES-GCM', true, ['encrypt']) | DataError
          S.importKey('jwk', { kty: 'oct', k: 'AAAAAAAAAAAAAAAAAAAAAA', key_ops: ['decrypt'] }, 'AES-GCM', true, ['encrypt']) | DataError
          S.importKey('jwk', { kty: 'oct', k: 'AAAAAAAAAAAAAAAAAAAAAA', use: 'sig' }, 'AES-GCM', true, ['encrypt']) | DataError
          S.importKey('raw', new Uint8Array(16), 'AES-CBC', false, ['encrypt']).then((k) => S.encrypt({ name: 'AES-CBC', iv: new Uint8Array(15) }, k, new Uint8Array(1))) | OperationError
          S.importKey('raw', new Uint8Array(16), 'AES-CBC', false, ['encrypt']).then((k) => S.decrypt({ name: 'AES-CBC', iv: new Uint8Array(16) }, k, new Uint8Array(16))) | InvalidAccessError
          S.importKey('raw', new Uint8Array(16), 'AES-CBC', false, ['decrypt']).then((k) => S.decrypt({ name: 'AES-CBC', iv: new Uint8Array(16) }, k, new Uint8Array(15))) | OperationError
          S.importKey('raw', new Uint8Array(16), 'AES-CTR', false, ['encrypt']).then((k) => S.encrypt({ name: 'AES-CTR', counter: new Uint8Array(16), length: 1 }, k, new Uint8Array(33))) | OperationError
          S.importKey('raw', new Uint8Array(16), 'AES-CBC', false, ['encrypt']).then((k) => S.exportKey('raw', k)) | InvalidAccessError
          S.importKey('raw', bytes('a'), 'PBKDF2', false, ['deriveBits']).then((k) => S.deriveBits({ name: 'PBKDF2', hash: 'SHA-1', salt: bytes('a'), iterations: 0 }, k, 160)) | OperationError
          S.importKey('raw', bytes('a'), 'PBKDF2', false, ['deriveBits']).then((k) => S.deriveBits({ name: 'PBKDF2', hash: 'SHA-1', salt: bytes('a'), iterations: 1e9 }, k, 160)) | NotSupportedError
          S.importKey('raw', bytes('a'), 'HKDF', false, ['deriveBits']).then((k) => S.deriveBits({ name: 'HKDF', hash: 'SHA-1', salt: bytes('a'), info: bytes('a') }, k, null)) | OperationError
          S.generateKey('X25519', true, ['deriveBits']).then((k) => S.deriveBits({ name: 'X25519', public: k.privateKey }, k.privateKey, 128)) | InvalidAccessError
          S.generateKey('Ed25519', true, ['sign']).then((k) => S.exportKey('spki', k.privateKey)) | InvalidAccessError
          S.digest('MD5', new Uint8Array(1)) | NotSupportedError
          S.digest('SHA-256', {}) | TypeError
          S.digest('SHA-256') | TypeError
          """)
  void whatIsWrongIsRejectedByItsName(String promise, String name) throws HandlerProblem {
    expressions.give("rejected(" + promise + ")", name);
  }
}
