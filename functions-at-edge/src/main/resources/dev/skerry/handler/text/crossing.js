// How an event of CloudFront Functions' shape comes from the host, and how a result goes there. Evaluated before
// the author's source; an object of functions. EventParts.java and ResultText.java are the other side.
//
// Fields, cookies and parameters come as one text for all of a kind, with a line for each. An entry is made when it
// is first touched, and what was not touched does not go back: most handlers touch one. As this runs in an interpreter,
// it is written with few calls, and says what is wrong only where something is.
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

  // The entry of a name, which may be none.
  function entryOf(text, name) {
    const head = `\n${name}\0`;
    let at = text.indexOf(head);
    if (at < 0) return undefined;
    const known = entryAt(text, at + head.length);
    for (at = text.indexOf(head, at + 1); at >= 0; at = text.indexOf(head, at + 1)) addTo(known, entryAt(text, at + head.length));
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
      if (typeof name !== 'string' || hasOwn(target, name)) return;
      const entry = entryOf(this.text, name);
      if (entry !== undefined) put(target, name, entry);
    },

    // In the order of the text, with what was touched as it is now.
    fill(target) {
      const touched = { ...target };
      for (const name of keys(touched)) delete target[name];
      const all = allOf(this.text);
      for (const name of keys(all)) put(target, name, hasOwn(touched, name) ? touched[name] : all[name]);
      for (const name of keys(touched)) if (!hasOwn(all, name)) put(target, name, touched[name]);
      this.isWhole = true;
      for (const trap of TRAPS) this[trap] = undefined;
    },
  };
  const TRAPS = ['get', 'set', 'has', 'getOwnPropertyDescriptor', 'defineProperty', 'deleteProperty', 'ownKeys', 'preventExtensions'];

  // ---- the event

  // Of the current call's event what is made when it is touched, by its place in the message that the result is to
  // be; and what else such a message has.
  const NOTHING = { isRequest: false, method: null, uri: null, querystring: null, headers: null, cookies: null };
  let given = NOTHING;
  // The content that the event has; null where handlers are given none.
  let givenData = null;

  function entries(text, place) {
    const target = {};
    if (text === '') return target;
    const traps = { __proto__: untouched, text, target, isWhole: false, object: null };
    traps.object = new Proxy(target, traps);
    if (place !== null) given[place] = traps;
    return traps.object;
  }

  // A function of the parts of an event, as EventParts.java gives them, that calls the handler with it; the last four
  // parts are there where there is a response. `wait` is called with what the handler returned if that is a promise.
  const taking = (handler, output, wait) => (
    eventType, distributionDomainName, requestId, ip, method, uri, querystring, headers, cookies, content,
    statusCode, statusDescription, responseHeaders, responseCookies,
  ) => {
    output.isFull = false;
    const isRequest = statusCode === undefined;
    given = { isRequest, method, uri, querystring: null, headers: null, cookies: null };
    const event = {
      version: '1.0',
      context: { distributionDomainName, eventType, requestId },
      viewer: { ip },
      request: {
        method,
        uri,
        querystring: querystring === '' ? {} : entries(querystring, isRequest ? 'querystring' : null),
        headers: entries(headers, isRequest ? 'headers' : null),
        cookies: cookies === '' ? {} : entries(cookies, isRequest ? 'cookies' : null),
      },
    };
    if (!isRequest) {
      event.response = {
        statusCode: +statusCode, statusDescription, headers: entries(responseHeaders, 'headers'),
        cookies: entries(responseCookies, 'cookies'),
      };
    }
    givenData = null;
    if (content !== '') {
      givenData = content.slice(1);
      const body = { inputTruncated: false, action: 'read-only', encoding: 'base64', data: givenData };
      (isRequest ? event.request : event.response).body = body;
    }
    const result = handler(event);
    return result instanceof Promise ? wait(result) : text(result);
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
    if (!withAttributes) return laid;
    return `${laid}\n${entry.attributes === undefined ? '' : line(entry.attributes, `attributes of ${what}`, name)}`;
  }

  function laid(object, what, withAttributes) {
    if (object === undefined || object === null) return '\n0';
    if (typeof object !== 'object') throw new Invalid(`${what} is no object`);
    const names = keys(object);
    let count = 0;
    let all = '';
    for (let i = 0; i < names.length; i++) {
      const name = names[i];
      const entry = object[name];
      if (entry === undefined || entry === null) continue;
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
    return `\n${count}${all}`;
  }

  // The place's entries that have been touched; null if it is not the event's, or all of it has been looked at.
  function touchedOf(place, object) {
    const traps = given[place];
    return traps === null || traps.object !== object || traps.isWhole ? null : traps.target;
  }

  // What has not been touched is the same.
  function laidPart(place, object, withAttributes) {
    const touched = touchedOf(place, object);
    return touched !== null && keys(touched).length === 0 ? '\nsame' : laid(object, place, withAttributes);
  }

  // Of fields those that have been touched are enough, if each has a text still; null if not.
  function edits(object) {
    const touched = touchedOf('headers', object);
    if (touched === null) return null;
    const names = keys(touched);
    let all = '';
    for (let i = 0; i < names.length; i++) {
      const entry = touched[names[i]];
      if (!entry || entry.multiValue !== undefined) return null;
      const { value } = entry;
      if (typeof value !== 'string' || value.includes('\n') || names[i].includes('\n')) return null;
      all += `\n${names[i]}\n${value}`;
    }
    return names.length === 0 ? '\nsame' : `\nedits\n${names.length}${all}`;
  }

  const laidFields = (object) => edits(object) ?? laid(object, 'headers', false);

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
    const parts = head + laidPart('querystring', querystring, false) + laidFields(headers) + laidPart('cookies', cookies, false);
    return body === undefined ? parts : parts + laidBody(body);
  }

  function responseText({ statusCode, headers, cookies, body }) {
    if (given.isRequest) {
      // What was given is the request's, and no part of it is what the response stays.
      given = NOTHING;
      givenData = null;
    }
    const head = `response\n${line(statusCode, 'statusCode')}${laidFields(headers)}${laidPart('cookies', cookies, true)}`;
    return head + (laidBody(body) || '\nnone\n');
  }

  function text(result) {
    try {
      if (typeof result === 'object' && result !== null) {
        if (result.statusCode !== undefined) return responseText(result);
        if (result.uri !== undefined) return requestText(result);
      }
      throw new Invalid('the handler returned neither a request nor a response');
    } catch (e) {
      if (e instanceof Invalid) return `invalid\n${e.message}`;
      throw e;
    }
  }

  return { put, taking, text };
})()
