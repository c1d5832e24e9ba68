// What a handler reaches outside of itself: the bindings of its `env`, fetch and caches. This is the one place
// where an edge's services come in.
(function (web) {
  'use strict';

  function unsupported(what) {
    return () => Promise.reject(new Error(`${what} is not supported in this version`));
  }

  async function fetch(input, init = undefined) {
    const { Request } = web.use('messages').classes;
    const request = new Request(input, init);
    return unsupported(`fetch("${request.url}")`)();
  }
  Object.defineProperty(fetch, 'length', { value: 1 });

  const caches = Object.freeze({
    default: Object.freeze({
      match: unsupported('caches.default.match()'),
      put: unsupported('caches.default.put()'),
      delete: unsupported('caches.default.delete()'),
    }),
    open: unsupported('caches.open()'),
  });

  return { classes: { fetch, caches }, env: Object.freeze({}) };
})
