function handler(event) {
  const request = event.request;
  request.headers['x-edge'] = { value: 'yes' };
  return request;
}
