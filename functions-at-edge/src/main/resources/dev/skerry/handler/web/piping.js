// pipeTo and tee (Streams Standard §4.9.1).
(function (web) {
  'use strict';

  const { handled } = web.use('strategy');
  const readables = web.use('readable');
  const writables = web.use('writable');

  function settings(options) {
    const given = web.dictionary(options, 'the options');
    const preventAbort = !!given.preventAbort;
    const preventCancel = !!given.preventCancel;
    const preventClose = !!given.preventClose;
    const { signal } = given;
    if (signal !== undefined && !web.use('events').isSignal(signal)) throw new TypeError('signal is no AbortSignal');
    return { preventAbort, preventCancel, preventClose, signal };
  }

  // Of the dance between the two streams; ends with the first of: abort, an error or the end on either side.
  function pipe(source, sink, { preventAbort, preventCancel, preventClose, signal }) {
    const reader = readables.acquire(source);
    const writer = writables.acquire(sink);
    source.disturbed = true;
    const result = Promise.withResolvers();
    let shuttingDown = false;
    let lastWrite = Promise.resolve(undefined);

    function finalize(failed, e) {
      writables.release(writer);
      readables.unlock(reader);
      if (signal !== undefined) web.use('events').withoutAlgorithm(signal, abort);
      if (failed) result.reject(e);
      else result.resolve(undefined);
    }

    // All that was read is written before.
    function written() {
      const before = lastWrite;
      return before.then(() => (before === lastWrite ? undefined : written()), () => undefined);
    }

    function shutdown(action, failed, e) {
      if (shuttingDown) return;
      shuttingDown = true;
      const act = () => {
        if (action === undefined) finalize(failed, e);
        else action().then(() => finalize(failed, e), (other) => finalize(true, other));
      };
      if (sink.state === 'writable' && !writables.closeQueuedOrInFlight(sink)) written().then(act);
      else act();
    }

    function abort() {
      const { reason } = signal;
      const actions = [];
      if (!preventAbort) actions.push(() => (sink.state === 'writable' ? writables.abort(sink, reason) : Promise.resolve()));
      if (!preventCancel) actions.push(() => (source.state === 'readable' ? readables.cancel(source, reason) : Promise.resolve()));
      shutdown(() => Promise.all(actions.map((each) => each())), true, reason);
    }

    // ---- the conditions on which it ends, in the order of the standard

    function sourceFailed(e) {
      if (preventAbort) shutdown(undefined, true, e);
      else shutdown(() => writables.abort(sink, e), true, e);
    }

    function sinkFailed(e) {
      if (preventCancel) shutdown(undefined, true, e);
      else shutdown(() => readables.cancel(source, e), true, e);
    }

    function sourceClosed() {
      if (preventClose) shutdown(undefined, false);
      else shutdown(() => writables.closeWithErrorPropagation(writer), false);
    }

    function sinkClosed() {
      const gone = new TypeError('the destination is closed, or closing');
      if (preventCancel) shutdown(undefined, true, gone);
      else shutdown(() => readables.cancel(source, gone), true, gone);
    }

    function watch() {
      if (source.state === 'errored') sourceFailed(source.error);
      else reader.closed.promise.then(undefined, sourceFailed);
      if (sink.state === 'errored') sinkFailed(sink.error);
      else writer.closed.promise.then(undefined, sinkFailed);
      if (source.state === 'closed') sourceClosed();
      else reader.closed.promise.then(sourceClosed, () => {});
      if (writables.closeQueuedOrInFlight(sink) || sink.state === 'closed') sinkClosed();
    }

    // ---- chunk by chunk

    function step() {
      if (shuttingDown) return Promise.resolve(true);
      return writer.ready.promise.then(() => {
        const { promise, resolve, reject } = Promise.withResolvers();
        if (shuttingDown) return true;
        readables.read(reader, {
          // Whoever enqueues is not interrupted by who writes.
          chunk: (chunk) => queueMicrotaskOf(() => {
            lastWrite = handled(writables.write(writer, chunk));
            resolve(false);
          }),
          close: () => resolve(true),
          error: reject,
        });
        return promise;
      });
    }

    function loop() {
      step().then((done) => { if (!done) loop(); }, () => {});
    }

    if (signal !== undefined) {
      if (signal.aborted) {
        abort();
        return result.promise;
      }
      web.use('events').withAlgorithm(signal, abort);
    }
    watch();
    loop();
    return result.promise;
  }

  // ---- tee

  function tee(stream) {
    if (stream.controller.isOfBytes === true) return web.use('bytetee').tee(stream);
    const reader = readables.acquire(stream);
    const cancelled = Promise.withResolvers();
    const gone = [false, false];
    const reasons = [undefined, undefined];
    const branches = [null, null];
    let reading = false;
    let again = false;

    function pull() {
      if (reading) {
        again = true;
        return;
      }
      reading = true;
      readables.read(reader, {
        chunk: (chunk) => queueMicrotaskOf(() => {
          again = false;
          for (const i of [0, 1]) if (!gone[i]) readables.enqueueOf(branches[i].controller, chunk);
          reading = false;
          if (again) pull();
        }),
        close: () => {
          reading = false;
          for (const i of [0, 1]) if (!gone[i]) readables.closeOf(branches[i].controller);
          if (!gone[0] || !gone[1]) cancelled.resolve(undefined);
        },
        error: () => { reading = false; },
      });
    }

    function cancel(i, reason) {
      gone[i] = true;
      reasons[i] = reason;
      if (gone[1 - i]) cancelled.resolve(readables.cancel(stream, [reasons[0], reasons[1]]));
      return cancelled.promise;
    }

    for (const i of [0, 1]) branches[i] = readables.make({ pull, cancel: (reason) => cancel(i, reason) });
    reader.closed.promise.then(undefined, (e) => {
      for (const branch of branches) readables.errorOf(branch.controller, e);
      if (!gone[0] || !gone[1]) cancelled.resolve(undefined);
    });
    return branches;
  }

  function queueMicrotaskOf(job) {
    Promise.resolve(undefined).then(job);
  }

  return { classes: {}, settings, pipe, tee };
})
