const crypto = require('crypto');

const KEY = 'LzdWGpAToQ1DqYuzHxE6YOqi7G3X2yvNBot9mCXfx5k';
const loggingEnabled = false;

const response401 = { statusCode: 401, statusDescription: 'Unauthorized' };

function jwtDecode(token, key) {
  if (!token) throw new Error('No token supplied');
  const segments = token.split('.');
  if (segments.length !== 3) throw new Error('Not enough or too many segments');
  const header = JSON.parse(base64urlDecode(segments[0]));
  const payload = JSON.parse(base64urlDecode(segments[1]));
  if (header.alg !== 'HS256') throw new Error('Wrong algorithm');
  const input = segments[0] + '.' + segments[1];
  if (!constantTimeEquals(segments[2], sign(input, key, 'sha256'))) {
    throw new Error('Signature verification failed');
  }
  if (payload.nbf && Date.now() < payload.nbf * 1000) throw new Error('Token not yet active');
  if (payload.exp && Date.now() > payload.exp * 1000) throw new Error('Token expired');
  return payload;
}

function constantTimeEquals(a, b) {
  if (a.length !== b.length) return false;
  let xor = 0;
  for (let i = 0; i < a.length; i++) xor |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return xor === 0;
}

function sign(input, key, method) {
  return crypto.createHmac(method, key).update(input).digest('base64url');
}

function base64urlDecode(text) {
  return Buffer.from(text, 'base64url').toString();
}

function handler(event) {
  const request = event.request;
  if (!request.querystring.jwt) return response401;
  try {
    jwtDecode(request.querystring.jwt.value, KEY);
  } catch (e) {
    if (loggingEnabled) console.log(e);
    return response401;
  }
  delete request.querystring.jwt;
  return request;
}
