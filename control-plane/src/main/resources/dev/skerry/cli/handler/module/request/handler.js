// An edge calls this at {{hook}}. What there is around it: docs/handlers.md of Skerry, "Modules".
export default {
  async fetch(request, env, ctx) {
    const url = new URL(request.url);

    // A page that has moved: the handler answers, and nobody else is asked.
    if (url.pathname === '/old') {
      return new Response(null, { status: 301, headers: { location: '/new' } });
    }

    // The address of a folder means its index page.
    if (url.pathname.endsWith('/')) {
      console.log('index page of', url.pathname);
      url.pathname += 'index.html';
      return new Request(url, request);
    }
    return request;
  },
};
