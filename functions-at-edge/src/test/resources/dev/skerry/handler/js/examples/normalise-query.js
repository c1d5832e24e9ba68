function handler(event) {
  var request = event.request;
  var known = ['page', 'q', 'size'];
  var kept = {};
  known.sort().forEach(function (name) {
    if (Object.prototype.hasOwnProperty.call(request.querystring, name)) {
      kept[name] = { value: request.querystring[name].value.toLowerCase() };
    }
  });
  request.querystring = kept;
  return request;
}
