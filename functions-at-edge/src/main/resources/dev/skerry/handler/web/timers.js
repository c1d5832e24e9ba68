// Timers, which run while a call waits for a promise, and are forgotten at its end (HTML Standard §8.6).
(function (web) {
  'use strict';

  // What waits at once in a call; and a timer's longest time.
  const TIMERS_MAX = 10_000;
  const LONGEST = 2 ** 31 - 1;

  let nextId = 1;

  function add(callback, delay, list, repeats) {
    web.required(list.length + 2, 1);
    if (typeof callback !== 'function') throw new TypeError('the callback is no function; code in strings is not run');
    const { call } = web;
    if (call === null) throw new Error('there are no timers outside of a call');
    if (call.timers.length >= TIMERS_MAX) throw new RangeError(`more than ${TIMERS_MAX} timers are waiting`);
    const wait = Math.min(LONGEST, Math.max(0, web.integer(delay, 32) | 0));
    const timer = { id: nextId++, due: web.host.now() + wait, callback, list, repeats: repeats ? Math.max(1, wait) : 0 };
    insert(call.timers, timer);
    return timer.id;
  }

  // Sorted by time, those of one time in the order in which they were set; the next one last.
  function insert(timers, timer) {
    let low = 0;
    let high = timers.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (timers[middle].due > timer.due) low = middle + 1;
      else high = middle;
    }
    timers.splice(low, 0, timer);
  }

  function remove(id) {
    const { call } = web;
    if (call === null) return;
    const at = call.timers.findIndex((each) => each.id === +id);
    if (at >= 0) call.timers.splice(at, 1);
    else if (call.runs === +id) call.runs = 0;
  }

  // Runs the next timer if it is due. Gives the milliseconds until there is something to do; -1 for never.
  function run(call) {
    const timer = call.timers[call.timers.length - 1];
    if (timer === undefined) return -1;
    const wait = timer.due - web.host.now();
    if (wait > 0) return wait;
    call.timers.pop();
    call.runs = timer.id;
    try {
      timer.callback.apply(globalThis, timer.list);
    } catch (e) {
      report(e);
    }
    if (timer.repeats > 0 && call.runs === timer.id) {
      timer.due = web.host.now() + timer.repeats;
      insert(call.timers, timer);
    }
    return 0;
  }

  function report(e) {
    web.common.write('Uncaught', e);
  }

  // ---- globals

  function setTimeout(callback, delay = 0, ...list) { return add(callback, delay, list, false); }
  function setInterval(callback, delay = 0, ...list) { return add(callback, delay, list, true); }
  function clearTimeout(id = 0) { remove(id); }
  function clearInterval(id = 0) { remove(id); }
  for (const each of [setTimeout, setInterval]) Object.defineProperty(each, 'length', { value: 1 });

  function queueMicrotask(callback) {
    web.required(arguments.length, 1);
    if (typeof callback !== 'function') throw new TypeError('the callback is no function');
    Promise.resolve().then(() => {
      try {
        callback();
      } catch (e) {
        report(e);
      }
    });
  }

  function reportError(e) {
    web.required(arguments.length, 1);
    report(e);
  }

  // As in Workers: a promise of the moment after so many milliseconds, which a signal ends before.
  function wait(delay, options = undefined) {
    const { signal } = web.dictionary(options, 'the options');
    if (signal !== undefined && !web.use('events').isSignal(signal)) throw new TypeError('signal is no AbortSignal');
    const { promise, resolve, reject } = Promise.withResolvers();
    if (signal !== undefined && signal.aborted) {
      reject(signal.reason);
      return promise;
    }
    const abort = () => {
      remove(id);
      reject(signal.reason);
    };
    const id = setTimeout(() => {
      if (signal !== undefined) web.use('events').withoutAlgorithm(signal, abort);
      resolve(undefined);
    }, delay);
    if (signal !== undefined) web.use('events').withAlgorithm(signal, abort);
    return promise;
  }
  const scheduler = { async wait(delay, options = undefined) { return wait(delay, options); } };

  class Performance {
    now() { return web.host.now(); }
    get timeOrigin() { return web.host.timeOrigin(); }
    toJSON() { return { timeOrigin: this.timeOrigin }; }
  }
  web.expose(Performance);
  const performance = new Performance();

  return {
    classes: { setTimeout, setInterval, clearTimeout, clearInterval, queueMicrotask, reportError, performance, Performance, scheduler },
    run, report,
  };
})
