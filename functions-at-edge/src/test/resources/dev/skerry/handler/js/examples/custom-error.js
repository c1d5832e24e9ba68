function handler(event) {
  var response = event.response;
  if (event.request.uri === '/teapot') {
    response.statusCode = 418;
    response.headers['content-type'] = { value: 'application/json' };
    response.body = { encoding: 'base64', data: 'eyJ0ZWEiOnRydWV9' };
  }
  return response;
}
