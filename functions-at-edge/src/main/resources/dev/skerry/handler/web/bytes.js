// Streams of octets and readers that bring their own buffers (Streams Standard §4.5 to §4.8).
(function (web) {
  'use strict';

  const { slots, promised, ignored } = web.use('strategy');
  const readables = web.use('readable');
  const queues = web.use('bytequeue');
  const { desiredSize, enqueueOf, closeOf, errorOf, pullInto, respond, respondWithView } = queues;
  const readers = slots('ReadableStreamBYOBReader');
  const controllers = slots('ReadableByteStreamController');
  const requests = slots('ReadableStreamBYOBRequest');
  const MAKE = Symbol('make');

  function checked(view) {
    if (!ArrayBuffer.isView(view)) throw new TypeError('the chunk is no view');
    if (view.buffer.detached) throw new TypeError('the buffer of the view is detached');
    return view;
  }

  class ReadableStreamBYOBRequest {
    constructor(key) {
      if (key !== MAKE) throw new TypeError('Illegal constructor');
    }

    get view() { return requests.of(this).view; }

    respond(bytesWritten) {
      const request = requests.of(this);
      web.required(arguments.length, 1);
      const count = web.integer(bytesWritten, 53, { enforce: true, what: 'bytesWritten' });
      if (request.controller === undefined) throw new TypeError('the request has been answered');
      if (request.view.buffer.detached) throw new TypeError('the buffer of the view is detached');
      respond(request.controller, count);
    }

    respondWithNewView(view) {
      const request = requests.of(this);
      web.required(arguments.length, 1);
      checked(view);
      if (request.controller === undefined) throw new TypeError('the request has been answered');
      respondWithView(request.controller, view);
    }
  }

  // What asks for octets to be written into a buffer; null where nobody reads into one.
  function requestOf(controller) {
    if (controller.request === null && controller.pendings.length > 0) {
      const [first] = controller.pendings;
      const view = new Uint8Array(first.buffer, first.offset + first.filled, first.length - first.filled);
      controller.request = { controller, view, face: new ReadableStreamBYOBRequest(MAKE) };
      requests.set(controller.request.face, controller.request);
    }
    return controller.request;
  }

  class ReadableByteStreamController {
    constructor(key) {
      if (key !== MAKE) throw new TypeError('Illegal constructor');
    }

    get byobRequest() {
      const request = requestOf(controllers.of(this));
      return request === null ? null : request.face;
    }

    get desiredSize() { return desiredSize(controllers.of(this)); }

    close() {
      const controller = controllers.of(this);
      if (controller.closing || controller.stream.state !== 'readable') throw new TypeError('the stream is closed already, or closing');
      closeOf(controller);
    }

    enqueue(chunk) {
      const controller = controllers.of(this);
      web.required(arguments.length, 1);
      checked(chunk);
      if (chunk.byteLength === 0 || chunk.buffer.byteLength === 0) throw new TypeError('the chunk is empty');
      if (controller.closing || controller.stream.state !== 'readable') throw new TypeError('the stream is closed, or closing');
      enqueueOf(controller, chunk);
    }

    error(e = undefined) { errorOf(controllers.of(this), e); }
  }

  function acquire(stream) {
    if (stream.reader !== undefined) throw new TypeError('the stream is locked to a reader');
    if (stream.controller.isOfBytes !== true) throw new TypeError('the stream is not of octets');
    const reader = { stream: undefined, intoRequests: [], closed: null };
    readables.lock(reader, stream);
    return reader;
  }

  function readInto(reader, view, min, request) {
    const { stream } = reader;
    stream.disturbed = true;
    if (stream.state === 'errored') request.error(stream.error);
    else pullInto(stream.controller, view, min, request);
  }

  class ReadableStreamBYOBReader {
    constructor(stream) {
      web.required(arguments.length, 1);
      readers.set(this, acquire(readables.streams.of(stream)));
    }

    get closed() { return promised(() => readers.of(this).closed.promise); }
    cancel(reason = undefined) { return promised(() => readables.cancelReader(readers.of(this), reason)); }

    read(view, options = undefined) {
      return promised(() => {
        const reader = readers.of(this);
        checked(view);
        const { min } = web.dictionary(options);
        const least = min === undefined ? 1 : web.integer(min, 53, { enforce: true, what: 'min' });
        if (view.byteLength === 0 || view.buffer.byteLength === 0) throw new TypeError('the view is empty');
        if (least === 0) throw new TypeError('min is 0');
        if (least > (view instanceof DataView ? view.byteLength : view.length)) throw new RangeError('min is more than the view has room for');
        if (reader.stream === undefined) throw new TypeError('the reader has been released');
        const { promise, resolve, reject } = Promise.withResolvers();
        readInto(reader, view, least, {
          chunk: (value) => resolve({ value, done: false }),
          close: (value) => resolve({ value, done: true }),
          error: reject,
        });
        return promise;
      });
    }

    releaseLock() {
      const reader = readers.of(this);
      if (reader.stream !== undefined) readables.unlock(reader);
    }
  }

  for (const type of [ReadableStreamBYOBRequest, ReadableByteStreamController, ReadableStreamBYOBReader]) web.expose(type);

  function faceOf(controller) {
    if (controller.face === null) {
      controller.face = new ReadableByteStreamController(MAKE);
      controllers.set(controller.face, controller);
    }
    return controller.face;
  }

  function setUp(stream, algorithms, highWaterMark, autoAllocateChunkSize) {
    queues.setUp(stream, algorithms, highWaterMark, autoAllocateChunkSize, faceOf);
  }

  // A stream of what `load` gives when it is first read: octets, or a promise of them.
  function make(load) {
    const stream = readables.newStream();
    const deliver = (octets) => {
      // A copy, as it is moved to whoever reads.
      if (octets.length > 0) enqueueOf(stream.controller, octets.slice());
      closeOf(stream.controller);
      if (stream.controller.pendings.length > 0) respond(stream.controller, 0);
    };
    const pull = () => {
      const octets = load();
      if (octets instanceof Promise) return octets.then(deliver);
      deliver(octets);
    };
    setUp(stream, { start: ignored, pull, cancel: ignored }, 0, undefined);
    return stream;
  }

  // One that is fed from outside, as the branches of a tee are.
  function fed(pull, cancel) {
    const stream = readables.newStream();
    setUp(stream, { start: ignored, pull, cancel }, 0, undefined);
    return stream;
  }

  return {
    classes: { ReadableStreamBYOBRequest, ReadableByteStreamController, ReadableStreamBYOBReader },
    setUp, make, fed, acquire, readInto, requestOf,
    readerOf: (stream, face) => new ReadableStreamBYOBReader(face),
  };
})
