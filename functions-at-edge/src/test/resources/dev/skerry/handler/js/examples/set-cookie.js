function handler(event) {
  var response = event.response;
  if (!event.request.cookies['visitor']) {
    response.cookies['visitor'] = { value: 'new', attributes: 'Path=/; Secure; Max-Age=3600' };
  }
  return response;
}
