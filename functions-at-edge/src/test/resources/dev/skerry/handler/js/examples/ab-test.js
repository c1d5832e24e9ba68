function handler(event) {
  var request = event.request;
  var group = request.cookies['x-experiment'] ? request.cookies['x-experiment'].value : 'A';
  if (group === 'B') {
    request.uri = '/experiment' + request.uri;
  }
  request.headers['x-experiment'] = { value: group };
  return request;
}
