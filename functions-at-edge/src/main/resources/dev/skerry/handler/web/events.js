// Event, EventTarget, AbortController and AbortSignal (DOM Standard §2, §3). Targets have no parents.
(function (web) {
  'use strict';

  const { slots } = web.use('strategy');
  const { required } = web;
  const events = slots('Event');
  const targets = slots('EventTarget');
  const signals = slots('AbortSignal');
  const MAKE = Symbol('make');
  const [NONE, CAPTURING, AT_TARGET, BUBBLING] = [0, 1, 2, 3];

  // Of each event itself, so that no prototype can say otherwise.
  const TRUSTED = {
    get: Object.getOwnPropertyDescriptor({ get isTrusted() { return events.of(this).trusted; } }, 'isTrusted').get, enumerable: true, configurable: false,
  };

  class Event {
    constructor(type, init = undefined) {
      required(arguments.length, 1);
      const name = `${type}`;
      const { bubbles, cancelable, composed } = web.dictionary(init);
      events.set(this, {
        type: name, bubbles: !!bubbles, cancelable: !!cancelable, composed: !!composed, target: null, phase: NONE,
        stopped: false, stoppedNow: false, canceled: false, passive: false, dispatching: false, trusted: false,
        timeStamp: web.host.now(),
      });
      Object.defineProperty(this, 'isTrusted', TRUSTED);
    }

    get type() { return events.of(this).type; }
    get target() { return events.of(this).target; }
    get srcElement() { return events.of(this).target; }
    get currentTarget() { return events.of(this).phase === NONE ? null : events.of(this).target; }
    composedPath() { return events.of(this).phase === NONE ? [] : [events.of(this).target]; }
    get eventPhase() { return events.of(this).phase; }
    stopPropagation() { events.of(this).stopped = true; }
    get cancelBubble() { return events.of(this).stopped; }
    set cancelBubble(value) { if (value) events.of(this).stopped = true; }
    stopImmediatePropagation() {
      events.of(this).stopped = true;
      events.of(this).stoppedNow = true;
    }
    get bubbles() { return events.of(this).bubbles; }
    get cancelable() { return events.of(this).cancelable; }
    get returnValue() { return !events.of(this).canceled; }
    set returnValue(value) { if (!value) this.preventDefault(); }
    preventDefault() {
      const event = events.of(this);
      if (event.cancelable && !event.passive) event.canceled = true;
    }
    get defaultPrevented() { return events.of(this).canceled; }
    get composed() { return events.of(this).composed; }
    get timeStamp() { return events.of(this).timeStamp; }
    initEvent(type, bubbles = false, cancelable = false) {
      required(arguments.length, 1);
      const event = events.of(this);
      if (event.dispatching) return;
      Object.assign(event, {
        type: `${type}`, bubbles: !!bubbles, cancelable: !!cancelable, stopped: false, stoppedNow: false, canceled: false, target: null,
      });
    }
  }
  for (const of of [Event, Event.prototype]) {
    for (const [name, value] of Object.entries({ NONE, CAPTURING_PHASE: CAPTURING, AT_TARGET, BUBBLING_PHASE: BUBBLING })) {
      Object.defineProperty(of, name, { value, enumerable: true });
    }
  }

  const details = slots('CustomEvent');

  class CustomEvent extends Event {
    constructor(type, init = undefined) {
      super(type, init);
      const { detail } = web.dictionary(init);
      details.set(this, detail === undefined ? null : { detail });
    }

    get detail() {
      const found = details.of(this);
      return found === null ? null : found.detail;
    }

    initCustomEvent(type, bubbles = false, cancelable = false, detail = null) {
      required(arguments.length, 1);
      if (events.of(this).dispatching) return;
      this.initEvent(type, bubbles, cancelable);
      details.set(this, { detail });
    }
  }

  for (const name of ['initEvent', 'initCustomEvent']) {
    for (const type of [Event, CustomEvent]) {
      if (Object.hasOwn(type.prototype, name)) Object.defineProperty(type.prototype[name], 'length', { value: 1 });
    }
  }

  // ---- targets

  const listenersOf = (target) => targets.of(target === undefined || target === null ? globalThis : target);

  function optionsOf(options) {
    return web.isObject(options) ? options : { capture: options };
  }

  class EventTarget {
    constructor() {
      targets.set(this, []);
    }

    addEventListener(type, callback, options = undefined) {
      const listeners = listenersOf(this);
      required(arguments.length, 2);
      const { capture, once, passive, signal } = optionsOf(options);
      if (signal !== undefined && !signals.has(signal)) throw new TypeError('signal is no AbortSignal');
      if (callback !== null && !web.isObject(callback)) throw new TypeError('the listener is no function and no object');
      if (callback === null || (signal !== undefined && signal.aborted)) return;
      const name = `${type}`;
      if (listeners.some((each) => each.type === name && each.callback === callback && each.capture === !!capture)) return;
      const listener = { type: name, callback, capture: !!capture, once: !!once, passive: !!passive, removed: false };
      listeners.push(listener);
      if (signal !== undefined) withAlgorithm(signal, () => remove(listeners, listener));
    }

    removeEventListener(type, callback, options = undefined) {
      const listeners = listenersOf(this);
      required(arguments.length, 2);
      const { capture } = optionsOf(options);
      const name = `${type}`;
      const found = listeners.find((each) => each.type === name && each.callback === callback && each.capture === !!capture);
      if (found !== undefined) remove(listeners, found);
    }

    dispatchEvent(event) {
      const listeners = listenersOf(this);
      required(arguments.length, 1);
      const inner = events.of(event);
      if (inner.dispatching) throw web.exception('the event is being dispatched already', 'InvalidStateError');
      inner.trusted = false;
      return dispatch(this, listeners, event, inner);
    }
  }

  function remove(listeners, listener) {
    listener.removed = true;
    const at = listeners.indexOf(listener);
    if (at >= 0) listeners.splice(at, 1);
  }

  function dispatch(target, listeners, event, inner) {
    Object.assign(inner, { dispatching: true, target, phase: AT_TARGET });
    // Listeners that capture come first; those that are added meanwhile are not called.
    const due = listeners.filter((each) => each.type === inner.type);
    for (const listener of [...due.filter((each) => each.capture), ...due.filter((each) => !each.capture)]) {
      if (inner.stoppedNow) break;
      if (listener.removed) continue;
      if (listener.once) remove(listeners, listener);
      inner.passive = listener.passive;
      try {
        if (typeof listener.callback === 'function') listener.callback.call(target, event);
        else listener.callback.handleEvent(event);
      } catch (e) {
        web.use('timers').report(e);
      }
      inner.passive = false;
    }
    Object.assign(inner, { dispatching: false, phase: NONE, stopped: false, stoppedNow: false });
    return !inner.canceled;
  }

  // The `on…` attribute of a target.
  function handlerAttribute(type, name) {
    const wrappers = new WeakMap();
    Object.defineProperty(type.prototype, `on${name}`, {
      get() { return wrappers.has(this) ? wrappers.get(this).handler : null; },
      set(value) {
        const handler = web.isObject(value) ? value : null;
        const before = wrappers.get(this);
        if (before !== undefined) {
          before.handler = handler;
          return;
        }
        const wrapper = { handler };
        wrappers.set(this, wrapper);
        this.addEventListener(name, function call(event) {
          if (typeof wrapper.handler === 'function') wrapper.handler.call(this, event);
        });
      },
      enumerable: true, configurable: true,
    });
  }

  // ---- abort

  class AbortSignal extends EventTarget {
    constructor(key) {
      if (key !== MAKE) throw new TypeError('Illegal constructor');
      super();
      signals.set(this, { aborted: false, reason: undefined, algorithms: [], dependents: [], sources: null });
    }

    static abort(reason = undefined) {
      const signal = new AbortSignal(MAKE);
      Object.assign(signals.of(signal), { aborted: true, reason: reasonOf(reason) });
      return signal;
    }

    static timeout(milliseconds) {
      required(arguments.length, 1);
      const time = web.integer(milliseconds, 53, { enforce: true, what: 'the timeout' });
      const signal = new AbortSignal(MAKE);
      web.use('timers').classes.setTimeout(() => abortSignal(signal, web.exception('The operation was aborted due to timeout', 'TimeoutError')), time);
      return signal;
    }

    static any(list) {
      required(arguments.length, 1);
      return dependent([...list]);
    }

    get aborted() { return signals.of(this).aborted; }
    get reason() { return signals.of(this).reason; }
    throwIfAborted() { if (signals.of(this).aborted) throw signals.of(this).reason; }
  }
  handlerAttribute(AbortSignal, 'abort');

  const reasonOf = (reason) => (reason === undefined ? web.exception('The operation was aborted', 'AbortError') : reason);

  // A signal that is aborted when the first of the others is.
  function dependent(list) {
    const inners = list.map((each) => signals.of(each));
    const signal = new AbortSignal(MAKE);
    const inner = signals.of(signal);
    const first = inners.find((each) => each.aborted);
    if (first !== undefined) {
      Object.assign(inner, { aborted: true, reason: first.reason });
      return signal;
    }
    inner.sources = new Set();
    for (const each of inners) {
      for (const source of each.sources === null ? [each] : each.sources) {
        inner.sources.add(source);
        source.dependents.push(signal);
      }
    }
    return signal;
  }

  function abortSignal(signal, reason) {
    const inner = signals.of(signal);
    if (inner.aborted) return;
    Object.assign(inner, { aborted: true, reason });
    const dependents = inner.dependents.filter((each) => !signals.of(each).aborted);
    for (const each of dependents) Object.assign(signals.of(each), { aborted: true, reason });
    for (const each of [signal, ...dependents]) {
      for (const algorithm of signals.of(each).algorithms.splice(0)) algorithm();
      const event = new Event('abort');
      events.of(event).trusted = true;
      dispatch(each, targets.of(each), event, events.of(event));
    }
  }

  function withAlgorithm(signal, algorithm) {
    const inner = signals.of(signal);
    if (!inner.aborted) inner.algorithms.push(algorithm);
  }

  function withoutAlgorithm(signal, algorithm) {
    const inner = signals.of(signal);
    inner.algorithms = inner.algorithms.filter((each) => each !== algorithm);
  }

  class AbortController {
    #signal = null;

    get signal() {
      if (this.#signal === null) this.#signal = new AbortSignal(MAKE);
      return this.#signal;
    }

    abort(reason = undefined) {
      abortSignal(this.signal, reasonOf(reason));
    }
  }

  for (const type of [Event, CustomEvent, EventTarget, AbortSignal, AbortController]) web.expose(type);
  return {
    classes: { Event, CustomEvent, EventTarget, AbortSignal, AbortController },
    isSignal: signals.has, withAlgorithm, withoutAlgorithm, dependent,
  };
})
