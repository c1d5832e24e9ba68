// What both shapes of handlers in QuickJS begin with: how the host is asked, and the language without what the other
// engine does not have. An expression: a function that gives an object. QuickJs.java is the other side.
() => {
  'use strict';

  const invoke = java_invoke;
  const run = eval;

  // Texts cross in UTF-8, which has no lone surrogates.
  function host(name, text = '') {
    const answer = invoke('skerry', name, text.toWellFormed());
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

  const log = (line, at) => host('log', `${at}\0${line}`) !== '';

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
  globalThis.eval = refuse;

  // What the host calls by its scripts.
  function define(calls) {
    Object.defineProperty(globalThis, '__skerry', { value: Object.freeze(calls) });
  }

  return { host, threw, log, run, define };
}
