// What a call waits for besides timers: answers of other servers, of tables and buckets, of other handlers and caches.
// Arrivals.java has what has come.
(function (web) {
  'use strict';

  const { host } = web;

  // Tells what has come to who waits for it; whether anything had.
  function deliver(call) {
    let any = false;
    for (let text = host.arrivalTake(); text !== null; text = host.arrivalTake()) {
      const end = text.indexOf('\n');
      const number = Number(text.slice(0, end));
      const arrived = call.fetches.get(number);
      call.fetches.delete(number);
      if (arrived !== undefined) arrived(text.slice(end + 1));
      any = true;
    }
    return any;
  }

  // `arrived` is given the text that comes under this number.
  function expect(call, number, arrived) {
    call.fetches.set(number, arrived);
  }

  // Nobody waits for it any more.
  function forget(call, number) {
    call.fetches.delete(number);
    host.arrivalCancel(number);
  }

  // The octets that came with what is being told.
  const octets = () => new Uint8Array(host.arrivalOctets());

  function failure(code, message) {
    const error = new Error(message);
    error.name = code;
    error.code = code;
    return error;
  }

  return { classes: {}, failure, deliver, expect, forget, octets };
})
