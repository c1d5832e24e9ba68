// Request and Response (Fetch Standard §5.3, §5.4).
(function (web) {
  'use strict';

  const { host, text, byteString } = web;
  const headers = web.use('headers');
  const bodies = web.use('body');
  const MAKE = Symbol('make');
  const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
  const NORMALIZED = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT'];
  const NULL_BODY = [101, 103, 204, 205, 304];

  function addType(list, type) {
    if (type !== null && headers.combined(list, 'content-type') === null) list.push('content-type', type);
  }

  function setBody(message, value) {
    const { body, type } = bodies.extract(value);
    message.body = body;
    addType(headers.listOf(message.headers), type);
  }

  const contentType = (message) => () => headers.combined(headers.listOf(message.headers), 'content-type');

  function bodyMixin(type, of) {
    bodies.mixin(type, (face) => {
      const message = of(face);
      return { body: message.body, contentType: contentType(message) };
    });
  }

  // ---- requests

  const MODES = ['same-origin', 'no-cors', 'cors', 'navigate'];
  const ENUMS = {
    cache: ['default', 'no-store', 'reload', 'no-cache', 'force-cache', 'only-if-cached'],
    credentials: ['omit', 'same-origin', 'include'],
    duplex: ['half'],
    mode: MODES,
    priority: ['high', 'low', 'auto'],
    redirect: ['follow', 'error', 'manual'],
    referrerPolicy: [
      '', 'no-referrer', 'no-referrer-when-downgrade', 'same-origin', 'origin', 'strict-origin', 'origin-when-cross-origin',
      'strict-origin-when-cross-origin', 'unsafe-url',
    ],
  };
  const DEFAULTS = {
    cache: 'default', credentials: 'same-origin', mode: 'cors', redirect: 'follow', referrerPolicy: '', referrer: 'about:client',
    integrity: '', keepalive: false,
    // Of Workers: nothing is known of the viewer's country or connection.
    cf: Object.freeze({}),
  };

  function methodOf(value) {
    const method = byteString(value);
    if (!TOKEN.test(method)) throw new TypeError(`"${method}" is no method`);
    const upper = method.toUpperCase();
    if (['CONNECT', 'TRACE', 'TRACK'].includes(upper)) throw new TypeError(`the method ${method} is not allowed`);
    return NORMALIZED.includes(upper) ? upper : method;
  }

  const choice = (init, name) => chosen(init[name], name);

  const chosen = (value, name) => (value === undefined ? undefined : oneOf(`${value}`, name));

  function oneOf(string, name) {
    if (!ENUMS[name].includes(string)) throw new TypeError(`${name} is none of ${ENUMS[name].join(', ')}: ${string}`);
    return string;
  }

  function urlOf(value) {
    const string = text(value);
    const parts = host.urlParse(string, null);
    if (parts === null) throw new TypeError(`Invalid URL: ${string}`);
    const [href, , , username, password] = parts.split('\n');
    if (username !== '' || password !== '') throw new TypeError(`the URL ${string} has credentials`);
    return href;
  }

  // The settings of a RequestInit, read in the order of their names.
  function readInit(value) {
    const init = web.dictionary(value, 'the init');
    return {
      body: init.body, cache: choice(init, 'cache'), cf: init.cf, credentials: choice(init, 'credentials'), duplex: choice(init, 'duplex'),
      headers: init.headers, integrity: init.integrity, keepalive: init.keepalive, method: init.method, mode: choice(init, 'mode'),
      priority: choice(init, 'priority'), redirect: choice(init, 'redirect'), referrer: init.referrer,
      referrerPolicy: choice(init, 'referrerPolicy'), signal: init.signal, window: init.window,
    };
  }

  // What reading the members of another request would give.
  function settingsOf(request) {
    const { cache, cf, credentials, integrity, keepalive, method, mode, redirect, referrer, referrerPolicy } = request;
    return {
      body: request.body, sharesBody: request.body !== null, cache, cf, credentials, duplex: 'half',
      headers: facesHeaders(request), integrity, keepalive, method, mode, redirect, referrer, referrerPolicy,
      signal: followedBy(request) ?? undefined,
    };
  }

  function referrerOf(value) {
    const referrer = text(value);
    if (referrer === '') return '';
    const parts = host.urlParse(referrer, null);
    if (parts === null) throw new TypeError(`the referrer ${referrer} is no URL`);
    return parts.startsWith('about:client\n') ? 'about:client' : parts.slice(0, parts.indexOf('\n'));
  }

  function applySettings(request, init) {
    if (init.window !== undefined && init.window !== null) throw new TypeError('window is null');
    if (init.mode === 'navigate') throw new TypeError('the mode is not navigate');
    if (init.cache !== undefined) request.cache = init.cache;
    if (init.credentials !== undefined) request.credentials = init.credentials;
    if (init.mode !== undefined) request.mode = init.mode;
    if (init.redirect !== undefined) request.redirect = init.redirect;
    if (init.referrerPolicy !== undefined) request.referrerPolicy = init.referrerPolicy;
    if (init.cf !== undefined) request.cf = init.cf;
    if (init.referrer !== undefined) request.referrer = referrerOf(init.referrer);
    if (request.cache === 'only-if-cached' && request.mode !== 'same-origin') {
      throw new TypeError('only-if-cached is for the mode same-origin');
    }
    if (init.integrity !== undefined) request.integrity = `${init.integrity}`;
    if (init.keepalive !== undefined) request.keepalive = !!init.keepalive;
    if (init.method !== undefined) request.method = methodOf(init.method);
    if (init.signal !== undefined) {
      if (init.signal !== null && !web.use('events').isSignal(init.signal)) throw new TypeError('signal is no AbortSignal');
      request.follows = init.signal;
    }
  }

  function applyBody(request, init, input) {
    const initBody = init.body === undefined ? null : init.body;
    const inputBody = input === null ? null : input.body;
    if ((initBody !== null || inputBody !== null) && (request.method === 'GET' || request.method === 'HEAD')) {
      throw new TypeError(`a request with the method ${request.method} has no body`);
    }
    if (init.sharesBody === true) {
      if (bodies.isUnusable(initBody)) throw new TypeError('the body of the request has been read already, or is locked');
      request.body = initBody;
      return;
    }
    if (initBody !== null) {
      setBody(request, initBody);
      // Handlers hand on what came with the event, of which nothing is sent before all is there.
      const isStream = request.body.stream !== null && !(request.body.source instanceof bodies.Given);
      if (isStream && init.duplex === undefined) throw new TypeError('a stream as a body needs duplex: "half"');
      return;
    }
    if (inputBody === null) return;
    if (bodies.isUnusable(inputBody)) throw new TypeError('the body of the request has been read already, or is locked');
    request.body = bodies.take(inputBody);
  }

  // What came with an event; its fields are made when they are asked for.
  const receivedRequest = (method, url, lines, body) => ({
    cache: DEFAULTS.cache, cf: DEFAULTS.cf, credentials: DEFAULTS.credentials, mode: DEFAULTS.mode, redirect: 'manual',
    referrerPolicy: DEFAULTS.referrerPolicy, referrer: DEFAULTS.referrer, integrity: DEFAULTS.integrity,
    keepalive: DEFAULTS.keepalive, method, url, headers: null, lines, body, signal: null, follows: null,
  });

  // Another request like it, but for its fields and its body.
  const copyOf = (from) => ({
    cache: from.cache, cf: from.cf, credentials: from.credentials, mode: from.mode, redirect: from.redirect,
    referrerPolicy: from.referrerPolicy, referrer: from.referrer, integrity: from.integrity, keepalive: from.keepalive,
    method: from.method, url: from.url, headers: null, lines: from.lines, body: null, signal: null, follows: followedBy(from),
  });

  let innerOf;
  let requestOf;
  let isRequest;

  class Request {
    #request;

    static {
      innerOf = (face) => face.#request;
      isRequest = (value) => web.isObject(value) && #request in value;
      requestOf = (inner) => new Request(MAKE, inner);
    }

    constructor(input, init = undefined) {
      if (input === MAKE) {
        this.#request = init;
        return;
      }
      web.required(arguments.length, 1);
      const from = isRequest(input) ? innerOf(input) : null;
      const url = from === null ? urlOf(input) : from.url;
      const settings = isRequest(init) ? settingsOf(innerOf(init)) : readInit(init);
      const request = from === null
        ? { ...DEFAULTS, method: 'GET', url, headers: null, body: null, signal: null, follows: null }
        : copyOf(from);
      applySettings(request, settings);
      request.headers = settings.headers === undefined && from !== null
        ? headers.make(headersOf(from).slice(), 'request', true)
        : new headers.classes.Headers(settings.headers);
      applyBody(request, settings, from);
      this.#request = request;
    }

    get method() { return this.#request.method; }
    get url() { return this.#request.url; }
    get headers() { return facesHeaders(this.#request); }
    get destination() { return this.#request && ''; }
    get referrer() { return this.#request.referrer; }
    get referrerPolicy() { return this.#request.referrerPolicy; }
    get mode() { return this.#request.mode; }
    get credentials() { return this.#request.credentials; }
    get cache() { return this.#request.cache; }
    get redirect() { return this.#request.redirect; }
    get integrity() { return this.#request.integrity; }
    get keepalive() { return this.#request.keepalive; }
    get isReloadNavigation() { return !this.#request; }
    get isHistoryNavigation() { return !this.#request; }
    get signal() { return signalOf(this.#request); }
    get cf() { return this.#request.cf; }
    get duplex() { return this.#request && 'half'; }

    clone() {
      const request = this.#request;
      if (bodies.isUnusable(request.body)) throw new TypeError('the body has been read already, or is locked');
      const copy = {
        ...request, headers: headers.make(headersOf(request).slice(), headers.guardOf(facesHeaders(request)), true),
        body: bodies.cloneOf(request.body), signal: null, follows: followedBy(request),
      };
      return requestOf(copy);
    }
  }

  // Of what came with the event, headers are made when they are asked for.
  function facesHeaders(message) {
    if (message.headers === null) message.headers = headers.make(message.lines(), 'immutable', false);
    return message.headers;
  }

  const headersOf = (message) => headers.listOf(facesHeaders(message));

  function signalOf(request) {
    if (request.signal === null) {
      request.signal = web.use('events').dependent(request.follows === null ? [] : [request.follows]);
    }
    return request.signal;
  }

  // What a copy follows: nothing where the request follows nothing, and nobody has seen its own signal.
  const followedBy = (request) => (request.signal === null && request.follows === null ? null : signalOf(request));

  bodyMixin(Request, (face) => {
    const request = innerOf(face);
    facesHeaders(request);
    return request;
  });

  // ---- responses

  let innerOfResponse;
  let responseOf;
  let isResponse;

  function statusOf(value) {
    const status = web.integer(value, 16);
    if (status < 200 || status > 599) throw new RangeError(`the status ${status} is not 200 to 599`);
    return status;
  }

  const REASON = /^[\t\x20-\x7e\x80-\xff]*$/;

  function initialize(response, value, body, type) {
    const init = isResponse(value) ? initOf(innerOfResponse(value)) : web.dictionary(value, 'the init');
    const given = init.headers;
    const status = init.status === undefined ? 200 : statusOf(init.status);
    const statusText = init.statusText === undefined ? '' : byteString(init.statusText);
    if (!REASON.test(statusText)) throw new TypeError('the statusText has a line break or a control character');
    Object.assign(response, { status, statusText });
    if (given !== undefined) headers.fill(response.headers, given);
    if (body !== null) {
      if (NULL_BODY.includes(status)) throw new TypeError(`a response with the status ${status} has no body`);
      response.body = body;
      addType(headers.listOf(response.headers), type);
    }
  }

  const initOf = (response) => ({ headers: facesHeaders(response), status: response.status, statusText: response.statusText });

  const emptyResponse = () => ({
    type: 'default', url: '', status: 200, statusText: '', headers: new headers.classes.Headers(), body: null,
  });

  class Response {
    #response;

    static {
      innerOfResponse = (face) => face.#response;
      isResponse = (value) => web.isObject(value) && #response in value;
      responseOf = (inner) => new Response(MAKE, inner);
    }

    constructor(body = null, init = undefined) {
      if (body === MAKE) {
        this.#response = init;
        return;
      }
      const extracted = body === null ? { body: null, type: null } : bodies.extract(body);
      this.#response = emptyResponse();
      initialize(this.#response, init, extracted.body, extracted.type);
    }

    static error() {
      return responseOf({ ...emptyResponse(), type: 'error', status: 0, headers: headers.make([], 'immutable', true) });
    }

    static redirect(url, status = 302) {
      web.required(arguments.length, 1);
      const string = text(url);
      const parts = host.urlParse(string, null);
      if (parts === null) throw new TypeError(`Invalid URL: ${string}`);
      const code = web.integer(status, 16);
      if (![301, 302, 303, 307, 308].includes(code)) throw new RangeError(`the status ${code} is none of a redirect`);
      const list = ['location', parts.slice(0, parts.indexOf('\n'))];
      return responseOf({ ...emptyResponse(), status: code, headers: headers.make(list, 'immutable', true) });
    }

    static json(data, init = undefined) {
      web.required(arguments.length, 1);
      const string = JSON.stringify(data);
      if (string === undefined) throw new TypeError('the data cannot be written as JSON');
      const response = emptyResponse();
      initialize(response, init, bodies.ofSource(string.toWellFormed()), 'application/json');
      return responseOf(response);
    }

    get type() { return this.#response.type; }
    get url() { return this.#response.url; }
    get redirected() { return this.#response.redirected === true; }
    get status() { return this.#response.status; }
    get ok() { return this.#response.status >= 200 && this.#response.status <= 299; }
    get statusText() { return this.#response.statusText; }
    get headers() { return facesHeaders(this.#response); }

    clone() {
      const response = this.#response;
      if (bodies.isUnusable(response.body)) throw new TypeError('the body has been read already, or is locked');
      return responseOf({
        ...response, headers: headers.make(headersOf(response).slice(), headers.guardOf(facesHeaders(response)), true),
        body: bodies.cloneOf(response.body),
      });
    }
  }
  bodyMixin(Response, (face) => {
    const response = innerOfResponse(face);
    facesHeaders(response);
    return response;
  });
  for (const optional of [Response.redirect, Response.json]) Object.defineProperty(optional, 'length', { value: 1 });
  web.expose(Request);
  web.expose(Response);

  return {
    classes: { Request, Response }, receivedRequest, requestOf, responseOf, isRequest, isResponse, innerOf, innerOfResponse, headersOf, DEFAULTS, NULL_BODY,
  };
})
