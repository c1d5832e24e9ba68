// How an event of CloudFront Functions' shape comes from the host, and how a result goes there. Evaluated before
// the author's source; an object of functions. EventParts.java and ResultText.java are the other side.
//
// Fields, cookies and parameters come as one text for all of a kind, with a line for each. An entry is made when it
// is first touched, and what was not touched does not go back: most handlers touch one. As this runs in an interpreter,
// it is written with few calls, each of which costs more than what is in it, and says what is wrong only where something
// is. A return that is not at a function's end is thrown there and caught: what every call runs through has none.
(() => {
  'use strict';

  const { keys, hasOwn, defineProperty } = Object;
  const { isArray } = Array;

  // Names come from viewers: an own property, whatever it is called.
  function put(object, name, value) {
    if (name === '__proto__') {
      defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
    } else {
      object[name] = value;
    }
  }

  // ---- entries of a text: each begins with \n, its name, \0, its value; \0 and attributes may follow

  function entryAt(text, start) {
    const next = text.indexOf('\n', start);
    const value = next < 0 ? text.slice(start) : text.slice(start, next);
    const end = value.indexOf('\0');
    return end < 0 ? { value } : { value: value.slice(0, end), attributes: value.slice(end + 1) };
  }

  function addTo(known, entry) {
    if (known.multiValue === undefined) known.multiValue = [{ ...known }, entry];
    else known.multiValue.push(entry);
  }

  // The entry of a name, which may be none. No name has what entries are told apart by; one that is made of it might
  // be found across several.
  function entryOf(text, name) {
    const head = `\n${name}\0`;
    let at = text.indexOf(head);
    let known;
    if (at >= 0 && !name.includes('\n') && !name.includes('\0')) {
      known = entryAt(text, at + head.length);
      while (at >= 0) {
        at = text.indexOf(head, at + 1);
        if (at >= 0) addTo(known, entryAt(text, at + head.length));
      }
    }
    return known;
  }

  // All entries by name, in their order.
  function allOf(text) {
    const all = {};
    for (let at = text.length === 0 ? -1 : 0; at >= 0; at = text.indexOf('\n', at + 1)) {
      const start = text.indexOf('\0', at) + 1;
      const name = text.slice(at + 1, start - 1);
      const entry = entryAt(text, start);
      if (hasOwn(all, name)) addTo(all[name], entry);
      else put(all, name, entry);
    }
    return all;
  }

  // ---- entries that are made when they are touched

  // The traps of a proxy that nothing in the language tells from a plain object with all entries: its target gets
  // one when that is looked at or set, and all of them when anything is done that concerns more; then the traps go.
  const untouched = {
    __proto__: null,

    get(target, name) {
      this.touch(target, name);
      return target[name];
    },

    set(target, name, value, receiver) {
      // Names of fields that differ in case are the same field, which is sorted out where all are seen.
      if (receiver !== this.object || typeof name !== 'string' || name === '__proto__' || name.toLowerCase() !== name) {
        this.fill(target);
        return Reflect.set(target, name, value, receiver);
      }
      target[name] = value;
      return true;
    },

    has(target, name) {
      this.touch(target, name);
      return name in target;
    },

    getOwnPropertyDescriptor(target, name) {
      this.touch(target, name);
      return Reflect.getOwnPropertyDescriptor(target, name);
    },

    defineProperty(target, name, descriptor) {
      this.fill(target);
      return Reflect.defineProperty(target, name, descriptor);
    },

    deleteProperty(target, name) {
      this.fill(target);
      return Reflect.deleteProperty(target, name);
    },

    ownKeys(target) {
      this.fill(target);
      return Reflect.ownKeys(target);
    },

    preventExtensions(target) {
      this.fill(target);
      return Reflect.preventExtensions(target);
    },

    touch(target, name) {
      if (typeof name === 'string' && !hasOwn(target, name)) {
        const entry = entryOf(this.text, name);
        if (entry !== undefined) put(target, name, entry);
      }
    },

    // In the order of the text, with what was touched as it is now.
    fill(target) {
      const touched = { ...target };
      for (const name of keys(touched)) delete target[name];
      const all = allOf(this.text);
      for (const name of keys(all)) put(target, name, hasOwn(touched, name) ? touched[name] : all[name]);
      for (const name of keys(touched)) if (!hasOwn(all, name)) put(target, name, touched[name]);
      filled = filled === null ? [target] : [...filled, target];
      for (const trap of TRAPS) this[trap] = undefined;
    },
  };
  const TRAPS = ['get', 'set', 'has', 'getOwnPropertyDescriptor', 'defineProperty', 'deleteProperty', 'ownKeys', 'preventExtensions'];

  // ---- the event

  // The targets of the current call's event all of whose entries have been looked at; null for none.
  let filled = null;

  // What the handler has in a part of its event: what stands before its target until all of it has been looked at.
  function lazily(text, target) {
    const traps = { __proto__: untouched, text, object: null };
    const object = new Proxy(target, traps);
    traps.object = object;
    return object;
  }

  // Of the message that the result is to be; of its parts what the handler has, and the target, which is the same where
  // nothing was to be made when it is touched.
  const NONE = { object: {}, target: {} };
  const NOTHING = { isRequest: false, method: null, uri: null, querystring: NONE, headers: NONE, cookies: NONE };
  let given = NOTHING;
  // The content that the event has; null where handlers are given none.
  let givenData = null;

  // The current call's.
  let hook = '';

  // What the handler has said of the origin to ask.
  let wanted = null;

  // Later settings are put above earlier ones.
  function direct(pool, path, fields) {
    if (hook !== 'viewer-request') throw new Error('origins are chosen at viewer-request');
    wanted = { pool: '', fields: {}, ...wanted, path };
    if (pool !== undefined) wanted.pool = pool;
    for (const name of keys(fields)) put(wanted.fields, name.toLowerCase(), { value: `${fields[name]}` });
  }

  // A function of the parts of an event, as EventParts.java gives them, that calls the handler with it; the last four
  // parts are there where there is a response. `wait` is called with what the handler returned if that is a promise.
  const taking = (handler, output, wait) => (
    eventType, distributionDomainName, requestId, ip, method, uri, querystring, headers, cookies, content,
    statusCode, statusDescription, responseHeaders, responseCookies,
  ) => {
    output.isFull = false;
    wanted = null;
    filled = null;
    hook = eventType;
    const isRequest = statusCode === undefined;
    const queryTarget = {};
    let headersTarget = {};
    let cookiesTarget = {};
    const query = querystring === '' ? queryTarget : lazily(querystring, queryTarget);
    let ofHeaders = lazily(headers, headersTarget);
    let ofCookies = cookies === '' ? cookiesTarget : lazily(cookies, cookiesTarget);
    let message = { method, uri, querystring: query, headers: ofHeaders, cookies: ofCookies };
    const event = { version: '1.0', context: { distributionDomainName, eventType, requestId }, viewer: { ip }, request: message };
    if (!isRequest) {
      headersTarget = {};
      cookiesTarget = {};
      ofHeaders = responseHeaders === '' ? headersTarget : lazily(responseHeaders, headersTarget);
      ofCookies = responseCookies === '' ? cookiesTarget : lazily(responseCookies, cookiesTarget);
      message = { statusCode: +statusCode, statusDescription, headers: ofHeaders, cookies: ofCookies };
      event.response = message;
    }
    givenData = null;
    if (content !== '') {
      givenData = content.slice(1);
      message.body = { inputTruncated: false, action: 'read-only', encoding: 'base64', data: givenData };
    }
    const result = handler(event);
    // Most handlers return the event's own message, of which they have touched fields alone, and direct it nowhere.
    const isEdited = result === message && filled === null && wanted === null && message.body === undefined
      && message.headers === ofHeaders && message.cookies === ofCookies && keys(cookiesTarget).length === 0
      && (isRequest
        ? message.method === method && message.uri === uri && message.statusCode === undefined
          && message.querystring === query && keys(queryTarget).length === 0
        : message.statusCode === +statusCode);
    const edited = isEdited ? edits(headersTarget) : null;
    let answer;
    if (edited !== null) {
      answer = `edited${edited}`;
    } else {
      given = {
        isRequest, method, uri, querystring: { object: query, target: queryTarget },
        headers: { object: ofHeaders, target: headersTarget }, cookies: { object: ofCookies, target: cookiesTarget },
      };
      answer = result instanceof Promise ? wait(result) : text(result);
    }
    return answer;
  };

  // ---- the result: lines; what has several parts begins with their number

  class Invalid extends Error {}

  const said = (what, name) => (name === undefined ? what : `${what} ${name}`);

  function line(value, what, name) {
    if (typeof value === 'number' || typeof value === 'boolean') value = `${value}`;
    if (typeof value !== 'string') throw new Invalid(`${said(what, name)} is no string`);
    if (value.includes('\n')) throw new Invalid(`${said(what, name)} has a line break`);
    return value;
  }

  function laidEntry(name, entry, what, withAttributes) {
    const laid = `\n${line(name, what)}\n${line(entry.value, `the value of ${what}`, name)}`;
    return withAttributes ? `${laid}\n${laidAttributes(name, entry.attributes, what)}` : laid;
  }

  const laidAttributes = (name, attributes, what) =>
    (attributes === undefined ? '' : line(attributes, `attributes of ${what}`, name));

  function laidEntries(object, what, withAttributes) {
    if (typeof object !== 'object') throw new Invalid(`${what} is no object`);
    const names = keys(object);
    let count = 0;
    let all = '';
    for (let i = 0; i < names.length; i++) {
      const name = names[i];
      const entry = object[name];
      if (entry !== undefined && entry !== null) {
        if (typeof entry !== 'object') throw new Invalid(`${what} ${name} is no object with a value`);
        const { multiValue } = entry;
        if (isArray(multiValue)) {
          for (const each of multiValue) all += laidEntry(name, each, what, withAttributes);
          count += multiValue.length;
        } else {
          all += laidEntry(name, entry, what, withAttributes);
          count++;
        }
      }
    }
    return `\n${count}${all}`;
  }

  const laid = (object, what, withAttributes) =>
    (object === undefined || object === null ? '\n0' : laidEntries(object, what, withAttributes));

  // Once all of a part has been looked at it is none any more, and is read like what the handler made itself.
  const isPart = (part, object) => part.object === object && (filled === null || !filled.includes(part.target));

  // What has not been touched is the same.
  const laidPart = (part, object, what, withAttributes) =>
    (isPart(part, object) && keys(part.target).length === 0 ? '\nsame' : laid(object, what, withAttributes));

  // Names and values of the fields that have been touched, behind their number; null where one has no text, or several. Line
  // breaks in them are not looked for: who takes this counts its lines.
  function edits(target) {
    const names = keys(target);
    let all = `\n${names.length}`;
    for (let i = 0; i < names.length && all !== null; i++) {
      const name = names[i];
      const entry = target[name];
      const value = entry && entry.multiValue === undefined ? entry.value : null;
      all = typeof value === 'string' ? `${all}\n${name}\n${value}` : null;
    }
    return all;
  }

  // Of fields those that have been touched are enough.
  function laidFields(object) {
    const part = given.headers;
    const edited = isPart(part, object) ? edits(part.target) : null;
    const lines = edited === null ? 0 : edited.split('\n').length;
    if (lines !== 2 + 2 * keys(part.target).length) return laid(object, 'headers', false);
    return lines === 2 ? '\nsame' : `\nedits${edited}`;
  }

  // How a body is written, and what it is; empty where it stays what it was.
  function laidBody(body) {
    if (body === undefined || body === null) return '';
    if (typeof body === 'string') return `\ntext\n${body}`;
    const { data, encoding = 'text' } = body;
    if (body.action === 'read-only' && givenData !== null) {
      if (data !== givenData) throw new Invalid("body.data was changed: that needs body.action = 'replace'");
      return '';
    }
    if (encoding !== 'text' && encoding !== 'base64') throw new Invalid('body.encoding is neither text nor base64');
    if (typeof data !== 'string') throw new Invalid('body.data is no string');
    return `\n${encoding}\n${data}`;
  }

  function requestText({ method, uri, querystring, headers, cookies, body }) {
    const head = method === given.method && uri === given.uri
      ? 'fields'
      : `request\n${line(method, 'method')}\n${line(uri, 'uri')}`;
    const all = head + laidPart(given.querystring, querystring, 'querystring', false) + laidFields(headers)
      + laidPart(given.cookies, cookies, 'cookies', false);
    return body === undefined ? all : all + laidBody(body);
  }

  function directedText(result) {
    const { pool, path, fields } = wanted;
    const { headers = {} } = result;
    for (const name of keys(fields)) headers[name] = fields[name];
    const text = requestText({ ...result, headers, uri: `${path}${result.uri}` });
    return pool === '' ? text : `origin\n${pool}\n${text}`;
  }

  function responseText({ statusCode, headers, cookies, body }) {
    if (given.isRequest) {
      // What was given is the request's, and no part of it is what the response stays.
      given = NOTHING;
      givenData = null;
    }
    const head = `response\n${line(statusCode, 'statusCode')}${laidFields(headers)}${laidPart(given.cookies, cookies, 'cookies', true)}`;
    return body === undefined ? `${head}\nnone\n` : head + (laidBody(body) || '\nnone\n');
  }

  function messageText(result) {
    if (typeof result !== 'object' || result === null || (result.statusCode === undefined && result.uri === undefined)) {
      throw new Invalid('the handler returned neither a request nor a response');
    }
    if (result.statusCode !== undefined) return responseText(result);
    return wanted === null ? requestText(result) : directedText(result);
  }

  function text(result) {
    let said;
    try {
      said = messageText(result);
    } catch (e) {
      if (!(e instanceof Invalid)) throw e;
      said = `invalid\n${e.message}`;
    }
    return said;
  }

  return { put, taking, text, direct };
})()
