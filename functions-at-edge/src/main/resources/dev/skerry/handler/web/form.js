// FormData (XMLHttpRequest Standard §4.3).
(function (web) {
  'use strict';

  const { blobs, files, classes: { File } } = web.use('blob');
  const { text, required } = web;
  const forms = web.use('strategy').slots('FormData');

  // A value of an entry: a string, or a File with the name that is asked for.
  function valueOf(value, filename) {
    if (!blobs.has(value)) {
      if (filename !== undefined) throw new TypeError('a string has no filename');
      return text(value);
    }
    if (files.has(value) && filename === undefined) return value;
    const name = filename !== undefined ? text(filename) : files.has(value) ? value.name : 'blob';
    return new File([value], name, { type: value.type });
  }

  class FormData {
    constructor(form = undefined) {
      if (form !== undefined) throw new TypeError('there are no forms to read');
      forms.set(this, []);
    }

    append(name, value, filename = undefined) {
      const list = forms.of(this);
      required(arguments.length, 2);
      list.push(text(name), valueOf(value, filename));
    }

    delete(name) {
      const list = forms.of(this);
      required(arguments.length, 1);
      forms.set(this, without(list, text(name)));
    }

    get(name) {
      const list = forms.of(this);
      required(arguments.length, 1);
      const at = indexOf(list, text(name));
      return at < 0 ? null : list[at + 1];
    }

    getAll(name) {
      const list = forms.of(this);
      required(arguments.length, 1);
      const key = text(name);
      return list.filter((_, i) => i % 2 === 1 && list[i - 1] === key);
    }

    has(name) {
      const list = forms.of(this);
      required(arguments.length, 1);
      return indexOf(list, text(name)) >= 0;
    }

    set(name, value, filename = undefined) {
      const list = forms.of(this);
      required(arguments.length, 2);
      const key = text(name);
      const wanted = valueOf(value, filename);
      const at = indexOf(list, key);
      if (at < 0) list.push(key, wanted);
      else forms.set(this, [...list.slice(0, at), key, wanted, ...without(list.slice(at + 2), key)]);
    }
  }
  for (const name of ['append', 'set']) Object.defineProperty(FormData.prototype[name], 'length', { value: 2 });

  function indexOf(list, name) {
    for (let i = 0; i < list.length; i += 2) if (list[i] === name) return i;
    return -1;
  }

  function without(list, name) {
    const kept = [];
    for (let i = 0; i < list.length; i += 2) if (list[i] !== name) kept.push(list[i], list[i + 1]);
    return kept;
  }

  const iterator = web.iterable(FormData, 'FormData', (form) => forms.of(form));
  web.expose(FormData);
  return { classes: { FormData, iterator }, forms };
})
