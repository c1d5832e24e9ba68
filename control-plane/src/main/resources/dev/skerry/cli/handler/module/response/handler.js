// An edge calls this at {{hook}}. What there is around it: docs/handlers.md of Skerry, "Modules".
export default {
  async {{function}}(response, request, env, ctx) {
    // What comes with the event cannot be changed; the copy hands its body on.
    const changed = new Response(response.body, response);
    changed.headers.set('x-content-type-options', 'nosniff');

    // Only pages can be framed.
    if (changed.headers.get('content-type')?.startsWith('text/html')) {
      changed.headers.set('x-frame-options', 'DENY');
    }
    return changed;
  },
};
