// Tables, buckets and limits of `env`: what data.js of both shapes makes of them, with octets as typed arrays.
(function (web) {
  'use strict';

  const { recode } = web.host;

  function binary(data) {
    if (typeof data === 'string') return recode(data, 'utf8', 'latin1');
    const bytes = data instanceof ArrayBuffer ? new Uint8Array(data) : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    let text = '';
    for (let i = 0; i < bytes.length; i += 4096) text += String.fromCharCode.apply(null, bytes.subarray(i, i + 4096));
    return text;
  }

  function bytes(text) {
    const all = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) all[i] = text.charCodeAt(i);
    return all;
  }

  // The text of an answer: at once, or a promise of it.
  function ask(binding, operation, key, body) {
    const begun = web.host.askData(binding, operation, key, body);
    if (typeof begun === 'string') return begun;
    const { promise, resolve } = Promise.withResolvers();
    web.use('arrivals').expect(web.call, begun, resolve);
    return promise;
  }

  const { table, bucket, limiter } = web.host.dataLibrary()(ask, {
    toBinary: binary,
    fromBinary: bytes,
    toText: (text) => recode(text, 'latin1', 'utf8'),
    toBase64: (data) => recode(binary(data), 'latin1', 'base64'),
    fromBase64: (text) => bytes(recode(text, 'base64', 'latin1')),
  });

  return { classes: {}, table, bucket, limiter };
})
