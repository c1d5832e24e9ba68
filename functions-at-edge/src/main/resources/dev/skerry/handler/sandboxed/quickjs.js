// Runs once in each QuickJS: puts the library around the author's source, and leaves a function that makes a
// call and one for what a promise came to. Realm.java is the other side of `ask`, and puts the library in.
(() => {
  'use strict';

  const invoke = java_invoke;
  const run = eval;
  const ask = (name, text = '') => invoke('skerry', name, text).slice(1);

  function threw(error) {
    try {
      const isError = error instanceof Error;
      const said = isError ? `${error.name}: ${error.message}` : String(error);
      ask('threw', `${said.replaceAll('\0', '')}\0${isError ? error.stack : ''}`);
    } catch (e) {
      ask('threw', 'an error that cannot be shown\0');
    }
  }

  // What is text of the author's stands last: it may hold the character that parts the rest.
  const recode = (value, from, to) => ask('recode', `${from}\0${to}\0${value}`);
  const hash = (algorithm, data, key) =>
    ask('hash', `${algorithm}\0${key === null ? -1 : key.length}\0${key === null ? '' : key}${data}`);
  const log = (line, at) => ask('log', `${at}\0${line}`) !== '';

  // The language is the one of the other engine: without what that one does not have.
  const MORE = ['java_invoke', 'Javy', 'queueMicrotask', 'SharedArrayBuffer', 'Atomics', 'BigInt', 'BigInt64Array', 'BigUint64Array'];
  for (const name of MORE) Reflect.deleteProperty(globalThis, name);

  function refuse() {
    throw new EvalError('code cannot be made of strings');
  }

  for (const kind of [function () {}, function* () {}, async function () {}, async function* () {}]) {
    const prototype = Object.getPrototypeOf(kind);
    const refused = function () { refuse(); };
    refused.prototype = prototype;
    if (prototype.constructor === Function) globalThis.Function = refused;
    Object.defineProperty(prototype, 'constructor', { value: refused, writable: false, configurable: false });
  }

  function load() {
    globalThis.eval = refuse;
    const library = (LIBRARY)(recode, hash, log);
    const handler = run(ask('source'));
    if (typeof handler !== 'function') {
      ask('threw', 'has no function handler(event)\0');
      return;
    }
    const calls = library.seal(handler);
    const giving = (make) => () => {
      try {
        const result = make();
        if (result !== null) ask('result', result);
      } catch (e) {
        threw(e);
      }
    };
    const value = { call: giving(() => calls.invoke(ask('event'))), settled: giving(calls.settled) };
    Object.defineProperty(globalThis, '__skerry', { value: Object.freeze(value) });
  }

  try {
    load();
  } catch (e) {
    threw(e);
  }
})();
