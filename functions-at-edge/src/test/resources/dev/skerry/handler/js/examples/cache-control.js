function handler(event) {
  var headers = event.response.headers;
  if (!headers['cache-control']) {
    headers['cache-control'] = { value: 'public, max-age=63072000' };
  }
  return event.response;
}
