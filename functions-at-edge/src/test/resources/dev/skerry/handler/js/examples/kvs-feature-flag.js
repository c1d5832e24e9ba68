import cf from 'cloudfront';

const flags = cf.kvs();

async function handler(event) {
  const closed = (await flags.exists('maintenance')) && (await flags.get('maintenance', { format: 'json' }));
  if (!closed) return event.request;
  return {
    statusCode: 503,
    statusDescription: 'Service Unavailable',
    headers: { 'retry-after': { value: '600' } },
    body: { encoding: 'text', data: 'back soon\n' },
  };
}
