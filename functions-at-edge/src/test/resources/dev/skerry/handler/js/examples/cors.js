async function handler(event) {
  const request = event.request;
  const response = event.response;
  if (!response.headers['access-control-allow-origin'] && request.headers['origin']) {
    response.headers['access-control-allow-origin'] = { value: request.headers['origin'].value };
  }
  return response;
}
