// Runs once in each QuickJS of a script: puts the library around the author's source, and leaves a function that makes
// a call and one for what a promise came to. Realm.java and Services.java are the other side of `host`.
(() => {
  'use strict';

  const { host, threw, log, run, define } = (ENGINE)();

  // What is text of the author's stands last: it may hold the character that parts the rest.
  const recode = (value, from, to) => host('recode', `${from}\0${to}\0${value}`);
  const hash = (algorithm, data, key) =>
    host('hash', `${algorithm}\0${key === null ? -1 : key.length}\0${key === null ? '' : key}${data}`);
  const bound = (index) => host('bound', `${index}`) || null;

  function ask(binding, question, key) {
    const answer = host('ask', `${binding}\0${question}\0${key}`);
    return answer === '' ? null : answer.slice(1);
  }

  const askData = (binding, operation, key, body) => host('askData', `${binding}\0${operation}\0${key.length}\0${key}${body}`);

  function load() {
    const library = (LIBRARY)(recode, hash, log, bound, ask, askData);
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
    define({ call: giving(() => calls.invoke(...host('event').split('\x01'))), settled: giving(calls.settled) });
  }

  try {
    load();
  } catch (e) {
    threw(e);
  }
})();
