// What modules in the shape of Workers find beside the standards: streams of octets that pass, navigator, and classes
// that are there to say that they are not supported.
(function (web) {
  'use strict';

  const { TransformStream } = web.use('transform').classes;
  const MAKE = Symbol('make');

  // A transformer that lets octets pass: so many, where it is said how many.
  function passing(expected) {
    let seen = 0;
    return {
      transform(chunk, controller) {
        const octets = web.octets(chunk, 'a chunk').slice();
        seen += octets.length;
        if (seen > expected) throw new TypeError(`more than ${expected} octets were written`);
        if (octets.length > 0) controller.enqueue(octets);
      },
      flush() {
        if (expected !== undefined && seen < expected) throw new TypeError(`${seen} octets were written instead of ${expected}`);
      },
    };
  }

  class IdentityTransformStream extends TransformStream {
    constructor(key = undefined, expected = undefined) {
      super(passing(key === MAKE ? expected : undefined));
    }
  }
  Object.defineProperty(IdentityTransformStream, 'length', { value: 0 });

  class FixedLengthStream extends IdentityTransformStream {
    constructor(expectedLength) {
      web.required(arguments.length, 1);
      super(MAKE, web.integer(expectedLength, 53, { enforce: true, what: 'expectedLength' }));
    }
  }

  // Sockets would outlive the call.
  function unsupported(name) {
    const type = {
      [name]: class {
        constructor() {
          throw web.exception(`${name} is not supported: a handler answers requests`, 'NotSupportedError');
        }
      },
    };
    return web.expose(type[name]);
  }

  class Navigator {
    constructor(key) {
      if (key !== MAKE) throw new TypeError('Illegal constructor');
    }

    get userAgent() { return 'Skerry'; }
  }
  for (const type of [IdentityTransformStream, FixedLengthStream, Navigator]) web.expose(type);

  return {
    classes: {
      IdentityTransformStream, FixedLengthStream, Navigator, navigator: new Navigator(MAKE),
      WebSocket: unsupported('WebSocket'), WebSocketPair: unsupported('WebSocketPair'),
    },
  };
})
