// The bindings of a handler's `env`.
(function (web) {
  'use strict';

  const { host } = web;

  // ---- bindings

  // The most keys in a page.
  const PAGE_MAX = 1000;

  // What a cursor begins with: the last key of the page follows, which may be empty.
  const AFTER = 'after:';

  const TYPES = {
    text: (text) => text,
    json: (text) => JSON.parse(text),
    arrayBuffer: (text) => web.utf8(text).slice().buffer,
  };

  function conversion(options) {
    const type = (typeof options === 'string' ? options : web.dictionary(options, 'the options').type) ?? 'text';
    if (!Object.hasOwn(TYPES, type)) throw new TypeError(`unknown type: ${type}; there are ${Object.keys(TYPES).join(', ')}`);
    return TYPES[type];
  }

  // BoundText.java is the other side of the text.
  function page(binding, prefix, limit, cursor) {
    if (typeof prefix !== 'string') throw new TypeError('a prefix is a string');
    if (!Number.isInteger(limit) || limit < 1 || limit > PAGE_MAX) throw new RangeError(`limit is a whole number, 1 to ${PAGE_MAX}`);
    const isFirst = cursor === '';
    if (!isFirst && !`${cursor}`.startsWith(AFTER)) throw new TypeError('the cursor is none that list() gave');
    const text = host.keys(binding, prefix, isFirst ? null : `${cursor}`.slice(AFTER.length), limit);
    const [state, lengths] = text.split('\n', 2);
    let at = state.length + lengths.length + 2;
    const keys = [];
    for (const length of lengths === '' ? [] : lengths.split(' ')) {
      const end = at + Number(length);
      keys.push({ name: text.slice(at, end) });
      at = end;
    }
    if (state === 'all') return { keys, list_complete: true };
    return { keys, list_complete: false, cursor: AFTER + keys[keys.length - 1].name };
  }

  function readOnly(what) {
    return () => Promise.reject(new Error(`${what} is not supported: handlers read key-values, the configuration changes them`));
  }

  // Nothing is copied here before it is asked for: each call asks the host.
  function namespace(binding) {
    return Object.freeze({
      async get(key, options = undefined) {
        const converted = conversion(options);
        if (typeof key !== 'string') throw new TypeError('a key is a string');
        const text = host.ask(binding, 'get', key);
        return text === null ? null : converted(text);
      },
      async list(options = undefined) {
        const { prefix, limit, cursor } = web.dictionary(options, 'the options');
        return page(binding, prefix ?? '', limit ?? PAGE_MAX, cursor ?? '');
      },
      put: readOnly(`${binding}.put()`),
      delete: readOnly(`${binding}.delete()`),
    });
  }

  function bound(kind, name, rest) {
    switch (kind) {
      case 'text': return rest;
      case 'table': return web.use('data').table(name, rest);
      case 'bucket': return web.use('data').bucket(name);
      case 'limit': return web.use('data').limiter(name);
      case 'handler': return web.use('others').handler(name);
      default: return namespace(name);
    }
  }

  // Each comes as its kind, its name and its text, or the name of what is bound: the rest may have lines.
  function bindings() {
    const env = {};
    for (let i = 0, each = host.bound(0); each !== null; each = host.bound(++i)) {
      const [kind, name] = each.split('\n', 2);
      const value = bound(kind, name, each.slice(kind.length + name.length + 2));
      Object.defineProperty(env, name, { value, enumerable: true });
    }
    return Object.freeze(env);
  }

  return { classes: {}, env: bindings() };
})
