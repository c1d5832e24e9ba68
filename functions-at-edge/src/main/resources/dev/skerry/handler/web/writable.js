// WritableStream with its writer and controller (Streams Standard §5).
//
// A stream is { state, error, writer, controller, backpressure, inFlightWrite, closeRequest, inFlightClose,
// pendingAbort, writes, face }; requests are what Promise.withResolvers gives.
(function (web) {
  'use strict';

  const common = web.use('strategy');
  const { slots, emptyQueue, enqueue, dequeue, isEmpty, peek, promised, handled, ignored, method } = common;
  const streams = slots('WritableStream');
  const writers = slots('WritableStreamDefaultWriter');
  const controllers = slots('WritableStreamDefaultController');
  const MAKE = Symbol('make');
  const CLOSE = Symbol('close');

  // A promise that knows whether it was settled here.
  function deferred() {
    const { promise, resolve, reject } = Promise.withResolvers();
    return {
      promise,
      pending: true,
      resolve(value) {
        this.pending = false;
        resolve(value);
      },
      reject(e) {
        this.pending = false;
        reject(e);
      },
    };
  }

  // As a promise can be settled once, one that is settled already is replaced.
  function ensureRejected(holder, name, e) {
    if (!holder[name].pending) holder[name] = deferred();
    holder[name].reject(e);
    handled(holder[name].promise);
  }

  // ---- streams

  const newStream = () => ({
    state: 'writable', error: undefined, writer: undefined, controller: null, backpressure: false, inFlightWrite: undefined,
    closeRequest: undefined, inFlightClose: undefined, pendingAbort: undefined, writes: [], face: null,
  });

  function faceOf(stream) {
    if (stream.face === null) stream.face = new WritableStream(MAKE, stream);
    return stream.face;
  }

  const closeQueuedOrInFlight = (stream) => stream.closeRequest !== undefined || stream.inFlightClose !== undefined;

  function abort(stream, reason) {
    if (stream.state === 'closed' || stream.state === 'errored') return Promise.resolve(undefined);
    stream.controller.abortSignal().abort(reason);
    const { state } = stream;
    if (state === 'closed' || state === 'errored') return Promise.resolve(undefined);
    if (stream.pendingAbort !== undefined) return stream.pendingAbort.promise;
    const wasErroring = state === 'erroring';
    stream.pendingAbort = { ...deferred(), reason: wasErroring ? undefined : reason, wasErroring };
    const { promise } = stream.pendingAbort;
    if (!wasErroring) startErroring(stream, reason);
    return promise;
  }

  function close(stream) {
    if (stream.state === 'closed' || stream.state === 'errored') {
      return Promise.reject(new TypeError(`the stream is ${stream.state}`));
    }
    stream.closeRequest = deferred();
    const { promise } = stream.closeRequest;
    const { writer } = stream;
    if (writer !== undefined && stream.backpressure && stream.state === 'writable') writer.ready.resolve(undefined);
    enqueue(stream.controller, CLOSE, 0);
    advance(stream.controller);
    return promise;
  }

  function startErroring(stream, reason) {
    const { controller, writer } = stream;
    stream.state = 'erroring';
    stream.error = reason;
    if (writer !== undefined) ensureRejected(writer, 'ready', reason);
    if (stream.inFlightWrite === undefined && stream.inFlightClose === undefined && controller.started) finishErroring(stream);
  }

  function finishErroring(stream) {
    stream.state = 'errored';
    emptyQueue(stream.controller);
    for (const request of stream.writes.splice(0)) request.reject(stream.error);
    const request = stream.pendingAbort;
    if (request === undefined) {
      rejectClose(stream);
      return;
    }
    stream.pendingAbort = undefined;
    if (request.wasErroring) {
      request.reject(stream.error);
      rejectClose(stream);
      return;
    }
    stream.controller.abortSteps(request.reason).then(
      () => {
        request.resolve(undefined);
        rejectClose(stream);
      },
      (e) => {
        request.reject(e);
        rejectClose(stream);
      },
    );
  }

  function rejectClose(stream) {
    if (stream.closeRequest !== undefined) {
      stream.closeRequest.reject(stream.error);
      stream.closeRequest = undefined;
    }
    if (stream.writer !== undefined) {
      stream.writer.closed.reject(stream.error);
      handled(stream.writer.closed.promise);
    }
  }

  function dealWithRejection(stream, e) {
    if (stream.state === 'writable') startErroring(stream, e);
    else finishErroring(stream);
  }

  function updateBackpressure(stream, backpressure) {
    const { writer } = stream;
    if (writer !== undefined && backpressure !== stream.backpressure) {
      if (backpressure) writer.ready = deferred();
      else writer.ready.resolve(undefined);
    }
    stream.backpressure = backpressure;
  }

  function finishClose(stream) {
    stream.inFlightClose.resolve(undefined);
    stream.inFlightClose = undefined;
    if (stream.state === 'erroring') {
      stream.error = undefined;
      if (stream.pendingAbort !== undefined) {
        stream.pendingAbort.resolve(undefined);
        stream.pendingAbort = undefined;
      }
    }
    stream.state = 'closed';
    if (stream.writer !== undefined) stream.writer.closed.resolve(undefined);
  }

  function finishCloseWithError(stream, e) {
    stream.inFlightClose.reject(e);
    stream.inFlightClose = undefined;
    if (stream.pendingAbort !== undefined) {
      stream.pendingAbort.reject(e);
      stream.pendingAbort = undefined;
    }
    dealWithRejection(stream, e);
  }

  // ---- controllers

  function setUp(stream, { start, write, close: onClose, abort: onAbort, highWaterMark, size }) {
    let aborting;
    const controller = {
      stream, started: false, highWaterMark, sizeOf: size, write, onClose,
      abortSignal() {
        if (aborting === undefined) aborting = new (web.use('events').classes.AbortController)();
        return aborting;
      },
      abortSteps(reason) {
        clear(controller);
        return promised(() => onAbort(reason));
      },
    };
    emptyQueue(controller);
    stream.controller = controller;
    updateBackpressure(stream, desiredSize(controller) <= 0);
    Promise.resolve(start(controller)).then(
      () => {
        controller.started = true;
        advance(controller);
      },
      (e) => {
        controller.started = true;
        dealWithRejection(stream, e);
      },
    );
  }

  function clear(controller) {
    controller.write = undefined;
    controller.onClose = undefined;
    controller.sizeOf = undefined;
  }

  const desiredSize = ({ highWaterMark, size }) => highWaterMark - size;

  function advance(controller) {
    const { stream } = controller;
    if (!controller.started || stream.inFlightWrite !== undefined) return;
    if (stream.state === 'erroring') {
      finishErroring(stream);
      return;
    }
    if (isEmpty(controller)) return;
    if (peek(controller) === CLOSE) processClose(controller);
    else processWrite(controller, peek(controller));
  }

  function processClose(controller) {
    const { stream, onClose } = controller;
    stream.inFlightClose = stream.closeRequest;
    stream.closeRequest = undefined;
    dequeue(controller);
    const done = promised(onClose);
    clear(controller);
    done.then(() => finishClose(stream), (e) => finishCloseWithError(stream, e));
  }

  function processWrite(controller, chunk) {
    const { stream } = controller;
    stream.inFlightWrite = stream.writes.shift();
    promised(() => controller.write(chunk)).then(
      () => {
        stream.inFlightWrite.resolve(undefined);
        stream.inFlightWrite = undefined;
        dequeue(controller);
        if (!closeQueuedOrInFlight(stream) && stream.state === 'writable') {
          updateBackpressure(stream, desiredSize(controller) <= 0);
        }
        advance(controller);
      },
      (e) => {
        if (stream.state === 'writable') clear(controller);
        stream.inFlightWrite.reject(e);
        stream.inFlightWrite = undefined;
        dealWithRejection(stream, e);
      },
    );
  }

  function errorIfNeeded(controller, e) {
    if (controller.stream.state === 'writable') errorOf(controller, e);
  }

  function errorOf(controller, e) {
    clear(controller);
    startErroring(controller.stream, e);
  }

  class WritableStreamDefaultController {
    constructor(key) {
      if (key !== MAKE) throw new TypeError('Illegal constructor');
    }

    get signal() { return controllers.of(this).abortSignal().signal; }
    error(e = undefined) { errorIfNeeded(controllers.of(this), e); }
  }

  // ---- writers

  function acquire(stream) {
    if (stream.writer !== undefined) throw new TypeError('the stream is locked to a writer');
    const writer = { stream, ready: deferred(), closed: deferred() };
    stream.writer = writer;
    const { state } = stream;
    if (state === 'writable') {
      if (closeQueuedOrInFlight(stream) || !stream.backpressure) writer.ready.resolve(undefined);
    } else if (state === 'erroring') {
      ensureRejected(writer, 'ready', stream.error);
    } else if (state === 'closed') {
      writer.ready.resolve(undefined);
      writer.closed.resolve(undefined);
    } else {
      ensureRejected(writer, 'ready', stream.error);
      writer.closed.reject(stream.error);
      handled(writer.closed.promise);
    }
    return writer;
  }

  function write(writer, chunk) {
    const { stream } = writer;
    const { controller } = stream;
    let size = 1;
    if (controller.sizeOf !== undefined) {
      try {
        size = controller.sizeOf(chunk);
      } catch (e) {
        errorIfNeeded(controller, e);
      }
    }
    if (stream !== writer.stream) return Promise.reject(new TypeError('the writer has been released'));
    if (stream.state === 'errored') return Promise.reject(stream.error);
    if (closeQueuedOrInFlight(stream) || stream.state === 'closed') {
      return Promise.reject(new TypeError('the stream is closed, or closing'));
    }
    if (stream.state === 'erroring') return Promise.reject(stream.error);
    const request = deferred();
    stream.writes.push(request);
    put(controller, chunk, size);
    return request.promise;
  }

  function put(controller, chunk, size) {
    const { stream } = controller;
    try {
      enqueue(controller, chunk, typeof size === 'number' ? size : +size);
    } catch (e) {
      errorIfNeeded(controller, e);
      return;
    }
    if (!closeQueuedOrInFlight(stream) && stream.state === 'writable') updateBackpressure(stream, desiredSize(controller) <= 0);
    advance(controller);
  }

  function release(writer) {
    const gone = new TypeError('the writer has been released');
    const { stream } = writer;
    ensureRejected(writer, 'ready', gone);
    ensureRejected(writer, 'closed', gone);
    stream.writer = undefined;
    writer.stream = undefined;
  }

  function closeWithErrorPropagation(writer) {
    const { stream } = writer;
    if (closeQueuedOrInFlight(stream) || stream.state === 'closed') return Promise.resolve(undefined);
    if (stream.state === 'errored') return Promise.reject(stream.error);
    return close(stream);
  }

  const held = (writer) => {
    if (writer.stream === undefined) throw new TypeError('the writer has been released');
    return writer.stream;
  };

  class WritableStreamDefaultWriter {
    constructor(stream) {
      web.required(arguments.length, 1);
      writers.set(this, acquire(streams.of(stream)));
    }

    get closed() { return promised(() => writers.of(this).closed.promise); }

    get desiredSize() {
      const stream = held(writers.of(this));
      if (stream.state === 'errored' || stream.state === 'erroring') return null;
      return stream.state === 'closed' ? 0 : desiredSize(stream.controller);
    }

    get ready() { return promised(() => writers.of(this).ready.promise); }
    abort(reason = undefined) { return promised(() => abort(held(writers.of(this)), reason)); }

    close() {
      return promised(() => {
        const stream = held(writers.of(this));
        if (closeQueuedOrInFlight(stream)) throw new TypeError('the stream is closing already');
        return close(stream);
      });
    }

    releaseLock() {
      const writer = writers.of(this);
      if (writer.stream !== undefined) release(writer);
    }

    write(chunk = undefined) {
      return promised(() => {
        const writer = writers.of(this);
        held(writer);
        return write(writer, chunk);
      });
    }
  }

  // ---- the class

  function fromSink(stream, sink, strategy) {
    const given = web.dictionary(sink, 'the underlying sink');
    const onAbort = method(given, 'abort');
    const onClose = method(given, 'close');
    const start = method(given, 'start');
    if (given.type !== undefined) throw new RangeError('the type of a sink is undefined');
    const onWrite = method(given, 'write');
    let face;
    const controllerFace = () => {
      if (face === undefined) {
        face = new WritableStreamDefaultController(MAKE);
        controllers.set(face, stream.controller);
      }
      return face;
    };
    setUp(stream, {
      start: () => (start === undefined ? undefined : Reflect.apply(start, sink, [controllerFace()])),
      write: (chunk) => (onWrite === undefined ? undefined : Reflect.apply(onWrite, sink, [chunk, controllerFace()])),
      close: () => (onClose === undefined ? undefined : Reflect.apply(onClose, sink, [])),
      abort: (reason) => (onAbort === undefined ? undefined : Reflect.apply(onAbort, sink, [reason])),
      highWaterMark: common.highWaterMark(strategy, 1),
      size: common.sizeOf(strategy),
    });
  }

  class WritableStream {
    constructor(sink = undefined, strategy = undefined) {
      if (sink === MAKE) {
        streams.set(this, strategy);
        return;
      }
      if (sink !== undefined && !web.isObject(sink)) throw new TypeError('the underlying sink is no object');
      const stream = newStream();
      stream.face = this;
      streams.set(this, stream);
      fromSink(stream, sink, common.strategyOf(strategy));
    }

    get locked() { return streams.of(this).writer !== undefined; }

    abort(reason = undefined) {
      return promised(() => {
        const stream = streams.of(this);
        if (stream.writer !== undefined) throw new TypeError('the stream is locked to a writer');
        return abort(stream, reason);
      });
    }

    close() {
      return promised(() => {
        const stream = streams.of(this);
        if (stream.writer !== undefined) throw new TypeError('the stream is locked to a writer');
        if (closeQueuedOrInFlight(stream)) throw new TypeError('the stream is closing already');
        return close(stream);
      });
    }

    getWriter() { return new WritableStreamDefaultWriter(this); }
  }

  function make(algorithms) {
    const stream = newStream();
    setUp(stream, { start: ignored, write: ignored, close: ignored, abort: ignored, highWaterMark: 1, size: () => 1, ...algorithms });
    return stream;
  }

  for (const type of [WritableStream, WritableStreamDefaultWriter, WritableStreamDefaultController]) web.expose(type);
  return {
    classes: { WritableStream, WritableStreamDefaultWriter, WritableStreamDefaultController },
    streams, faceOf, make, acquire, release, write, abort, close, closeQueuedOrInFlight, closeWithErrorPropagation, desiredSize,
    errorIfNeeded,
  };
})
