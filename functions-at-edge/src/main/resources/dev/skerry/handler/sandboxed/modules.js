// Runs once in each QuickJS of a module: evaluates the web platform, whose files it is given, with functions that ask the
// host, and leaves those by which the host calls the author's. ModuleRealm.java is the other side of `host`, Crossing.java
// of what crosses. An expression: a function of what engine.js gives and of the files by their names.
(function (engine, files) {
  'use strict';

  const { host, threw, log, define } = engine;

  // ---- values as texts: a letter for the kind, and what it is

  // Something of the host's, which the library keeps.
  class Handle {
    #text;
    constructor(text) { this.#text = text; }
    static written(value) { return #text in value ? lengthened('h', value.#text) : lengthened('o', octetsOf(value).toBase64()); }
  }
  const { written: writtenObject } = Handle;
  delete Handle.written;

  const lengthened = (kind, text) => `${kind}${text.length}:${text}`;

  function octetsOf(data) {
    return ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data);
  }

  function written(value) {
    if (value === null || value === undefined) return 'n';
    switch (typeof value) {
      case 'string': return lengthened('s', value);
      case 'number': return lengthened('d', `${value}`);
      case 'boolean': return value ? 't' : 'f';
      default: return writtenObject(value);
    }
  }

  function read(text) {
    const rest = text.slice(1);
    switch (text[0]) {
      case 's': return rest;
      case 'd': return Number(rest);
      case 't': return true;
      case 'f': return false;
      case 'o': return Uint8Array.fromBase64(rest).buffer;
      case 'h': return new Handle(rest);
      default: return null;
    }
  }

  function functions() {
    const all = { load: (name) => files[name], dataLibrary: () => files.data_ };
    for (const name of host('names').split(' ')) {
      all[name] = (...given) => {
        let text = '';
        for (let i = 0; i < given.length; i++) text += written(given[i]);
        return read(host(name, text));
      };
    }
    return all;
  }

  // ---- calls

  function calls(runtime) {
    // A result, or how long to wait for it.
    function tell(result) {
      if (typeof result === 'number') host('waits', `${result}`);
      else if (result !== null) {
        const octets = runtime.octets();
        if (octets !== null) host('octets', octetsOf(octets).toBase64());
        host('result', result);
      }
    }

    const telling = (make) => () => {
      try {
        tell(make());
      } catch (e) {
        threw(e);
      }
    };

    function call() {
      const event = host('event');
      const end = event.indexOf('\n');
      return runtime.invoke(event.slice(end + 1), Number(event.slice(0, end)));
    }

    return {
      // The author's module was compiled before; it is evaluated now.
      bind: () => { import(host('module')).then((module) => { host('exports', runtime.bind(module)); }).then(undefined, threw); },
      call: telling(call),
      poll: telling(runtime.poll),
      finish: telling(runtime.finish),
    };
  }

  const all = functions();
  Object.assign(globalThis, files.decoder_(all.utf16));
  const turns = calls(files.runtime(files.platform(files.common_(log), all)));
  define(() => { turns[host('turn')](); });
})
