// What both shapes of handlers have around them: a console, and what freezes the built-in objects.
// Gives an object of functions.
(function (log) {
  'use strict';

  // ---- console

  // In some engines a stack begins with the message.
  function stackOf(error) {
    const said = String(error);
    const stack = error.stack || '';
    return stack === '' || stack.startsWith(said) ? stack || said : `${said}\n${stack.trimEnd()}`;
  }

  function shown(value) {
    if (typeof value === 'string') return value;
    if (value instanceof Error) return stackOf(value);
    try {
      const json = JSON.stringify(value);
      return json === undefined ? String(value) : json;
    } catch (e) {
      return String(value);
    }
  }

  const output = { isFull: false };

  function write(...values) {
    if (!output.isFull) output.isFull = !log(values.map(shown).join(' '), new Error().stack);
  }

  const console = {};
  for (const name of ['log', 'info', 'warn', 'error', 'debug']) console[name] = write;

  // A call begins.
  function begin() {
    output.isFull = false;
  }

  // ---- after the author's source

  // Prototypes are frozen, so that no call changes them for the next one; but where code commonly
  // sets a property that they have (an error's message, an object's toString), it still gets one of its own.
  function freeze(object) {
    const overridden =
      object === Object.prototype || object === Function.prototype || object instanceof Error || object === Error.prototype;
    if (overridden) {
      for (const name of Object.getOwnPropertyNames(object)) override(object, name);
    } else if (typeof object.constructor === 'function' && object.constructor.prototype === object) {
      for (const name of overriddenIn(object.constructor)) if (Object.hasOwn(object, name)) override(object, name);
    }
    Object.freeze(object);
  }

  // What classes of the older style set on prototypes that inherit from these, and others on objects. An engine itself
  // looks at the constructor of some, and texts and numbers are written often, which should cost nothing.
  function overriddenIn({ name }) {
    if (/^(Number|String|Boolean|Symbol)$/.test(name)) return [];
    const isLookedAt = /Array|^Promise$|^RegExp$/.test(name);
    return isLookedAt ? ['toString'] : ['constructor', 'toString', 'toJSON', 'valueOf'];
  }

  function override(object, name) {
    const before = Object.getOwnPropertyDescriptor(object, name);
    if (!before.configurable || !('value' in before)) return;
    Object.defineProperty(object, name, {
      get: () => before.value,
      set(value) {
        if (this === object) throw new TypeError(`${name} of a built-in prototype cannot be changed`);
        Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true });
      },
      enumerable: false,
      configurable: false,
    });
  }

  function freezeWithPrototype(value) {
    if (typeof value !== 'function' && (typeof value !== 'object' || value === null)) return;
    if (value.prototype) freeze(value.prototype);
    freeze(value);
  }

  // Of the globals those that are there now and have a value; others are frozen by who makes them.
  function freezeBuiltIns() {
    const iterator = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));
    const hidden = [
      iterator,
      Object.getPrototypeOf([][Symbol.iterator]()),
      Object.getPrototypeOf(Uint8Array),
      Object.getPrototypeOf(function* () {}),
      Object.getPrototypeOf(async function () {}),
      Object.getPrototypeOf(async function* () {}),
    ];
    for (const object of hidden) freezeWithPrototype(object);
    for (const name of builtIn) {
      const found = Object.getOwnPropertyDescriptor(globalThis, name);
      if (found === undefined || !('value' in found)) continue;
      if (name !== 'globalThis') freezeWithPrototype(found.value);
      if (found.configurable) Object.defineProperty(globalThis, name, { writable: false, configurable: false });
    }
  }

  let builtIn = [];

  // What is global now is built in, and is frozen later.
  function isBuiltIn() {
    builtIn = Object.getOwnPropertyNames(globalThis);
  }

  return { console, output, write, begin, freezeWithPrototype, freezeBuiltIns, isBuiltIn };
})
