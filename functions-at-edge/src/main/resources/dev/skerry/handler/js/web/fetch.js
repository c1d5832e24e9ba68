// fetch (Fetch Standard §4, §5.6), for servers: no cache, no cookies, no CORS. Fetches.java sends the requests.
(function (web) {
  'use strict';

  const { host } = web;
  const messages = web.use('messages');
  const bodies = web.use('body');
  const { combined } = web.use('headers');
  const REDIRECTS = [301, 302, 303, 307, 308];
  const REDIRECTS_MAX = 20;
  // Fields about a body that a redirect leaves out; and those that another server is not told.
  const OF_BODY = ['content-encoding', 'content-language', 'content-length', 'content-location', 'content-type'];
  const OF_ORIGIN = ['authorization', 'cookie', 'proxy-authorization'];

  // ---- one request

  function send(call, request, signal) {
    if (signal !== null && signal.aborted) throw signal.reason;
    const { promise, resolve, reject } = Promise.withResolvers();
    const begun = host.fetchBegin(request.method, request.url, request.list.join('\n'), request.octets);
    if (typeof begun === 'string') throw new TypeError(`fetch("${request.url}"): ${begun}`);
    const abort = () => {
      call.fetches.delete(begun);
      host.fetchCancel(begun);
      reject(signal.reason);
    };
    if (signal !== null) web.use('events').withAlgorithm(signal, abort);
    call.fetches.set(begun, {
      answer(lines, octets) {
        if (signal !== null) web.use('events').withoutAlgorithm(signal, abort);
        if (lines[1] === 'ok') resolve({ status: Number(lines[2]), list: lines.slice(3), octets });
        else reject(new TypeError(`fetch("${request.url}"): ${lines.slice(2).join(' ')}`));
      },
    });
    return promise;
  }

  // Tells what has come to who waits for it; whether anything had.
  function deliver(call) {
    let any = false;
    for (let text = host.fetchTake(); text !== null; text = host.fetchTake()) {
      const lines = text.split('\n');
      const number = Number(lines[0]);
      const waits = call.fetches.get(number);
      call.fetches.delete(number);
      if (waits !== undefined) waits.answer(lines, new Uint8Array(host.fetchOctets()));
      any = true;
    }
    return any;
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

  async function fetch(input, init = undefined) {
    web.required(arguments.length, 1);
    const inner = messages.innerOf(new messages.classes.Request(input, init));
    const { call } = web;
    if (call === null) throw new TypeError('fetch() is called within the functions of a handler');
    const signal = inner.follows;
    const octets = inner.body === null ? null : await bodies.consume(inner.body);
    const list = without(messages.headersOf(inner), ['host']);
    return follow(call, { method: inner.method, url: inner.url, list, octets }, inner.redirect, signal);
  }
  Object.defineProperty(fetch, 'length', { value: 1 });

  return { classes: { fetch }, deliver };
})
