// TransformStream (Streams Standard §6).
(function (web) {
  'use strict';

  const common = web.use('strategy');
  const { slots, promised, ignored, method } = common;
  const readables = web.use('readable');
  const writables = web.use('writable');
  const streams = slots('TransformStream');
  const controllers = slots('TransformStreamDefaultController');
  const MAKE = Symbol('make');

  // { readable, writable, backpressure, changed, transform, flush, cancel, finish }
  function make({ start = ignored, transform, flush = ignored, cancel = ignored }, writableStrategy, readableStrategy) {
    const started = Promise.withResolvers();
    const stream = { backpressure: undefined, changed: undefined, transform, flush, cancel, finish: undefined, started };
    stream.writable = writables.make({
      start: () => started.promise,
      write: (chunk) => write(stream, chunk),
      close: () => closeSink(stream),
      abort: (reason) => abortSink(stream, reason),
      ...writableStrategy,
    });
    stream.readable = readables.make({
      start: () => started.promise,
      pull() {
        setBackpressure(stream, false);
        return stream.changed.promise;
      },
      cancel: (reason) => cancelSource(stream, reason),
      ...readableStrategy,
    });
    setBackpressure(stream, true);
    stream.begin = () => started.resolve(start());
    return stream;
  }

  function setBackpressure(stream, backpressure) {
    if (stream.changed !== undefined) stream.changed.resolve(undefined);
    stream.changed = Promise.withResolvers();
    stream.backpressure = backpressure;
  }

  function clear(stream) {
    stream.transform = undefined;
    stream.flush = undefined;
    stream.cancel = undefined;
  }

  function fail(stream, e) {
    readables.errorOf(stream.readable.controller, e);
    failWritable(stream, e);
  }

  function failWritable(stream, e) {
    clear(stream);
    writables.errorIfNeeded(stream.writable.controller, e);
    unblock(stream);
  }

  function unblock(stream) {
    if (stream.backpressure) setBackpressure(stream, false);
  }

  // ---- the sink and the source

  function write(stream, chunk) {
    if (!stream.backpressure) return perform(stream, chunk);
    return stream.changed.promise.then(() => {
      if (stream.writable.state === 'erroring') throw stream.writable.error;
      return perform(stream, chunk);
    });
  }

  function perform(stream, chunk) {
    return promised(() => stream.transform(chunk)).catch((e) => {
      fail(stream, e);
      throw e;
    });
  }

  function abortSink(stream, reason) {
    if (stream.finish !== undefined) return stream.finish.promise;
    stream.finish = Promise.withResolvers();
    const { promise, resolve, reject } = stream.finish;
    const { cancel, readable } = stream;
    const done = promised(() => cancel(reason));
    clear(stream);
    done.then(
      () => {
        if (readable.state === 'errored') reject(readable.error);
        else {
          readables.errorOf(readable.controller, reason);
          resolve(undefined);
        }
      },
      (e) => {
        readables.errorOf(readable.controller, e);
        reject(e);
      },
    );
    return promise;
  }

  function closeSink(stream) {
    if (stream.finish !== undefined) return stream.finish.promise;
    stream.finish = Promise.withResolvers();
    const { promise, resolve, reject } = stream.finish;
    const { flush, readable } = stream;
    const done = promised(flush);
    clear(stream);
    done.then(
      () => {
        if (readable.state === 'errored') reject(readable.error);
        else {
          readables.closeOf(readable.controller);
          resolve(undefined);
        }
      },
      (e) => {
        readables.errorOf(readable.controller, e);
        reject(e);
      },
    );
    return promise;
  }

  function cancelSource(stream, reason) {
    if (stream.finish !== undefined) return stream.finish.promise;
    stream.finish = Promise.withResolvers();
    const { promise, resolve, reject } = stream.finish;
    const { cancel, writable } = stream;
    const done = promised(() => cancel(reason));
    clear(stream);
    done.then(
      () => {
        if (writable.state === 'errored') reject(writable.error);
        else {
          writables.errorIfNeeded(writable.controller, reason);
          unblock(stream);
          resolve(undefined);
        }
      },
      (e) => {
        writables.errorIfNeeded(writable.controller, e);
        unblock(stream);
        reject(e);
      },
    );
    return promise;
  }

  // ---- what transforms do

  function enqueue(stream, chunk) {
    const { controller } = stream.readable;
    if (!readables.canGoOn(controller)) throw new TypeError('the readable side is closed, or closing');
    try {
      readables.enqueueOf(controller, chunk);
    } catch (e) {
      failWritable(stream, e);
      throw stream.readable.error;
    }
    const backpressure = !readables.shouldPull(controller);
    if (backpressure !== stream.backpressure) setBackpressure(stream, true);
  }

  function terminate(stream) {
    readables.closeOf(stream.readable.controller);
    failWritable(stream, new TypeError('the transform has ended the stream'));
  }

  class TransformStreamDefaultController {
    constructor(key) {
      if (key !== MAKE) throw new TypeError('Illegal constructor');
    }

    get desiredSize() { return readables.desiredSize(controllers.of(this).readable.controller); }
    enqueue(chunk = undefined) { enqueue(controllers.of(this), chunk); }
    error(reason = undefined) { fail(controllers.of(this), reason); }
    terminate() { terminate(controllers.of(this)); }
  }

  class TransformStream {
    constructor(transformer = undefined, writableStrategy = undefined, readableStrategy = undefined) {
      if (transformer !== undefined && !web.isObject(transformer)) throw new TypeError('the transformer is no object');
      const write_ = common.strategyOf(writableStrategy);
      const read_ = common.strategyOf(readableStrategy);
      const given = web.dictionary(transformer);
      const cancel = method(given, 'cancel');
      const flush = method(given, 'flush');
      if (given.readableType !== undefined) throw new RangeError('readableType is undefined');
      const start = method(given, 'start');
      const transform = method(given, 'transform');
      if (given.writableType !== undefined) throw new RangeError('writableType is undefined');
      const face = new TransformStreamDefaultController(MAKE);
      const stream = make(
        {
          start: () => (start === undefined ? undefined : Reflect.apply(start, transformer, [face])),
          transform: (chunk) => (transform === undefined ? enqueue(stream, chunk) : Reflect.apply(transform, transformer, [chunk, face])),
          flush: () => (flush === undefined ? undefined : Reflect.apply(flush, transformer, [face])),
          cancel: (reason) => (cancel === undefined ? undefined : Reflect.apply(cancel, transformer, [reason])),
        },
        { highWaterMark: common.highWaterMark(write_, 1), size: common.sizeOf(write_) },
        { highWaterMark: common.highWaterMark(read_, 0), size: common.sizeOf(read_) },
      );
      controllers.set(face, stream);
      streams.set(this, stream);
      stream.begin();
    }

    get readable() { return readables.faceOf(streams.of(this).readable); }
    get writable() { return writables.faceOf(streams.of(this).writable); }
  }

  for (const type of [TransformStream, TransformStreamDefaultController]) web.expose(type);

  // One whose transformer is ours: { readable, writable } to give to pipeThrough.
  function transforming(transform, flush) {
    const stream = make(
      { transform: (chunk) => transform(chunk, (out) => enqueue(stream, out)), flush: () => flush((out) => enqueue(stream, out)) },
      { highWaterMark: 1 },
      { highWaterMark: 0 },
    );
    stream.begin();
    return stream;
  }

  return { classes: { TransformStream, TransformStreamDefaultController }, transforming };
})
