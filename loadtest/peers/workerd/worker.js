// A kilobyte with a field that code sets.
const content = new Uint8Array(1024);

export default {
  async fetch(request) {
    const headers = new Headers({ 'content-type': 'application/octet-stream', 'cache-control': 'max-age=86400' });
    headers.set('x-edge', request.headers.get('host') === null ? 'no' : 'yes');
    return new Response(content, { headers });
  },
};
