// Runs once in each QuickJS: puts the library around the author's source, and leaves a function that makes a
// call and one for what a promise came to. Realm.java and Services.java are the other side of `host`.
(() => {
  'use strict';

  const invoke = java_invoke;
  const run = eval;

  function host(name, text = '') {
    const answer = invoke('skerry', name, text);
    if (answer[0] === '!') throw new TypeError(answer.slice(1));
    return answer.slice(1);
  }

  function threw(error) {
    try {
      const isError = error instanceof Error;
      const said = isError ? `${error.name}: ${error.message}` : String(error);
      host('threw', `${said.replaceAll('\0', '')}\0${isError ? error.stack : ''}`);
    } catch (e) {
      host('threw', 'an error that cannot be shown\0');
    }
  }

  // What is text of the author's stands last: it may hold the character that parts the rest.
  const recode = (value, from, to) => host('recode', `${from}\0${to}\0${value}`);
  const hash = (algorithm, data, key) =>
    host('hash', `${algorithm}\0${key === null ? -1 : key.length}\0${key === null ? '' : key}${data}`);
  const bound = (index) => host('bound', `${index}`) || null;

  function ask(binding, question, key) {
    const answer = host('ask', `${binding}\0${question}\0${key}`);
    return answer === '' ? null : answer.slice(1);
  }

  const log = (line, at) => host('log', `${at}\0${line}`) !== '';

  // The language is the one of the other engine: without what that one does not have.
  const MORE = ['java_invoke', 'Javy', 'plugin', 'queueMicrotask', 'SharedArrayBuffer', 'Atomics', 'BigInt', 'BigInt64Array', 'BigUint64Array'];
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
    const library = (LIBRARY)(recode, hash, log, bound, ask);
    const handler = run(host('source'));
    if (typeof handler !== 'function') {
      host('threw', 'has no function handler(event)\0');
      return;
    }
    const calls = library.seal(handler);
    const giving = (make) => () => {
      try {
        const result = make();
        if (result !== null) host('result', result);
      } catch (e) {
        threw(e);
      }
    };
    const value = { call: giving(() => calls.invoke(...host('event').split('\x01'))), settled: giving(calls.settled) };
    Object.defineProperty(globalThis, '__skerry', { value: Object.freeze(value) });
  }

  try {
    load();
  } catch (e) {
    threw(e);
  }
})();
