function handler(event) {
  var request = event.request;
  var headers = request.headers;
  if (headers['cloudfront-viewer-country']) {
    var country = headers['cloudfront-viewer-country'].value;
    if (country === 'DE') {
      return {
        statusCode: 302,
        statusDescription: 'Found',
        headers: { location: { value: `https://${headers.host.value}/de${request.uri}` } },
      };
    }
  }
  return request;
}
