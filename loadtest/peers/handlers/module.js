export default {
  async fetch(request) {
    const headers = new Headers(request.headers);
    headers.set('x-edge', 'yes');
    return new Request(request, { headers });
  },
};
