// What is queued in a stream of octets, and the reads into buffers that wait for it (Streams Standard §4.7, §4.10.11).
//
// A descriptor of a read into a buffer is { buffer, bufferLength, offset, length, filled, minimum, element, type,
// reader }, where the reader is 'default', 'byob' or 'none'. A controller's request, where it has one, is
// { controller, view, face }, without controller and view once it has been answered.
(function (web) {
  'use strict';

  const { promised } = web.use('strategy');
  const readables = web.use('readable');

  // ---- controllers

  // `faceOf` makes the object by which the author's code knows a controller.
  function setUp(stream, algorithms, highWaterMark, autoAllocateChunkSize, faceOf) {
    let autoAllocate;
    if (autoAllocateChunkSize !== undefined) {
      autoAllocate = web.integer(autoAllocateChunkSize, 53, { enforce: true, what: 'autoAllocateChunkSize' });
      if (autoAllocate === 0) throw new TypeError('autoAllocateChunkSize is 0');
    }
    const controller = {
      isOfBytes: true, stream, started: false, closing: false, pulling: false, pullAgain: false, highWaterMark, autoAllocate,
      queue: [], size: 0, pendings: [], request: null, face: null,
      pullSteps: (request) => pullSteps(controller, request),
      cancelSteps(reason) {
        clearPendings(controller);
        resetQueue(controller);
        const { onCancel } = controller;
        clear(controller);
        return promised(() => onCancel(reason));
      },
      releaseSteps() {
        if (controller.pendings.length > 0) {
          controller.pendings[0].reader = 'none';
          controller.pendings = [controller.pendings[0]];
        }
      },
    };
    const given = typeof algorithms === 'function' ? algorithms(() => faceOf(controller)) : algorithms;
    controller.pull = given.pull;
    controller.onCancel = given.cancel;
    stream.controller = controller;
    Promise.resolve(given.start()).then(
      () => {
        controller.started = true;
        callPull(controller);
      },
      (e) => errorOf(controller, e),
    );
  }

  function clear(controller) {
    controller.pull = undefined;
    controller.onCancel = undefined;
  }

  function resetQueue(controller) {
    controller.queue = [];
    controller.size = 0;
  }

  function invalidate(controller) {
    if (controller.request === null) return;
    Object.assign(controller.request, { controller: undefined, view: null });
    controller.request = null;
  }

  function clearPendings(controller) {
    invalidate(controller);
    controller.pendings = [];
  }

  const isDefault = (reader) => reader !== undefined && reader.requests !== undefined;
  const isByob = (reader) => reader !== undefined && reader.intoRequests !== undefined;

  function desiredSize({ stream, highWaterMark, size }) {
    if (stream.state === 'errored') return null;
    return stream.state === 'closed' ? 0 : highWaterMark - size;
  }

  function shouldPull(controller) {
    const { stream } = controller;
    if (stream.state !== 'readable' || controller.closing || !controller.started) return false;
    const { reader } = stream;
    if (isDefault(reader) && reader.requests.length > 0) return true;
    if (isByob(reader) && reader.intoRequests.length > 0) return true;
    return desiredSize(controller) > 0;
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

  function errorOf(controller, e) {
    if (controller.stream.state !== 'readable') return;
    clearPendings(controller);
    resetQueue(controller);
    clear(controller);
    readables.fail(controller.stream, e);
  }

  function closeOf(controller) {
    const { stream } = controller;
    if (controller.closing || stream.state !== 'readable') return;
    if (controller.size > 0) {
      controller.closing = true;
      return;
    }
    if (controller.pendings.length > 0 && controller.pendings[0].filled % controller.pendings[0].element !== 0) {
      const wrong = new TypeError('the stream ends within an element of the view');
      errorOf(controller, wrong);
      throw wrong;
    }
    clear(controller);
    readables.close(stream);
  }

  // ---- what is put in

  function enqueueOf(controller, chunk) {
    const { stream } = controller;
    if (controller.closing || stream.state !== 'readable') return;
    const { byteOffset, byteLength } = chunk;
    const buffer = moved(chunk.buffer);
    if (controller.pendings.length > 0) {
      const [first] = controller.pendings;
      invalidate(controller);
      first.buffer = moved(first.buffer);
      if (first.reader === 'none') enqueueDetached(controller, first);
    }
    const { reader } = stream;
    if (isDefault(reader)) {
      serveFromQueue(controller);
      if (reader.requests.length === 0) {
        add(controller, buffer, byteOffset, byteLength);
      } else {
        if (controller.pendings.length > 0) controller.pendings.shift();
        reader.requests.shift().chunk(new Uint8Array(buffer, byteOffset, byteLength));
      }
    } else {
      add(controller, buffer, byteOffset, byteLength);
      if (isByob(reader)) for (const each of fillPendings(controller)) commit(stream, each);
    }
    callPull(controller);
  }

  function moved(buffer) {
    if (buffer.detached) throw new TypeError('the buffer of a chunk is detached');
    return buffer.transfer();
  }

  function add(controller, buffer, offset, length) {
    controller.queue.push({ buffer, offset, length });
    controller.size += length;
  }

  function enqueueDetached(controller, pending) {
    if (pending.filled > 0) add(controller, pending.buffer.slice(pending.offset, pending.offset + pending.filled), 0, pending.filled);
    controller.pendings.shift();
  }

  function serveFromQueue(controller) {
    const { reader } = controller.stream;
    while (reader.requests.length > 0 && controller.size > 0) takeChunk(controller, reader.requests.shift());
  }

  function takeChunk(controller, request) {
    const { buffer, offset, length } = controller.queue.shift();
    controller.size -= length;
    handleDrain(controller);
    request.chunk(new Uint8Array(buffer, offset, length));
  }

  function handleDrain(controller) {
    if (controller.size === 0 && controller.closing) {
      clear(controller);
      readables.close(controller.stream);
    } else {
      callPull(controller);
    }
  }

  function pullSteps(controller, request) {
    if (controller.size > 0) {
      takeChunk(controller, request);
      return;
    }
    if (controller.autoAllocate !== undefined) {
      let buffer;
      try {
        buffer = new ArrayBuffer(controller.autoAllocate);
      } catch (e) {
        request.error(e);
        return;
      }
      controller.pendings.push({
        buffer, bufferLength: buffer.byteLength, offset: 0, length: buffer.byteLength, filled: 0, minimum: 1, element: 1,
        type: Uint8Array, reader: 'default',
      });
    }
    controller.stream.reader.requests.push(request);
    callPull(controller);
  }

  // ---- reads into buffers

  function fillFromQueue(controller, pending) {
    const most = Math.min(controller.size, pending.length - pending.filled);
    const afterwards = pending.filled + most;
    let left = most;
    let isReady = false;
    const aligned = afterwards - (afterwards % pending.element);
    if (aligned >= pending.minimum) {
      left = aligned - pending.filled;
      isReady = true;
    }
    while (left > 0) {
      const [head] = controller.queue;
      const count = Math.min(left, head.length);
      new Uint8Array(pending.buffer, pending.offset + pending.filled, count).set(new Uint8Array(head.buffer, head.offset, count));
      if (head.length === count) controller.queue.shift();
      head.offset += count;
      head.length -= count;
      controller.size -= count;
      pending.filled += count;
      left -= count;
    }
    return isReady;
  }

  function fillPendings(controller) {
    const filled = [];
    while (controller.pendings.length > 0 && controller.size > 0) {
      const [pending] = controller.pendings;
      if (!fillFromQueue(controller, pending)) break;
      controller.pendings.shift();
      filled.push(pending);
    }
    return filled;
  }

  function viewOf(pending) {
    const buffer = moved(pending.buffer);
    return new pending.type(buffer, pending.offset, pending.filled / pending.element);
  }

  function commit(stream, pending) {
    const isDone = stream.state === 'closed';
    const view = viewOf(pending);
    if (pending.reader === 'default') {
      const request = stream.reader.requests.shift();
      if (isDone) request.close();
      else request.chunk(view);
    } else {
      const request = stream.reader.intoRequests.shift();
      if (isDone) request.close(view);
      else request.chunk(view);
    }
  }

  function pullInto(controller, view, min, request) {
    const { stream } = controller;
    const isData = view instanceof DataView;
    const element = isData ? 1 : view.BYTES_PER_ELEMENT;
    const { byteOffset, byteLength } = view;
    const type = isData ? DataView : view.constructor;
    let buffer;
    try {
      buffer = moved(view.buffer);
    } catch (e) {
      request.error(e);
      return;
    }
    const pending = {
      buffer, bufferLength: buffer.byteLength, offset: byteOffset, length: byteLength, filled: 0, minimum: min * element, element, type,
      reader: 'byob',
    };
    if (controller.pendings.length > 0) {
      controller.pendings.push(pending);
      stream.reader.intoRequests.push(request);
      return;
    }
    if (stream.state === 'closed') {
      request.close(new type(buffer, byteOffset, 0));
      return;
    }
    if (controller.size > 0) {
      if (fillFromQueue(controller, pending)) {
        const filled = viewOf(pending);
        handleDrain(controller);
        request.chunk(filled);
        return;
      }
      if (controller.closing) {
        const wrong = new TypeError('the stream ends within what is read at least');
        errorOf(controller, wrong);
        request.error(wrong);
        return;
      }
    }
    controller.pendings.push(pending);
    stream.reader.intoRequests.push(request);
    callPull(controller);
  }

  function respond(controller, count) {
    const [first] = controller.pendings;
    if (controller.stream.state === 'closed') {
      if (count !== 0) throw new TypeError('the stream is closed, and nothing was written');
    } else {
      if (count === 0) throw new TypeError('nothing was written');
      if (first.filled + count > first.length) throw new RangeError('more was written than there is room');
    }
    first.buffer = moved(first.buffer);
    respondInternal(controller, count);
  }

  function respondWithView(controller, view) {
    const [first] = controller.pendings;
    const { byteLength } = view;
    if (controller.stream.state === 'closed' ? byteLength !== 0 : byteLength === 0) throw new TypeError('the length of the view is wrong');
    if (first.offset + first.filled !== view.byteOffset) throw new RangeError('the view begins elsewhere');
    if (first.bufferLength !== view.buffer.byteLength) throw new RangeError('the view is of another buffer');
    if (first.filled + byteLength > first.length) throw new RangeError('more was written than there is room');
    first.buffer = moved(view.buffer);
    respondInternal(controller, byteLength);
  }

  function respondInternal(controller, count) {
    const { stream } = controller;
    const [first] = controller.pendings;
    invalidate(controller);
    if (stream.state === 'closed') {
      if (first.reader === 'none') controller.pendings.shift();
      if (isByob(stream.reader)) {
        while (stream.reader.intoRequests.length > 0 && controller.pendings.length > 0) commit(stream, controller.pendings.shift());
      }
    } else {
      respondReadable(controller, first, count);
    }
    callPull(controller);
  }

  function respondReadable(controller, first, count) {
    const { stream } = controller;
    first.filled += count;
    if (first.reader === 'none') {
      enqueueDetached(controller, first);
      for (const each of fillPendings(controller)) commit(stream, each);
      return;
    }
    if (first.filled < first.minimum) return;
    controller.pendings.shift();
    const rest = first.filled % first.element;
    if (rest > 0) {
      const end = first.offset + first.filled;
      add(controller, first.buffer.slice(end - rest, end), 0, rest);
      first.filled -= rest;
    }
    const others = fillPendings(controller);
    commit(stream, first);
    for (const each of others) commit(stream, each);
  }

  return { classes: {}, setUp, desiredSize, enqueueOf, closeOf, errorOf, pullInto, respond, respondWithView };
})
