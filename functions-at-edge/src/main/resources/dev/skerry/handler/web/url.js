// URL and URLSearchParams (URL Standard §6). The host parses and changes; here are the objects.
(function (web) {
  'use strict';

  const { host, text, required } = web;
  // The lines of WebUrl.lines() in order.
  const [HREF, ORIGIN, PROTOCOL, USERNAME, PASSWORD, HOST, HOSTNAME, PORT, PATHNAME, SEARCH, HASH] =
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

  let paramsOf;

  class URL {
    #parts;
    #params = null;

    constructor(url, base = undefined) {
      required(arguments.length, 1);
      const string = text(url);
      const parts = host.urlParse(string, base === undefined ? null : text(base));
      if (parts === null) throw new TypeError(`Invalid URL: ${string}`);
      this.#parts = parts.split('\n');
    }

    static parse(url, base = undefined) {
      required(arguments.length, 1);
      return URL.canParse(url, base) ? new URL(url, base) : null;
    }

    static canParse(url, base = undefined) {
      required(arguments.length, 1);
      return host.urlParse(text(url), base === undefined ? null : text(base)) !== null;
    }

    #set(part, value) {
      this.#parts = host.urlSet(this.#parts[HREF], part, text(value)).split('\n');
    }

    get href() { return this.#parts[HREF]; }
    set href(value) {
      const string = text(value);
      const parts = host.urlParse(string, null);
      if (parts === null) throw new TypeError(`Invalid URL: ${string}`);
      this.#parts = parts.split('\n');
      this.#refill();
    }
    get origin() { return this.#parts[ORIGIN]; }
    get protocol() { return this.#parts[PROTOCOL]; }
    set protocol(value) { this.#set('protocol', value); }
    get username() { return this.#parts[USERNAME]; }
    set username(value) { this.#set('username', value); }
    get password() { return this.#parts[PASSWORD]; }
    set password(value) { this.#set('password', value); }
    get host() { return this.#parts[HOST]; }
    set host(value) { this.#set('host', value); }
    get hostname() { return this.#parts[HOSTNAME]; }
    set hostname(value) { this.#set('hostname', value); }
    get port() { return this.#parts[PORT]; }
    set port(value) { this.#set('port', value); }
    get pathname() { return this.#parts[PATHNAME]; }
    set pathname(value) { this.#set('pathname', value); }
    get search() { return this.#parts[SEARCH]; }
    set search(value) {
      this.#set('search', value);
      this.#refill();
    }
    get searchParams() {
      if (this.#params === null) {
        this.#params = paramsOf(parseForm(this.#parts[SEARCH].slice(1)), (query) => this.#set('search', query));
      }
      return this.#params;
    }
    get hash() { return this.#parts[HASH]; }
    set hash(value) { this.#set('hash', value); }

    #refill() {
      if (this.#params !== null) paramsOf.refill(this.#params, parseForm(this.#parts[SEARCH].slice(1)));
    }

    toString() { return this.#parts[HREF]; }
    toJSON() { return this.#parts[HREF]; }
  }

  // ---- application/x-www-form-urlencoded (URL Standard §5)

  function decode(part) {
    const spaced = part.includes('+') ? part.replaceAll('+', ' ') : part;
    if (!spaced.includes('%')) return spaced;
    try {
      return decodeURIComponent(spaced);
    } catch (e) {
      return host.percentDecode(spaced);
    }
  }

  function parseForm(string) {
    const list = [];
    if (string === '') return list;
    for (const part of string.split('&')) {
      if (part === '') continue;
      const at = part.indexOf('=');
      if (at < 0) list.push(decode(part), '');
      else list.push(decode(part.slice(0, at)), decode(part.slice(at + 1)));
    }
    return list;
  }

  const ALSO_ENCODED = { '%20': '+', '!': '%21', "'": '%27', '(': '%28', ')': '%29', '~': '%7E' };

  function encode(string) {
    return encodeURIComponent(string).replace(/%20|[!'()~]/g, (found) => ALSO_ENCODED[found]);
  }

  function writeForm(list) {
    let string = '';
    for (let i = 0; i < list.length; i += 2) {
      string += `${i === 0 ? '' : '&'}${encode(list[i])}=${encode(list[i + 1])}`;
    }
    return string;
  }

  class URLSearchParams {
    #list = [];
    #changed = null;

    static {
      paramsOf = (list, changed) => {
        const params = new URLSearchParams();
        params.#list = list;
        params.#changed = changed;
        return params;
      };
      paramsOf.refill = (params, list) => { params.#list = list; };
      paramsOf.list = (params) => params.#list;
    }

    constructor(init = '') {
      if (web.isObject(init)) {
        this.#list = web.pairs(init, text);
        // Of a record, later values of a name that is the same in UTF-8 take the place of earlier ones.
        if (init[Symbol.iterator] === undefined || init[Symbol.iterator] === null) this.#list = unique(this.#list);
      } else {
        const string = text(init);
        this.#list = parseForm(string.startsWith('?') ? string.slice(1) : string);
      }
    }

    #update() {
      if (this.#changed !== null) this.#changed(writeForm(this.#list));
    }

    get size() { return this.#list.length / 2; }

    append(name, value) {
      const list = this.#list;
      required(arguments.length, 2);
      list.push(text(name), text(value));
      this.#update();
    }

    delete(name, value = undefined) {
      const before = this.#list;
      required(arguments.length, 1);
      const key = text(name);
      const wanted = value === undefined ? undefined : text(value);
      const kept = [];
      for (let i = 0; i < before.length; i += 2) {
        if (before[i] !== key || (wanted !== undefined && before[i + 1] !== wanted)) kept.push(before[i], before[i + 1]);
      }
      this.#list = kept;
      this.#update();
    }

    get(name) {
      const list = this.#list;
      required(arguments.length, 1);
      const key = text(name);
      for (let i = 0; i < list.length; i += 2) if (list[i] === key) return list[i + 1];
      return null;
    }

    getAll(name) {
      const list = this.#list;
      required(arguments.length, 1);
      const key = text(name);
      const values = [];
      for (let i = 0; i < list.length; i += 2) if (list[i] === key) values.push(list[i + 1]);
      return values;
    }

    has(name, value = undefined) {
      const list = this.#list;
      required(arguments.length, 1);
      const key = text(name);
      const wanted = value === undefined ? undefined : text(value);
      for (let i = 0; i < list.length; i += 2) {
        if (list[i] === key && (wanted === undefined || list[i + 1] === wanted)) return true;
      }
      return false;
    }

    set(name, value) {
      const before = this.#list;
      required(arguments.length, 2);
      const key = text(name);
      const wanted = text(value);
      const kept = [];
      let found = false;
      for (let i = 0; i < before.length; i += 2) {
        if (before[i] !== key) kept.push(before[i], before[i + 1]);
        else if (!found) {
          kept.push(key, wanted);
          found = true;
        }
      }
      if (!found) kept.push(key, wanted);
      this.#list = kept;
      this.#update();
    }

    // By the code units of the names; those of one name stay in order.
    sort() {
      const list = this.#list;
      const all = [];
      for (let i = 0; i < list.length; i += 2) all.push([list[i], list[i + 1]]);
      all.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
      this.#list = all.flat();
      this.#update();
    }

    toString() { return writeForm(this.#list); }
  }

  function unique(list) {
    const values = new Map();
    for (let i = 0; i < list.length; i += 2) values.set(list[i], list[i + 1]);
    return [...values].flat();
  }

  for (const optional of ['delete', 'has']) Object.defineProperty(URLSearchParams.prototype[optional], 'length', { value: 1 });
  const iterator = web.iterable(URLSearchParams, 'URLSearchParams', (params) => paramsOf.list(params));
  web.expose(URL);
  web.expose(URLSearchParams);
  return { classes: { URL, URLSearchParams, iterator }, parseForm };
})
