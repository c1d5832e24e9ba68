// HTMLRewriter, as Workers have it. HtmlRewriters.java has the documents; here are the objects that handlers see.
(function (web) {
  'use strict';

  const { host } = web;
  const messages = web.use('messages');
  const bodies = web.use('body');
  const headers = web.use('headers');
  const HANDLERS_MAX = 256;

  function checked(result) {
    if (typeof result === 'string' && result.startsWith('!')) throw new TypeError(result.slice(1));
    return result;
  }

  function escaped(text) {
    return text.replace(/[&<>]/g, (c) => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : '&gt;'));
  }

  function content(given, value, options) {
    web.required(given, 1);
    if (web.isObject(value)) throw new TypeError('the content is a string');
    const string = web.text(value);
    return web.dictionary(options, 'the options').html ? string : escaped(string);
  }

  // ---- tokens: each is good for as long as its handlers run

  class Token {
    #shown = null;

    static {
      Token.of = (Type, shown) => {
        const face = new Type();
        face.#shown = shown;
        return face;
      };
      Token.shown = (face) => {
        const shown = face.#shown;
        if (shown === null || !shown.isValid) throw new TypeError('this is no token, or one whose handlers have run');
        return shown;
      };
    }
  }
  const { of, shown } = Token;

  const get = (face, what, name = '') => host.htmlGet(shown(face).number, what, name);
  const change = (face, what, text = '', more = '') => {
    checked(host.htmlChange(shown(face).number, what, text, more));
    return face;
  };

  const CHANGES = {
    before(value, options = undefined) { return change(this, 'before', content(arguments.length, value, options)); },
    after(value, options = undefined) { return change(this, 'after', content(arguments.length, value, options)); },
    replace(value, options = undefined) { return change(this, 'replace', content(arguments.length, value, options)); },
    remove() { return change(this, 'remove'); },
  };

  function withChanges(type, names) {
    for (const name of names) {
      Object.defineProperty(CHANGES[name], 'length', { value: name === 'remove' ? 0 : 1 });
      Object.defineProperty(type.prototype, name, { value: CHANGES[name], writable: true, configurable: true });
    }
    Object.defineProperty(type.prototype, 'removed', { get() { return get(this, 'removed'); }, configurable: true });
  }

  class Element extends Token {
    get tagName() { return get(this, 'name'); }
    set tagName(name) { change(this, 'name', `${name}`); }
    get namespaceURI() { return get(this, 'namespace'); }
    get attributes() { return attributesOf(get(this, 'attributes'))[Symbol.iterator](); }
    getAttribute(name) {
      web.required(arguments.length, 1);
      return get(this, 'attribute', `${name}`);
    }
    hasAttribute(name) {
      web.required(arguments.length, 1);
      return get(this, 'attribute', `${name}`) !== null;
    }
    setAttribute(name, value) {
      web.required(arguments.length, 2);
      return change(this, 'set', `${name}`, web.text(value));
    }
    removeAttribute(name) {
      web.required(arguments.length, 1);
      return change(this, 'unset', `${name}`);
    }
    prepend(value, options = undefined) { return change(this, 'prepend', content(arguments.length, value, options)); }
    append(value, options = undefined) { return change(this, 'append', content(arguments.length, value, options)); }
    setInnerContent(value, options = undefined) { return change(this, 'inner', content(arguments.length, value, options)); }
    removeAndKeepContent() { return change(this, 'unwrap'); }
    onEndTag(handler) {
      web.required(arguments.length, 1);
      if (typeof handler !== 'function') throw new TypeError('the handler of an end tag is a function');
      const { element, ends } = shown(this);
      change(this, 'await');
      if (ends.has(element)) ends.get(element).push(handler);
      else ends.set(element, [handler]);
    }
  }
  for (const name of ['prepend', 'append', 'setInnerContent']) Object.defineProperty(Element.prototype[name], 'length', { value: 1 });
  withChanges(Element, ['before', 'after', 'replace', 'remove']);

  function attributesOf(text) {
    const parts = text === '' ? [] : text.split('\0');
    const list = [];
    for (let i = 0; i < parts.length; i += 2) list.push([parts[i], parts[i + 1]]);
    return list;
  }

  class EndTag extends Token {
    get name() { return get(this, 'name'); }
    set name(name) { change(this, 'name', `${name}`); }
  }
  withChanges(EndTag, ['before', 'after', 'replace', 'remove']);

  class Comment extends Token {
    get text() { return get(this, 'text'); }
    set text(text) { change(this, 'text', web.text(text)); }
  }
  withChanges(Comment, ['before', 'after', 'replace', 'remove']);

  class Text extends Token {
    get text() { return get(this, 'text'); }
    get lastInTextNode() { return get(this, 'last'); }
  }
  withChanges(Text, ['before', 'after', 'replace', 'remove']);

  class Doctype extends Token {
    get name() { return get(this, 'name'); }
    get publicId() { return get(this, 'publicId'); }
    get systemId() { return get(this, 'systemId'); }
  }

  class DocumentEnd extends Token {
    append(value, options = undefined) { return change(this, 'before', content(arguments.length, value, options)); }
  }

  for (const type of [Element, EndTag, Comment, Text, Doctype, DocumentEnd]) {
    Object.setPrototypeOf(type.prototype, Object.prototype);
    web.expose(type);
  }

  // By the kinds of events: the type of the token, and the name of the handler.
  const KINDS = {
    DOCTYPE: [Doctype, 'doctype'], ELEMENT: [Element, 'element'], COMMENT: [Comment, 'comments'], TEXT: [Text, 'text'],
    END: [DocumentEnd, 'end'], END_TAG: [EndTag, null],
  };

  // ---- a document

  class Rewriting {
    constructor(registrations) {
      this.handlers = registrations.map((each) => each.handlers);
      this.ends = new Map();
      this.number = checked(host.htmlOpen(registrations.map((each) => each.line).join('\n')));
    }

    // Feeds a piece, or the end, and has handlers see what is in it.
    async take(piece, enqueue) {
      const { number } = this;
      checked(host.htmlFeed(number, piece));
      for (let event = checked(host.htmlNext(number)); event !== null; event = checked(host.htmlNext(number))) {
        const [kind, element, ...who] = event.split(' ');
        await this.show(kind, Number(element), who);
      }
      const octets = new Uint8Array(host.htmlOutput(number));
      if (octets.length > 0) enqueue(octets);
    }

    async show(kind, element, who) {
      const [Type, name] = KINDS[kind];
      const state = { number: this.number, element, ends: this.ends, isValid: true };
      const token = of(Type, state);
      try {
        for (const each of kind === 'END_TAG' ? this.endsOf(element) : who) {
          const result = name === null ? each(token) : this.handlers[each][name](token);
          if (web.isObject(result) && typeof result.then === 'function') await result;
        }
      } finally {
        state.isValid = false;
      }
    }

    endsOf(element) {
      const found = this.ends.get(element);
      this.ends.delete(element);
      return found;
    }
  }

  const LETTERS = { element: 'e', comments: 'c', text: 't', doctype: 'd', end: 'E' };

  function kindsOf(handlers, names) {
    if (!web.isObject(handlers)) throw new TypeError('the handlers are an object');
    let kinds = '';
    for (const name of names) {
      const handler = handlers[name];
      if (handler === undefined || handler === null) continue;
      if (typeof handler !== 'function') throw new TypeError(`the handler ${name} is a function`);
      kinds += LETTERS[name];
    }
    return kinds;
  }

  class HTMLRewriter {
    #registrations = [];

    #add(line, handlers) {
      if (this.#registrations.length >= HANDLERS_MAX) throw new RangeError(`more than ${HANDLERS_MAX} handlers`);
      this.#registrations.push({ line, handlers });
      return this;
    }

    on(selector, handlers) {
      web.required(arguments.length, 2);
      const line = `${kindsOf(handlers, ['element', 'comments', 'text'])} ${web.text(selector).replace(/[\n\r\f]/g, ' ')}`;
      // What is wrong with it is told here, and not when a document comes.
      host.htmlClose(checked(host.htmlOpen(line)));
      return this.#add(line, handlers);
    }

    onDocument(handlers) {
      web.required(arguments.length, 1);
      return this.#add(kindsOf(handlers, ['doctype', 'comments', 'text', 'end']), handlers);
    }

    transform(response) {
      web.required(arguments.length, 1);
      if (!messages.isResponse(response)) throw new TypeError('what is transformed is a Response');
      const inner = messages.innerOfResponse(response);
      if (bodies.isUnusable(inner.body)) throw new TypeError('the body has been read already, or is locked');
      const list = [];
      const old = messages.headersOf(inner);
      for (let i = 0; i < old.length; i += 2) if (old[i] !== 'content-length') list.push(old[i], old[i + 1]);
      return messages.responseOf({
        ...inner, headers: headers.make(list, 'response', true), body: inner.body === null ? null : this.#stream(response.body),
      });
    }

    #stream(body) {
      const rewriting = new Rewriting(this.#registrations);
      const through = web.use('transform').transforming(
        (chunk, enqueue) => rewriting.take(web.octets(chunk, 'a chunk of the body'), enqueue),
        async (enqueue) => {
          await rewriting.take(null, enqueue);
          host.htmlClose(rewriting.number);
        },
      );
      const readables = web.use('readable');
      web.use('piping').pipe(readables.streams.of(body), through.writable, { preventAbort: false, preventCancel: false, preventClose: false })
        .then(undefined, () => {});
      return { source: null, stream: readables.faceOf(through.readable), used: false };
    }
  }
  web.expose(HTMLRewriter);

  return { classes: { HTMLRewriter, Element, EndTag, Comment, Text, Doctype, DocumentEnd } };
})
