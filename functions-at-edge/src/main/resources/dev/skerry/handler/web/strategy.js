// Queues with sizes, and what is common to the streams (Streams Standard §7, §8).
(function (web) {
  'use strict';

  const { required } = web;

  // Names of the internals of public objects, kept beside them.
  function slots(name) {
    const all = new WeakMap();
    return {
      set: (face, inner) => { all.set(face, inner); },
      has: (face) => web.isObject(face) && all.has(face),
      of: (face) => {
        const inner = all.get(face);
        if (inner === undefined) throw new TypeError(`this is no ${name}`);
        return inner;
      },
    };
  }

  function emptyQueue(holder) {
    holder.queue = [];
    holder.head = 0;
    holder.size = 0;
  }

  function enqueue(holder, value, size) {
    if (typeof size !== 'number' || !(size >= 0) || size === Infinity) throw new RangeError(`the size of a chunk is ${size}`);
    holder.queue.push({ value, size });
    holder.size += size;
  }

  function dequeue(holder) {
    const { value, size } = holder.queue[holder.head];
    holder.queue[holder.head++] = undefined;
    if (holder.head > 32 && holder.head * 2 > holder.queue.length) {
      holder.queue = holder.queue.slice(holder.head);
      holder.head = 0;
    }
    holder.size = Math.max(0, holder.size - size);
    return value;
  }

  const isEmpty = (holder) => holder.head === holder.queue.length;
  const peek = (holder) => holder.queue[holder.head].value;

  function highWaterMark(strategy, byDefault) {
    if (strategy.highWaterMark === undefined) return byDefault;
    const mark = +strategy.highWaterMark;
    if (Number.isNaN(mark) || mark < 0) throw new RangeError(`the high water mark is ${mark}`);
    return mark;
  }

  // The strategy's members are read in the order of their names, once.
  function strategyOf(value) {
    const given = web.dictionary(value, 'the strategy');
    const mark = given.highWaterMark;
    const { size } = given;
    if (size !== undefined && typeof size !== 'function') throw new TypeError('the size of a strategy is no function');
    return { highWaterMark: mark === undefined ? undefined : +mark, size };
  }

  // Called as a function, not as a method of the strategy.
  const sizeOf = ({ size }) => (size === undefined ? () => 1 : (chunk) => size(chunk));

  // Reads a method of what lies under a stream; calls it later as its method.
  function method(source, name) {
    const found = source[name];
    if (found !== undefined && typeof found !== 'function') throw new TypeError(`${name} is no function`);
    return found;
  }

  // A promise of what the call gives or throws.
  function promised(call) {
    try {
      return Promise.resolve(call());
    } catch (e) {
      return Promise.reject(e);
    }
  }

  function handled(promise) {
    promise.then(undefined, () => {});
    return promise;
  }

  const ignored = () => {};

  // Shared by all realms of a process elsewhere; here each has one pair.
  const chunkSize = { size: (chunk) => chunk.byteLength }.size;
  const countSize = { size: () => 1 }.size;

  function queuingStrategy(type, size) {
    const marks = slots(type.name);
    Object.defineProperties(type.prototype, {
      highWaterMark: { get() { return marks.of(this); }, enumerable: true, configurable: true },
      size: { get() { marks.of(this); return size; }, enumerable: true, configurable: true },
    });
    return (face, init) => {
      if (!web.isObject(init) || init.highWaterMark === undefined) throw new TypeError('highWaterMark is missing');
      marks.set(face, +init.highWaterMark);
    };
  }

  class ByteLengthQueuingStrategy {
    constructor(init) {
      required(arguments.length, 1);
      initBytes(this, init);
    }
  }
  const initBytes = queuingStrategy(ByteLengthQueuingStrategy, chunkSize);

  class CountQueuingStrategy {
    constructor(init) {
      required(arguments.length, 1);
      initCount(this, init);
    }
  }
  const initCount = queuingStrategy(CountQueuingStrategy, countSize);

  web.expose(ByteLengthQueuingStrategy);
  web.expose(CountQueuingStrategy);
  return {
    classes: { ByteLengthQueuingStrategy, CountQueuingStrategy },
    slots, emptyQueue, enqueue, dequeue, isEmpty, peek, highWaterMark, strategyOf, sizeOf, method, promised, handled, ignored,
  };
})
