// fetch (Fetch Standard §4, §5.6), for servers: no cache, no cookies, no CORS. Fetches.java sends the requests.
(function (web) {
  'use strict';

  const { host } = web;
  const messages = web.use('messages');
  const bodies = web.use('body');
  const arrivals = web.use('arrivals');
  const { combined } = web.use('headers');
  const REDIRECTS = [301, 302, 303, 307, 308];
  const REDIRECTS_MAX = 20;
  // Fields about a body that a redirect leaves out; and those that another server is not told.
  const OF_BODY = ['content-encoding', 'content-language', 'content-length', 'content-location', 'content-type'];
  const OF_ORIGIN = ['authorization', 'cookie', 'proxy-authorization'];

  // ---- one request

  function send(call, request, signal) {
    const begun = host.fetchBegin(request.method, request.url, request.list.join('\n'), request.octets);
    if (typeof begun === 'string') throw new TypeError(`fetch("${request.url}"): ${begun}`);
    return answered(call, begun, signal, (lines, octets, resolve, reject) => {
      if (lines[0] === 'ok') resolve({ status: Number(lines[1]), list: lines.slice(2), octets });
      else reject(new TypeError(`fetch("${request.url}"): ${lines.slice(1).join(' ')}`));
    });
  }

  // A promise that is settled by what comes under a number, or when the signal says so.
  function answered(call, number, signal, settle) {
    const { promise, resolve, reject } = Promise.withResolvers();
    const abort = () => {
      arrivals.forget(call, number);
      reject(signal.reason);
    };
    if (signal !== null) web.use('events').withAlgorithm(signal, abort);
    arrivals.expect(call, number, (text) => {
      if (signal !== null) web.use('events').withoutAlgorithm(signal, abort);
      settle(text.split('\n'), arrivals.octets(), resolve, reject);
    });
    return promise;
  }

  // ---- redirects (Fetch Standard §4.4)

  function without(list, names) {
    const kept = [];
    for (let i = 0; i < list.length; i += 2) if (!names.includes(list[i])) kept.push(list[i], list[i + 1]);
    return kept;
  }

  function originOf(url) {
    return host.urlParse(url, null).split('\n')[1];
  }

  function next(request, status, location) {
    const parts = host.urlParse(location, request.url);
    if (parts === null) throw new TypeError(`fetch("${request.url}"): the redirect to "${location}" is no URL`);
    let [url] = parts.split('\n');
    if (!url.includes('#') && request.url.includes('#')) url += request.url.slice(request.url.indexOf('#'));
    const { method, list } = request;
    const changed = { ...request, url };
    if (((status === 301 || status === 302) && method === 'POST') || (status === 303 && method !== 'GET' && method !== 'HEAD')) {
      Object.assign(changed, { method: 'GET', octets: null, list: without(list, OF_BODY) });
    }
    if (originOf(url) !== originOf(request.url)) changed.list = without(changed.list, OF_ORIGIN);
    return changed;
  }

  async function follow(call, first, redirect, signal) {
    let request = first;
    for (let count = 0; ; count++) {
      if (signal !== null && signal.aborted) throw signal.reason;
      const answer = await send(call, request, signal);
      const location = combined(answer.list, 'location');
      if (!REDIRECTS.includes(answer.status) || location === null || redirect === 'manual') {
        return responseOf(request, answer, count > 0);
      }
      if (redirect === 'error') throw new TypeError(`fetch("${request.url}"): a redirect, and redirect is "error"`);
      if (count >= REDIRECTS_MAX) throw new TypeError(`fetch("${first.url}"): more than ${REDIRECTS_MAX} redirects`);
      request = next(request, answer.status, location);
    }
  }

  function responseOf(request, answer, redirected) {
    const empty = request.method === 'HEAD' || messages.NULL_BODY.includes(answer.status);
    const [url] = request.url.split('#');
    return messages.responseOf({
      type: 'basic', url, redirected, status: answer.status, statusText: '', headers: null, lines: () => answer.list,
      body: empty ? null : bodies.ofSource(answer.octets),
    });
  }

  // What is asked, its body read.
  async function askedBy(input, init) {
    const inner = messages.innerOf(new messages.classes.Request(input, init));
    const { call } = web;
    if (call === null) throw new TypeError('fetch() is called within the functions of a handler');
    const octets = inner.body === null ? null : await bodies.consume(inner.body);
    const request = { method: inner.method, url: inner.url, list: without(messages.headersOf(inner), ['host']), octets };
    return { call, request, redirect: inner.redirect, signal: inner.follows };
  }

  async function fetch(input, init = undefined) {
    web.required(arguments.length, 1);
    const { call, request, redirect, signal } = await askedBy(input, init);
    if (request.url.startsWith('data:') && (signal === null || !signal.aborted)) return web.use('dataurl').respond(request.url);
    return follow(call, request, redirect, signal);
  }
  Object.defineProperty(fetch, 'length', { value: 1 });

  return { classes: { fetch }, askedBy, answered, responseOf };
})
