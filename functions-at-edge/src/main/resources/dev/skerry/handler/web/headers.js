// Headers (Fetch Standard §5.1). A list of names in lower case at even, values at odd places.
(function (web) {
  'use strict';

  const { byteString, required } = web;
  const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
  const NOT_IN_VALUES = /[\0\r\n]/;
  // A value of which nothing is taken off, and in which nothing has to be looked for.
  const PLAIN = /^[!-\xff](?:[\t -\xff]*[!-\xff])?$/;

  function nameOf(value) {
    const name = typeof value === 'string' ? value : `${value}`;
    if (!NAME.test(name)) throw new TypeError(`"${byteString(name)}" is no name of a field`);
    return name.toLowerCase();
  }

  function normalized(value) {
    const string = typeof value === 'string' ? value : `${value}`;
    return PLAIN.test(string) ? string : trimmed(byteString(string));
  }

  function trimmed(string) {
    const first = string.charCodeAt(0);
    const last = string.charCodeAt(string.length - 1);
    const isTrimmed = string === '' || (first > 32 && last > 32);
    const text = isTrimmed ? string : string.replace(/^[\t\n\r ]+/, '').replace(/[\t\n\r ]+$/, '');
    if (NOT_IN_VALUES.test(text)) throw new TypeError('the value of a field has a line break or a null');
    return text;
  }

  let make;
  let listOf;
  let guardOf;
  let isHeaders;
  let put;

  class Headers {
    #list;
    #guard = 'none';
    // Whether the list is this object's own: what comes with an event is copied when it is first changed.
    #owned = true;

    static {
      make = (list, guard, owned) => {
        const headers = new Headers();
        headers.#list = list;
        headers.#guard = guard;
        headers.#owned = owned;
        return headers;
      };
      listOf = (headers) => headers.#list;
      guardOf = (headers) => headers.#guard;
      isHeaders = (value) => #list in value;
      put = (headers, list) => { headers.#list = list; };
    }

    constructor(init = undefined) {
      this.#list = [];
      if (init !== undefined) {
        if (!web.isObject(init)) throw new TypeError('headers are made of an object or of pairs');
        fill(this, init);
      }
    }

    #change() {
      if (this.#guard === 'immutable') throw new TypeError('these headers cannot be changed; copy the message first: new Request(request), new Response(response.body, response)');
      if (!this.#owned) {
        this.#list = this.#list.slice();
        this.#owned = true;
      }
      return this.#list;
    }

    append(name, value) {
      required(arguments.length, 2);
      const key = nameOf(name);
      const wanted = normalized(value);
      this.#change().push(key, wanted);
    }

    delete(name) {
      required(arguments.length, 1);
      const key = nameOf(name);
      const list = this.#change();
      if (list.includes(key)) this.#list = without(list, key);
    }

    get(name) {
      required(arguments.length, 1);
      return combined(this.#list, nameOf(name));
    }

    getSetCookie() {
      const list = this.#list;
      const values = [];
      for (let i = 0; i < list.length; i += 2) if (list[i] === 'set-cookie') values.push(list[i + 1]);
      return values;
    }

    has(name) {
      required(arguments.length, 1);
      return combined(this.#list, nameOf(name)) !== null;
    }

    set(name, value) {
      required(arguments.length, 2);
      const key = nameOf(name);
      const wanted = normalized(value);
      const list = this.#change();
      for (let i = 0; i < list.length; i += 2) {
        if (list[i] === key) {
          list[i + 1] = wanted;
          this.#list = without(list, key, i + 2);
          return;
        }
      }
      list.push(key, wanted);
    }
  }

  function without(list, key, from = 0) {
    const kept = list.slice(0, from);
    for (let i = from; i < list.length; i += 2) if (list[i] !== key) kept.push(list[i], list[i + 1]);
    return kept;
  }

  function combined(list, key) {
    let value = null;
    for (let i = 0; i < list.length; i += 2) {
      if (list[i] === key) value = value === null ? list[i + 1] : `${value}, ${list[i + 1]}`;
    }
    return value;
  }

  function fill(headers, init) {
    // What iteration would give, and has been looked at before.
    if (isHeaders(init) && listOf(headers).length === 0 && !Object.hasOwn(init, Symbol.iterator)) {
      put(headers, sorted(init).slice());
      return;
    }
    const list = web.pairs(init, byteString);
    for (let i = 0; i < list.length; i += 2) headers.append(list[i], list[i + 1]);
  }

  // Sorted by name, the values of a name combined, but for those of set-cookie.
  function sorted(headers) {
    const list = listOf(headers);
    // Those of an event come so, but where a name is there twice.
    let at = 2;
    while (at < list.length && list[at - 2] < list[at]) at += 2;
    return at >= list.length ? list : combinedInOrder(list);
  }

  function combinedInOrder(list) {
    const values = new Map();
    for (let i = 0; i < list.length; i += 2) {
      const before = values.get(list[i]);
      if (before === undefined) values.set(list[i], list[i] === 'set-cookie' ? [list[i + 1]] : list[i + 1]);
      else if (list[i] === 'set-cookie') before.push(list[i + 1]);
      else values.set(list[i], `${before}, ${list[i + 1]}`);
    }
    const flat = [];
    for (const name of [...values.keys()].sort()) {
      const value = values.get(name);
      if (typeof value === 'string') flat.push(name, value);
      else for (const each of value) flat.push(name, each);
    }
    return flat;
  }

  const iterator = web.iterable(Headers, 'Headers', sorted);
  web.expose(Headers);
  return { classes: { Headers, iterator }, make, listOf, guardOf, fill, combined };
})
