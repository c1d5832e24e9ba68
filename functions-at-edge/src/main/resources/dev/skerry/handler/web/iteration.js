// Asynchronous iteration of streams, and streams of what can be iterated (Streams Standard §4.2.5).
(function (web) {
  'use strict';

  const { read, unlock, cancel, make, closeOf, enqueueOf } = web.use('readable');
  const { slots, ignored } = web.use('strategy');
  const iterators = slots('ReadableStreamAsyncIterator');
  const AsyncIteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}).prototype);

  function next(state) {
    if (state.finished) return Promise.resolve({ value: undefined, done: true });
    const { promise, resolve, reject } = Promise.withResolvers();
    read(state.reader, {
      chunk: (value) => resolve({ value, done: false }),
      close: () => {
        state.finished = true;
        unlock(state.reader);
        resolve({ value: undefined, done: true });
      },
      error: (e) => {
        state.finished = true;
        unlock(state.reader);
        reject(e);
      },
    });
    return promise;
  }

  function finish(state, value) {
    if (state.finished) return Promise.resolve({ value, done: true });
    state.finished = true;
    const { reader } = state;
    if (state.preventCancel) {
      unlock(reader);
      return Promise.resolve({ value, done: true });
    }
    const cancelled = cancel(reader.stream, value);
    unlock(reader);
    return cancelled.then(() => ({ value, done: true }));
  }

  // One step after the other, however many are asked for at once.
  function queued(face, step) {
    let state;
    try {
      state = iterators.of(face);
    } catch (e) {
      return Promise.reject(e);
    }
    state.last = state.last === undefined ? step(state) : state.last.then(ignored, ignored).then(() => step(state));
    return state.last;
  }

  const prototype = Object.create(AsyncIteratorPrototype, {
    next: { value: function next_() { return queued(this, next); }, writable: true, enumerable: true, configurable: true },
    return: {
      value: function return_(value) { return queued(this, (state) => finish(state, value)); },
      writable: true, enumerable: true, configurable: true,
    },
  });
  Object.defineProperty(prototype.next, 'name', { value: 'next' });
  Object.defineProperty(prototype.return, 'name', { value: 'return' });

  function iterator(reader, preventCancel) {
    const face = Object.create(prototype);
    iterators.set(face, { reader, preventCancel, finished: false, last: undefined });
    return face;
  }

  function open(iterable) {
    const asynchronous = iterable[Symbol.asyncIterator];
    const method = asynchronous === undefined || asynchronous === null ? iterable[Symbol.iterator] : asynchronous;
    if (typeof method !== 'function') throw new TypeError('the argument cannot be iterated');
    const found = method.call(iterable);
    if (!web.isObject(found)) throw new TypeError('the iterator is no object');
    return { found, step: found.next, isAsync: method === asynchronous };
  }

  function from(iterable) {
    if (typeof iterable !== 'string' && !web.isObject(iterable)) throw new TypeError('the argument cannot be iterated');
    const { found, step, isAsync } = open(iterable);
    const stream = make({
      highWaterMark: 0,
      async pull() {
        const result = await step.call(found);
        if (!web.isObject(result)) throw new TypeError('the iterator gives what is no object');
        if (result.done) closeOf(stream.controller);
        else enqueueOf(stream.controller, isAsync ? result.value : await result.value);
      },
      async cancel(reason) {
        const method = found.return;
        if (method === undefined || method === null) return;
        if (typeof method !== 'function') throw new TypeError('return is no function');
        const result = await method.call(found, reason);
        if (!web.isObject(result)) throw new TypeError('the iterator gives what is no object');
      },
    });
    return stream;
  }

  return { classes: { prototype }, iterator, from };
})
