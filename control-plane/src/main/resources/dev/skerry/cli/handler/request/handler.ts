// An edge calls this at {{hook}}. What an event has: docs/handlers.md of Skerry.
function handler(event: RequestEvent): EdgeRequest | EdgeResponse {
  const request = event.request;

  // A page that has moved: the handler answers, and nobody else is asked.
  if (request.uri === '/old') {
    return { statusCode: 301, headers: { location: { value: '/new' } } };
  }

  // The address of a folder means its index page.
  if (request.uri.endsWith('/')) {
    console.log('index page of', request.uri);
    request.uri += 'index.html';
  }
  return request;
}
