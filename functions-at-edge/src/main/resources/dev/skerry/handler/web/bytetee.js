// tee of streams of octets (Streams Standard §4.9.1, ReadableByteStreamTee): where a branch is read into a buffer, so
// is the stream, and the other branch gets a copy.
(function (web) {
  'use strict';

  const readables = web.use('readable');
  const bytes = web.use('bytes');
  const { closeOf, enqueueOf, errorOf, respond, respondWithView } = web.use('bytequeue');

  function tee(stream) {
    const cancelled = Promise.withResolvers();
    const gone = [false, false];
    const reasons = [undefined, undefined];
    const again = [false, false];
    let reading = false;
    let reader = null;

    const branches = [0, 1].map((i) => bytes.fed(() => pull(i), (reason) => cancel(i, reason)));
    const controllers = branches.map((branch) => branch.controller);
    use(readables.acquire(stream));

    function use(next) {
      reader = next;
      next.closed.promise.then(undefined, (e) => {
        // One that was given up for the other kind tells nothing.
        if (next === reader) fail(e);
      });
    }

    function fail(e) {
      for (const controller of controllers) errorOf(controller, e);
      if (!gone[0] || !gone[1]) cancelled.resolve(undefined);
    }

    // The reader is of this kind from now on.
    function useKind(isByob) {
      if ((reader.intoRequests !== undefined) === isByob) return;
      readables.unlock(reader);
      use(isByob ? bytes.acquire(stream) : readables.acquire(stream));
    }

    function pull(i) {
      if (reading) {
        again[i] = true;
        return;
      }
      reading = true;
      const request = bytes.requestOf(controllers[i]);
      useKind(request !== null);
      if (request === null) readables.read(reader, { chunk: later(deliver), close: end, error });
      else bytes.readInto(reader, request.view, 1, { chunk: later((chunk) => answer(i, chunk)), close: (chunk) => endInto(i, chunk), error });
    }

    // A microtask later, so that reads that are under way see the stream as it is.
    function later(action) {
      return (chunk) => {
        Promise.resolve(undefined).then(() => {
          again.fill(false);
          action(chunk);
          reading = false;
          const next = again.indexOf(true);
          if (next >= 0) pull(next);
        });
      };
    }

    function error() { reading = false; }

    function deliver(chunk) {
      const copy = gone[0] || gone[1] ? chunk : chunk.slice();
      if (!gone[0]) enqueueOf(controllers[0], chunk);
      if (!gone[1]) enqueueOf(controllers[1], copy);
    }

    function answer(i, chunk) {
      const copy = gone[1 - i] ? null : new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength).slice();
      if (!gone[i]) respondWithView(controllers[i], chunk);
      if (copy !== null) enqueueOf(controllers[1 - i], copy);
    }

    function close() {
      reading = false;
      for (const i of [0, 1]) if (!gone[i]) closeOf(controllers[i]);
    }

    function answerNothing(i) {
      if (controllers[i].pendings.length > 0) respond(controllers[i], 0);
    }

    function end() {
      close();
      for (const i of [0, 1]) answerNothing(i);
      if (!gone[0] || !gone[1]) cancelled.resolve(undefined);
    }

    function endInto(i, chunk) {
      close();
      if (chunk !== undefined) {
        if (!gone[i]) respondWithView(controllers[i], chunk);
        if (!gone[1 - i]) answerNothing(1 - i);
      }
      if (!gone[0] || !gone[1]) cancelled.resolve(undefined);
    }

    function cancel(i, reason) {
      gone[i] = true;
      reasons[i] = reason;
      if (gone[1 - i]) cancelled.resolve(readables.cancel(stream, [reasons[0], reasons[1]]));
      return cancelled.promise;
    }

    return branches;
  }

  return { classes: {}, tee };
})
