// An edge calls this at {{hook}}. What an event has: docs/handlers.md of Skerry.
function handler(event) {
  const response = event.response;
  response.headers['x-content-type-options'] = { value: 'nosniff' };

  // Only pages can be framed.
  const type = response.headers['content-type']?.value ?? '';
  if (type.startsWith('text/html')) {
    response.headers['x-frame-options'] = { value: 'DENY' };
  }
  return response;
}
