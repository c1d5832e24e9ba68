// Caches of the edge, as Workers have them: `put` stores for all calls of the site's handlers on this edge, by what the
// response says. Inquiries.java asks.
(function (web) {
  'use strict';

  const { host } = web;
  const arrivals = web.use('arrivals');
  const bodies = web.use('body');
  const messages = web.use('messages');
  const { answered, responseOf } = web.use('fetch');
  const { combined } = web.use('headers');
  const MAKE = Symbol('make');
  const NAME_MAX = 256;

  function calling(what) {
    if (web.call === null) throw new TypeError(`${what} is called within the functions of a handler`);
    return web.call;
  }

  function requestOf(input) {
    const request = messages.innerOf(new messages.classes.Request(input));
    return { method: request.method, url: request.url, list: messages.headersOf(request) };
  }

  // The answer to a question, with its status; what fails is thrown.
  function asked(what, name, operation, request, ...more) {
    const call = calling(what);
    const begun = host.askCache(name, operation, request.url, request.list.join('\n'), ...more);
    return answered(call, begun, null, (lines, octets, resolve, reject) => {
      if (lines[0] === 'ok') resolve({ status: Number(lines[1]), list: lines.slice(2), octets });
      else reject(arrivals.failure(lines[1], `${what}: ${lines.slice(2).join(' ')}`));
    });
  }

  function refuse(request, response) {
    if (request.method !== 'GET') throw new TypeError(`cache.put(): the request's method is ${request.method}, not GET`);
    if (response.status === 206) throw new TypeError('cache.put(): a part of a representation (206) cannot be stored');
    const vary = combined(messages.headersOf(response), 'vary');
    if (vary !== null && vary.split(',').some((each) => each.trim() === '*')) {
      throw new TypeError('cache.put(): a response with Vary: * cannot be stored');
    }
    if (bodies.isUnusable(response.body)) throw new TypeError('cache.put(): the body has been read already, or is locked');
  }

  async function contentOf(call, body) {
    if (body === null) return null;
    if (body.stream === null) return bodies.consume(body);
    return bodies.collect(bodies.inner(body), call.mostOctets);
  }

  const isAsked = (request, options) => request.method === 'GET' || options.ignoreMethod === true;

  class Cache {
    #name;

    constructor(key, name) {
      if (key !== MAKE) throw new TypeError('caches.open() makes a Cache');
      this.#name = name;
    }

    async match(input, options = undefined) {
      web.required(arguments.length, 1);
      const request = requestOf(input);
      if (!isAsked(request, web.dictionary(options, 'the options'))) return undefined;
      const answer = await asked('cache.match()', this.#name, 'MATCH', request);
      return answer.status === 0 ? undefined : responseOf(request, answer, false);
    }

    async put(input, response) {
      web.required(arguments.length, 2);
      const request = requestOf(input);
      if (!messages.isResponse(response)) throw new TypeError('cache.put(): the second argument is no Response');
      const inner = messages.innerOfResponse(response);
      refuse(request, inner);
      const list = messages.headersOf(inner).join('\n');
      const octets = await contentOf(calling('cache.put()'), inner.body);
      await asked('cache.put()', this.#name, 'PUT', request, inner.status, list, octets);
    }

    async delete(input, options = undefined) {
      web.required(arguments.length, 1);
      const request = requestOf(input);
      if (!isAsked(request, web.dictionary(options, 'the options'))) return false;
      return (await asked('cache.delete()', this.#name, 'DELETE', request)).status !== 0;
    }
  }

  class CacheStorage {
    #main;

    constructor(key) {
      if (key !== MAKE) throw new TypeError('there is one CacheStorage: caches');
      this.#main = new Cache(MAKE, '');
    }

    get default() { return this.#main; }

    async open(name) {
      web.required(arguments.length, 1);
      const string = web.text(name);
      if (string === '' || string.length > NAME_MAX) throw new TypeError(`the name of a cache has 1 to ${NAME_MAX} characters`);
      return new Cache(MAKE, string);
    }
  }
  Object.defineProperty(Cache.prototype.match, 'length', { value: 1 });
  Object.defineProperty(Cache.prototype.delete, 'length', { value: 1 });
  web.expose(Cache);
  web.expose(CacheStorage);

  return { classes: { Cache, CacheStorage, caches: new CacheStorage(MAKE) } };
})
