// console (Console Standard): what it writes goes to the program's log.
(function (web) {
  'use strict';

  const { write } = web.common;
  const counts = new Map();
  const begun = new Map();

  function shown(value) {
    if (typeof value === 'string') return value;
    if (typeof value === 'symbol') return String(value);
    return value;
  }

  // The format specifiers of the first argument.
  function formatted(values) {
    if (values.length < 2 || typeof values[0] !== 'string' || !values[0].includes('%')) return values.map(shown);
    const rest = values.slice(1);
    const text = values[0].replace(/%[sdifoOc%]/g, (found) => {
      if (found === '%%') return '%';
      if (rest.length === 0) return found;
      const value = rest.shift();
      switch (found) {
        case '%s': return String(value);
        case '%d':
        case '%i': return typeof value === 'symbol' ? 'NaN' : String(parseInt(value, 10));
        case '%f': return typeof value === 'symbol' ? 'NaN' : String(parseFloat(value));
        case '%c': return '';
        default: return JSON.stringify(value);
      }
    });
    return [text, ...rest.map(shown)];
  }

  const print = (...values) => { write(...formatted(values)); };
  const label = (value) => (value === undefined ? 'default' : `${value}`);
  const took = (name) => `${name}: ${(web.host.now() - begun.get(name)).toFixed(3)} ms`;

  const console = Object.create({}, { [Symbol.toStringTag]: { value: 'console', configurable: true } });
  const members = {
    debug: print, error: print, info: print, log: print, warn: print, dirxml: print, group: print, groupCollapsed: print,
    trace: print,
    table(data) { print(data); },
    dir(item) { print(item); },
    assert(condition, ...data) {
      if (condition) return;
      if (typeof data[0] === 'string') print(`Assertion failed: ${data[0]}`, ...data.slice(1));
      else print('Assertion failed', ...data);
    },
    clear() {},
    groupEnd() {},
    count(name) {
      const key = label(name);
      counts.set(key, (counts.get(key) || 0) + 1);
      print(`${key}: ${counts.get(key)}`);
    },
    countReset(name) {
      if (!counts.delete(label(name))) print(`${label(name)}: there is no such count`);
    },
    time(name) {
      const key = label(name);
      if (begun.has(key)) print(`${key}: this timer is running already`);
      else begun.set(key, web.host.now());
    },
    timeLog(name, ...data) {
      const key = label(name);
      if (begun.has(key)) print(took(key), ...data);
      else print(`${key}: there is no such timer`);
    },
    timeEnd(name) {
      const key = label(name);
      if (begun.has(key)) print(took(key));
      else print(`${key}: there is no such timer`);
      begun.delete(key);
    },
  };
  for (const [name, value] of Object.entries(members)) {
    console[name] = value === print ? { [name]: (...values) => print(...values) }[name] : value;
  }
  return { classes: { console } };
})
