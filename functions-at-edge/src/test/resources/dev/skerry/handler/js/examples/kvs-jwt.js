import cf from 'cloudfront';
import crypto from 'crypto';

const kvsKey = 'jwt.secret';

function sign(input, key) {
  return crypto.createHmac('sha256', key).update(input).digest('base64url');
}

function same(a, b) {
  if (a.length !== b.length) return false;
  let different = 0;
  for (let i = 0; i < a.length; i++) different |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return different === 0;
}

async function handler(event) {
  const request = event.request;
  const unauthorized = { statusCode: 401, statusDescription: 'Unauthorized' };
  if (!request.querystring.jwt) return unauthorized;
  const [header, payload, signature] = request.querystring.jwt.value.split('.');
  const secret = await cf.kvs().get(kvsKey);
  if (signature === undefined || !same(signature, sign(`${header}.${payload}`, secret))) return unauthorized;
  delete request.querystring.jwt;
  return request;
}
