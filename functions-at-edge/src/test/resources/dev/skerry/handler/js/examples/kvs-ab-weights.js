import cf from 'cloudfront';

const kvsId = 'a1b2-c3';

async function version(key) {
  const config = await cf.kvs(kvsId).get(key, { format: 'json' });
  return Math.random() <= config.weight ? config.a : config.b;
}

async function handler(event) {
  const request = event.request;
  const segments = request.uri.split('/');
  try {
    segments[1] = await version(segments[1]);
    request.uri = segments.join('/');
  } catch (err) {
    console.log(`no experiment for ${request.uri}: ${err}`);
  }
  return request;
}
