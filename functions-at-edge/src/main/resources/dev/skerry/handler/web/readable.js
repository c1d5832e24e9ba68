// ReadableStream with its default reader and controller (Streams Standard §4).
//
// Inner objects hold what the standard calls internal slots: a stream { state, reader, error, disturbed,
// controller, face }, a reader { stream, requests, closed }, a controller as made below. A read request is
// { chunk, close, error }.
(function (web) {
  'use strict';

  const common = web.use('strategy');
  const { slots, emptyQueue, enqueue, dequeue, isEmpty, promised, handled, ignored, method } = common;
  const streams = slots('ReadableStream');
  const readers = slots('ReadableStreamDefaultReader');
  const controllers = slots('ReadableStreamDefaultController');
  const MAKE = Symbol('make');

  // ---- streams

  const newStream = () => ({ state: 'readable', reader: undefined, error: undefined, disturbed: false, controller: null, face: null });

  function faceOf(stream) {
    if (stream.face === null) stream.face = new ReadableStream(MAKE, stream);
    return stream.face;
  }

  const isLocked = (stream) => stream.reader !== undefined;

  function close(stream) {
    stream.state = 'closed';
    const { reader } = stream;
    if (reader === undefined) return;
    reader.closed.resolve(undefined);
    if (reader.requests !== undefined) for (const request of reader.requests.splice(0)) request.close();
  }

  function fail(stream, error) {
    stream.state = 'errored';
    stream.error = error;
    const { reader } = stream;
    if (reader === undefined) return;
    reader.closed.reject(error);
    handled(reader.closed.promise);
    if (reader.requests !== undefined) for (const request of reader.requests.splice(0)) request.error(error);
    else for (const request of reader.intoRequests.splice(0)) request.error(error);
  }

  function cancel(stream, reason) {
    stream.disturbed = true;
    if (stream.state === 'closed') return Promise.resolve(undefined);
    if (stream.state === 'errored') return Promise.reject(stream.error);
    close(stream);
    const { reader } = stream;
    if (reader !== undefined && reader.intoRequests !== undefined) {
      for (const request of reader.intoRequests.splice(0)) request.close(undefined);
    }
    return stream.controller.cancelSteps(reason).then(ignored);
  }

  // ---- readers

  function lock(reader, stream) {
    reader.stream = stream;
    stream.reader = reader;
    reader.closed = Promise.withResolvers();
    if (stream.state === 'closed') reader.closed.resolve(undefined);
    if (stream.state === 'errored') {
      reader.closed.reject(stream.error);
      handled(reader.closed.promise);
    }
  }

  function unlock(reader) {
    const { stream } = reader;
    const gone = new TypeError('the reader has been released');
    if (stream.state !== 'readable') reader.closed = Promise.withResolvers();
    reader.closed.reject(gone);
    handled(reader.closed.promise);
    stream.controller.releaseSteps();
    stream.reader = undefined;
    reader.stream = undefined;
    const waiting = reader.requests !== undefined ? reader.requests : reader.intoRequests;
    for (const request of waiting.splice(0)) request.error(gone);
  }

  function acquire(stream) {
    if (isLocked(stream)) throw new TypeError('the stream is locked to a reader');
    const reader = { stream: undefined, requests: [], closed: null };
    lock(reader, stream);
    return reader;
  }

  function read(reader, request) {
    const { stream } = reader;
    stream.disturbed = true;
    if (stream.state === 'closed') request.close();
    else if (stream.state === 'errored') request.error(stream.error);
    else stream.controller.pullSteps(request);
  }

  function readPromise(reader) {
    if (reader.stream === undefined) return Promise.reject(new TypeError('the reader has been released'));
    const { promise, resolve, reject } = Promise.withResolvers();
    read(reader, {
      chunk: (value) => resolve({ value, done: false }),
      close: () => resolve({ value: undefined, done: true }),
      error: reject,
    });
    return promise;
  }

  function cancelReader(reader, reason) {
    if (reader.stream === undefined) return Promise.reject(new TypeError('the reader has been released'));
    return cancel(reader.stream, reason);
  }

  class ReadableStreamDefaultReader {
    constructor(stream) {
      web.required(arguments.length, 1);
      readers.set(this, acquire(streams.of(stream)));
    }

    get closed() { return promised(() => readers.of(this).closed.promise); }
    cancel(reason = undefined) { return promised(() => cancelReader(readers.of(this), reason)); }
    read() { return promised(() => readPromise(readers.of(this))); }

    releaseLock() {
      const reader = readers.of(this);
      if (reader.stream !== undefined) unlock(reader);
    }
  }

  // ---- default controllers

  function setUp(stream, { start, pull, cancel: onCancel, highWaterMark, size }) {
    const controller = {
      stream, started: false, closing: false, pulling: false, pullAgain: false, pull, onCancel, highWaterMark, sizeOf: size,
      pullSteps(request) {
        if (isEmpty(controller)) {
          stream.reader.requests.push(request);
          callPull(controller);
          return;
        }
        const chunk = dequeue(controller);
        if (controller.closing && isEmpty(controller)) {
          clear(controller);
          close(stream);
        } else {
          callPull(controller);
        }
        request.chunk(chunk);
      },
      cancelSteps(reason) {
        emptyQueue(controller);
        const { onCancel: algorithm } = controller;
        clear(controller);
        return promised(() => algorithm(reason));
      },
      releaseSteps: ignored,
    };
    emptyQueue(controller);
    stream.controller = controller;
    const started = start(controller);
    Promise.resolve(started).then(
      () => {
        controller.started = true;
        callPull(controller);
      },
      (e) => errorOf(controller, e),
    );
    return controller;
  }

  function clear(controller) {
    controller.pull = undefined;
    controller.onCancel = undefined;
    controller.sizeOf = undefined;
  }

  const canGoOn = (controller) => !controller.closing && controller.stream.state === 'readable';

  function desiredSize({ stream, highWaterMark, size }) {
    if (stream.state === 'errored') return null;
    return stream.state === 'closed' ? 0 : highWaterMark - size;
  }

  function shouldPull(controller) {
    if (!canGoOn(controller) || !controller.started) return false;
    const { reader } = controller.stream;
    return (reader !== undefined && reader.requests !== undefined && reader.requests.length > 0) || desiredSize(controller) > 0;
  }

  function callPull(controller) {
    if (!shouldPull(controller)) return;
    if (controller.pulling) {
      controller.pullAgain = true;
      return;
    }
    controller.pulling = true;
    promised(controller.pull).then(
      () => {
        controller.pulling = false;
        if (controller.pullAgain) {
          controller.pullAgain = false;
          callPull(controller);
        }
      },
      (e) => errorOf(controller, e),
    );
  }

  function closeOf(controller) {
    if (!canGoOn(controller)) return;
    controller.closing = true;
    if (isEmpty(controller)) {
      clear(controller);
      close(controller.stream);
    }
  }

  function enqueueOf(controller, chunk) {
    if (!canGoOn(controller)) return;
    const { reader } = controller.stream;
    if (reader !== undefined && reader.requests.length > 0) {
      reader.requests.shift().chunk(chunk);
    } else {
      let size;
      try {
        size = controller.sizeOf(chunk);
        enqueue(controller, chunk, typeof size === 'number' ? size : +size);
      } catch (e) {
        errorOf(controller, e);
        throw e;
      }
    }
    callPull(controller);
  }

  function errorOf(controller, e) {
    const { stream } = controller;
    if (stream.state !== 'readable') return;
    emptyQueue(controller);
    clear(controller);
    fail(stream, e);
  }

  class ReadableStreamDefaultController {
    constructor(key) {
      if (key !== MAKE) throw new TypeError('Illegal constructor');
    }

    get desiredSize() { return desiredSize(controllers.of(this)); }

    close() {
      const controller = controllers.of(this);
      if (!canGoOn(controller)) throw new TypeError('the stream is closed already, or closing');
      closeOf(controller);
    }

    enqueue(chunk = undefined) {
      const controller = controllers.of(this);
      if (!canGoOn(controller)) throw new TypeError('the stream is closed, or closing');
      enqueueOf(controller, chunk);
    }

    error(e = undefined) { errorOf(controllers.of(this), e); }
  }

  function controllerFace(controller) {
    const face = new ReadableStreamDefaultController(MAKE);
    controllers.set(face, controller);
    return face;
  }

  // ---- the class

  function fromSource(stream, source, strategy) {
    const given = web.dictionary(source, 'the underlying source');
    const autoAllocate = given.autoAllocateChunkSize;
    const onCancel = method(given, 'cancel');
    const pull = method(given, 'pull');
    const start = method(given, 'start');
    const { type } = given;
    if (type !== undefined && `${type}` !== 'bytes') throw new TypeError(`the type of a source is bytes, not ${type}`);
    const algorithms = (face) => ({
      start: () => (start === undefined ? undefined : Reflect.apply(start, source, [face()])),
      pull: () => (pull === undefined ? undefined : Reflect.apply(pull, source, [face()])),
      cancel: (reason) => (onCancel === undefined ? undefined : Reflect.apply(onCancel, source, [reason])),
    });
    if (type !== undefined) {
      if (strategy.size !== undefined) throw new RangeError('a stream of bytes has a size of its own');
      web.use('bytes').setUp(stream, algorithms, common.highWaterMark(strategy, 0), autoAllocate);
      return;
    }
    let face;
    const lazyFace = () => (face === undefined ? (face = controllerFace(stream.controller)) : face);
    setUp(stream, { ...algorithms(lazyFace), highWaterMark: common.highWaterMark(strategy, 1), size: common.sizeOf(strategy) });
  }

  class ReadableStream {
    constructor(source = undefined, strategy = undefined) {
      if (source === MAKE) {
        streams.set(this, strategy);
        return;
      }
      if (source !== undefined && !web.isObject(source)) throw new TypeError('the underlying source is no object');
      const stream = newStream();
      stream.face = this;
      streams.set(this, stream);
      fromSource(stream, source, common.strategyOf(strategy));
    }

    static from(iterable) {
      web.required(arguments.length, 1);
      return faceOf(web.use('iteration').from(iterable));
    }

    get locked() { return isLocked(streams.of(this)); }

    cancel(reason = undefined) {
      return promised(() => {
        const stream = streams.of(this);
        if (isLocked(stream)) throw new TypeError('the stream is locked to a reader');
        return cancel(stream, reason);
      });
    }

    getReader(options = undefined) {
      const stream = streams.of(this);
      const { mode } = web.dictionary(options);
      if (mode === undefined) return new ReadableStreamDefaultReader(this);
      if (`${mode}` !== 'byob') throw new TypeError(`the mode of a reader is byob, not ${mode}`);
      return web.use('bytes').readerOf(stream, this);
    }

    pipeThrough(transform, options = undefined) {
      const stream = streams.of(this);
      web.required(arguments.length, 1);
      if (!web.isObject(transform)) throw new TypeError('the transform is no object');
      const { readable } = transform;
      if (!streams.has(readable)) throw new TypeError('the transform has no readable stream');
      const sink = web.use('writable').streams.of(transform.writable);
      const settings = web.use('piping').settings(options);
      if (isLocked(stream) || sink.writer !== undefined) throw new TypeError('a stream is locked');
      handled(web.use('piping').pipe(stream, sink, settings));
      return readable;
    }

    pipeTo(destination, options = undefined) {
      return promised(() => {
        const stream = streams.of(this);
        web.required(arguments.length, 1);
        const sink = web.use('writable').streams.of(destination);
        const settings = web.use('piping').settings(options);
        if (isLocked(stream) || sink.writer !== undefined) throw new TypeError('a stream is locked');
        return web.use('piping').pipe(stream, sink, settings);
      });
    }

    tee() {
      const stream = streams.of(this);
      return web.use('piping').tee(stream).map(faceOf);
    }

    values(options = undefined) {
      const stream = streams.of(this);
      const { preventCancel } = web.dictionary(options);
      return web.use('iteration').iterator(acquire(stream), !!preventCancel);
    }
  }
  Object.defineProperty(ReadableStream.prototype, Symbol.asyncIterator, {
    value: ReadableStream.prototype.values, writable: true, configurable: true,
  });

  // A stream of these algorithms, without public controller.
  function make({ start = ignored, pull = ignored, cancel: onCancel = ignored, highWaterMark = 1, size = () => 1 }) {
    const stream = newStream();
    setUp(stream, { start, pull, cancel: onCancel, highWaterMark, size });
    return stream;
  }

  for (const type of [ReadableStream, ReadableStreamDefaultReader, ReadableStreamDefaultController]) web.expose(type);
  const { ByteLengthQueuingStrategy, CountQueuingStrategy } = common.classes;
  return {
    classes: {
      ReadableStream, ReadableStreamDefaultReader, ReadableStreamDefaultController,
      ByteLengthQueuingStrategy, CountQueuingStrategy,
    },
    MAKE, streams, newStream, faceOf, isLocked, close, fail, cancel, lock, unlock, acquire, read, readPromise, cancelReader,
    setUp, make, closeOf, enqueueOf, errorOf, canGoOn, desiredSize, callPull, shouldPull,
  };
})
