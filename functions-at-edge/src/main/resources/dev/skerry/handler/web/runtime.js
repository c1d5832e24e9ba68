// Calls the functions of a module: makes request, response, env and ctx of an event, and text of what they return.
// Gives what the host calls. ModuleEvent.java and ModuleResult.java are the other side of the texts.
(function (web) {
  'use strict';

  const FUNCTIONS = {
    'viewer-request': 'viewerRequest', 'origin-request': 'originRequest',
    'origin-response': 'originResponse', 'viewer-response': 'viewerResponse', fetch: 'fetch',
  };
  const SCHEDULED = 'scheduled';
  const NAMES = [...Object.values(FUNCTIONS), SCHEDULED];
  // What ctx takes of each in a call.
  const DIRECTIONS_MAX = 64;
  // In milliseconds; the wall time ends before.
  const LONGEST_WAIT = 2 ** 31;

  let found = null;

  // The functions of the exports, the default export's before the others; their names.
  function bind(module) {
    const { default: main } = module;
    const all = Object.create(null);
    for (const name of NAMES) {
      if (web.isObject(main) && typeof main[name] === 'function') all[name] = { of: main };
      else if (typeof module[name] === 'function') all[name] = { of: module };
    }
    found = all;
    // What the first call needs is evaluated before its time runs.
    for (const file of ['messages', 'services', 'timers', 'url']) web.use(file);
    web.seal();
    return Object.keys(all).join(' ');
  }

  // ---- the event

  function linesFrom(lines, at, count) {
    return () => lines.slice(at, at + 2 * count);
  }

  function given(state) {
    const bodies = web.use('body');
    return state === 'none' ? null : bodies.ofSource(new bodies.Given(state === 'given'));
  }

  function read(text) {
    const messages = web.use('messages');
    const lines = text.split('\n');
    if (lines[0] === SCHEDULED) return { hook: SCHEDULED, request: null, response: null, cron: lines[1], time: +lines[2] };
    const hook = lines[0];
    const url = lines[3];
    const count = +lines[5];
    const request = messages.requestOf(messages.receivedRequest(lines[2], url, linesFrom(lines, 6, count), given(lines[4])));
    const at = 6 + 2 * count;
    const response = lines.length <= at ? null : messages.responseOf({
      type: 'default', url, status: +lines[at], statusText: lines[at + 1], headers: null,
      lines: linesFrom(lines, at + 4, +lines[at + 3]), body: given(lines[at + 2]),
    });
    return { hook, request, response };
  }

  // ---- ctx

  function oneLine(value, what) {
    const string = `${value}`;
    if (!/^[\x20-\x7e\x80-\uffff]{1,1024}$/.test(string)) throw new TypeError(`${what} is 1 to 1,024 characters of one line`);
    return string;
  }

  function adder(call, list, what) {
    return Object.freeze({
      add(value) {
        beforeTheCache(call, what);
        if (list.length >= DIRECTIONS_MAX) throw new RangeError(`${what}: there are ${DIRECTIONS_MAX} already`);
        list.push(oneLine(value, what));
      },
    });
  }

  function beforeTheCache(call, what) {
    if (call.hook !== 'viewer-request') throw new TypeError(`${what} is for viewer-request`);
  }

  class Context {
    #call;
    #tags = null;
    #cacheKey = null;

    constructor(call) {
      this.#call = call;
    }

    get tags() {
      this.#tags ??= adder(this.#call, this.#call.tags, 'ctx.tags');
      return this.#tags;
    }
    get cacheKey() {
      this.#cacheKey ??= adder(this.#call, this.#call.keyParts, 'ctx.cacheKey');
      return this.#cacheKey;
    }
    get origin() { return this.#call.origin === '' ? null : this.#call.origin; }
    set origin(id) {
      beforeTheCache(this.#call, 'ctx.origin');
      this.#call.origin = id === null ? '' : oneLine(id, 'ctx.origin');
    }

    // The call is not over before the promise is settled, but its result does not wait for it; a schedule's does.
    waitUntil(promise) {
      const call = this.#call;
      if (call.hook === SCHEDULED) {
        call.waited.push(promise);
        return;
      }
      call.pending++;
      Promise.resolve(promise).then(
        () => { call.pending--; },
        (e) => {
          call.pending--;
          web.use('timers').report(e);
        },
      );
    }

    passThroughOnException() {
      this.#call.passesThrough = true;
    }
  }

  // ---- calls

  function invoke(text, mostOctets) {
    web.common.begin();
    const { hook, request, response, cron, time } = read(text);
    const call = {
      hook, request, response, cron, time, mostOctets, timers: [], runs: 0, pending: 0, tags: [], keyParts: [], origin: '',
      passesThrough: false, body: null, outcome: null, fetches: new Map(), waited: [],
    };
    web.call = call;
    let result;
    try {
      result = run(call);
      if (!web.isObject(result) || typeof result.then !== 'function') result = resultOf(call, result);
      else result = Promise.resolve(result).then((value) => resultOf(call, value));
    } catch (e) {
      return failure(call, e);
    }
    if (typeof result === 'string') return marked(call, result);
    result.then((value) => { call.outcome = marked(call, value); }, (e) => { call.outcome = { e }; });
    return null;
  }

  // Whether something is left to be done afterwards is told before all else.
  const marked = (call, text) => (call.pending > 0 ? `+${text}` : text);

  function run(call) {
    const { hook, request, response } = call;
    const env = web.use('services').env;
    const ctx = new Context(call);
    if (hook === SCHEDULED) return runScheduled(call, env, ctx);
    const own = found[FUNCTIONS[hook]];
    if (own !== undefined) {
      const method = own.of[FUNCTIONS[hook]];
      return response === null ? method.call(own.of, request, env, ctx) : method.call(own.of, response, request, env, ctx);
    }
    if (found.fetch === undefined || response !== null) throw new Invalid(`the handler has no function ${FUNCTIONS[hook]}`);
    return found.fetch.of.fetch(request, env, ctx);
  }

  // Nobody waits for an answer, so that what waitUntil is given is of the call, and where it fails the call has failed.
  async function runScheduled(call, env, ctx) {
    if (found.scheduled === undefined) throw new Invalid('the handler has no function scheduled');
    const { of } = found.scheduled;
    await of.scheduled(Object.freeze({ type: SCHEDULED, cron: call.cron, scheduledTime: call.time, noRetry() {} }), env, ctx);
    for (const promise of call.waited) await promise;
  }

  // After the jobs of the call: its result as a text, or the milliseconds until there is something to do, -1 for never.
  function poll() {
    const { call } = web;
    if (call.outcome !== null) {
      const { outcome } = call;
      return typeof outcome === 'string' ? outcome : failure(call, outcome.e);
    }
    const wait = idle(call);
    return wait < 0 ? 'invalid\nthe promise that the handler returned is never settled' : wait;
  }

  // What is left after the result: the milliseconds until there is something to do, -1 for nothing.
  function finish() {
    const { call } = web;
    return call.pending === 0 ? -1 : idle(call);
  }

  // Tells what has come of what was asked, else runs a timer; the host wakes up where something comes.
  function idle(call) {
    if (call.fetches.size > 0 && web.use('arrivals').deliver(call)) return 0;
    const wait = web.use('timers').run(call);
    return wait < 0 && call.fetches.size > 0 ? LONGEST_WAIT : wait;
  }

  // The octets that go with a result of the kind `octets`.
  function octets() {
    const { body } = web.call;
    web.call.body = null;
    return body;
  }

  // ---- the result

  class Invalid extends Error {}

  function failure(call, e) {
    if (e instanceof Invalid) return `invalid\n${e.message}`;
    if (web.isObject(e) && e.isTooLarge === true) return `too-large\n${e.message}`;
    if (!call.passesThrough || call.hook === SCHEDULED) throw e;
    web.common.write('passed through on', e);
    return 'unchanged';
  }

  function resultOf(call, value) {
    if (call.hook === SCHEDULED) return 'done';
    const messages = web.use('messages');
    if (value === undefined || value === call.request && call.response === null && isUntouched(messages.innerOf(value))) {
      return directed(call, 'unchanged');
    }
    if (messages.isResponse(value)) return responseText(call, messages.innerOfResponse(value));
    if (!messages.isRequest(value)) throw new Invalid('the handler returned neither a Request nor a Response');
    if (call.response !== null) throw new Invalid(`a handler at ${call.hook} returns a Response`);
    return requestText(call, messages.innerOf(value));
  }

  // Headers of the event cannot be changed, so that nothing but its body can have been touched.
  function isUntouched(request) {
    return request.body === null || web.use('body').isGiven(request.body);
  }

  function directed(call, text) {
    if (call.tags.length === 0 && call.keyParts.length === 0 && call.origin === '') return text;
    return `directed\n${call.origin}\n${call.tags.length}\n${[...call.tags, call.keyParts.length, ...call.keyParts].join('\n')}\n${text}`;
  }

  function requestText(call, request) {
    const list = web.use('messages').headersOf(request);
    const head = `request\n${request.method}\n${request.url}\n${lined(list)}`;
    return withBody(call, directed(call, head), request.body, messagesBody(call.request));
  }

  // Fields as lines, behind their number.
  const lined = (list) => (list.length === 0 ? '0' : `${list.length / 2}\n${list.join('\n')}`);

  const messagesBody = (face) => web.use('messages').innerOf(face).body;

  function responseText(call, response) {
    if (response.type === 'error') throw new Invalid('the handler returned Response.error()');
    const list = web.use('messages').headersOf(response);
    const head = `response\n${response.status}\n${lined(list)}`;
    const before = call.response === null ? null : web.use('messages').innerOfResponse(call.response).body;
    return withBody(call, head, response.body, before);
  }

  // The text, or a promise of it where the body is a stream or has to be read.
  function withBody(call, head, body, before) {
    const bodies = web.use('body');
    if (body === null) return `${head}\n${before === null ? 'same' : 'none'}\n`;
    if (bodies.isGiven(body)) return `${head}\nsame\n`;
    if (bodies.isUnusable(body)) throw new Invalid('the body of what the handler returned has been read already');
    if (body.stream === null && typeof body.source === 'string') return `${head}\ntext\n${body.source}`;
    const octets = body.stream === null ? bodies.octetsOf(body) : bodies.collect(bodies.inner(body), call.mostOctets);
    const done = (all) => {
      call.body = all;
      return `${head}\noctets\n`;
    };
    return octets instanceof Promise ? octets.then(done) : done(octets);
  }

  return { bind, invoke, poll, finish, octets };
})
