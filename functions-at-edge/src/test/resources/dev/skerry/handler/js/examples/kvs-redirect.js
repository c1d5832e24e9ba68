import cf from 'cloudfront';

const kvsHandle = cf.kvs();

async function handler(event) {
  const request = event.request;
  try {
    const target = await kvsHandle.get(request.uri);
    const query = Object.keys(request.querystring).map((name) => `${name}=${request.querystring[name].value}`);
    return {
      statusCode: 301,
      statusDescription: 'Moved Permanently',
      headers: { location: { value: query.length > 0 ? `${target}?${query.join('&')}` : target } },
    };
  } catch (err) {
    return request;
  }
}
