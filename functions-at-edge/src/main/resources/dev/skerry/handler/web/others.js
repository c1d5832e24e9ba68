// Other handlers of `env`, as Workers find services: what fetch() takes and gives. Inquiries.java asks.
(function (web) {
  'use strict';

  const { host } = web;
  const { failure } = web.use('arrivals');
  const { askedBy, answered, responseOf } = web.use('fetch');

  function handler(binding) {
    return Object.freeze({
      async fetch(input, init = undefined) {
        web.required(arguments.length, 1);
        const { call, request, signal } = await askedBy(input, init);
        if (signal !== null && signal.aborted) throw signal.reason;
        const { method, url, list, octets } = request;
        const begun = host.askHandler(binding, method, url, list.join('\n'), octets);
        const answer = await answered(call, begun, signal, (lines, content, resolve, reject) => {
          if (lines[0] === 'ok') resolve({ status: Number(lines[1]), list: lines.slice(2), octets: content });
          else reject(failure(lines[1], `${binding}.fetch("${url}"): ${lines.slice(2).join(' ')}`));
        });
        return responseOf(request, answer, false);
      },
    });
  }

  return { classes: {}, handler };
})
