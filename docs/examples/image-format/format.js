// Gives each viewer the smallest format of an image that he can show: of /a.jpg also /a.jpg.avif and /a.jpg.webp are there.
const FORMATS = ['avif', 'webp'];

// Whether a list of media types has this one, and not with a quality of 0.
function accepts(list, type) {
  return list.split(',').some((each) => {
    const [name, ...parameters] = each.split(';').map((part) => part.trim().toLowerCase());
    return name === type && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}

function handler(event) {
  const { request, response } = event;
  if (response !== undefined) {
    // Caches behind the edge tell by this that there are several.
    response.headers.vary = { value: 'accept' };
    return response;
  }
  const accept = request.headers.accept;
  const format = accept && FORMATS.find((each) => accepts(accept.value, `image/${each}`));
  // The path is in the cache key, so nothing else tells the formats apart.
  if (format !== undefined) request.uri += `.${format}`;
  return request;
}
