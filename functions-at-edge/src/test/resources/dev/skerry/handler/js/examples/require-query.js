function handler(event) {
  var query = event.request.querystring;
  if (!query.token || query.token.value !== 'open-sesame') {
    return {
      statusCode: 403,
      statusDescription: 'Forbidden',
      headers: { 'content-type': { value: 'text/plain' } },
      body: { encoding: 'text', data: 'a token is needed\n' },
    };
  }
  delete query.token;
  return event.request;
}
