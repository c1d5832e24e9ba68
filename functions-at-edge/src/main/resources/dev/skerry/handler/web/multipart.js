// multipart/form-data and application/x-www-form-urlencoded as FormData (Fetch Standard §5.2; RFC 7578).
(function (web) {
  'use strict';

  const { forms, classes: { FormData } } = web.use('form');
  const { blobs, classes: { File } } = web.use('blob');

  // ---- writing

  const CRLF = '\r\n';
  const withLines = (string) => string.replace(/\r\n|\r|\n/g, CRLF);
  const escaped = (name) => name.replace(/\r/g, '%0D').replace(/\n/g, '%0A').replace(/"/g, '%22');

  function write(form) {
    const boundary = `----skerry${web.use('crypto').classes.crypto.randomUUID().replaceAll('-', '')}`;
    const parts = [];
    const list = forms.of(form);
    for (let i = 0; i < list.length; i += 2) {
      const value = list[i + 1];
      const head = `--${boundary}${CRLF}Content-Disposition: form-data; name="${escaped(withLines(list[i]))}"`;
      if (typeof value === 'string') {
        parts.push(`${head}${CRLF}${CRLF}${withLines(value)}${CRLF}`);
      } else {
        const type = value.type === '' ? 'application/octet-stream' : value.type;
        parts.push(`${head}; filename="${escaped(value.name)}"${CRLF}Content-Type: ${type}${CRLF}${CRLF}`, value, CRLF);
      }
    }
    parts.push(`--${boundary}--${CRLF}`);
    const { octets } = blobs.of(new (web.use('blob').classes.Blob)(parts));
    return { octets, boundary };
  }

  // ---- reading

  const latin1 = (octets) => {
    let string = '';
    for (let i = 0; i < octets.length; i += 4096) string += String.fromCharCode.apply(null, octets.subarray(i, i + 4096));
    return string;
  };

  const fromLatin1 = (string) => {
    const octets = new Uint8Array(string.length);
    for (let i = 0; i < string.length; i++) octets[i] = string.charCodeAt(i);
    return octets;
  };

  const textOf = (string) => web.fromUtf8AsItIs(fromLatin1(string));

  function wrong(what) {
    return new TypeError(`the body is no form: ${what}`);
  }

  // A line of a part's head without its end, and where a field's value or one of its parameters is.
  const LINE = /([^\0\r\n]*)\r\n/y;
  const FIELD = /^[ \t]*([!#$%&'*+\-.^_`|~0-9A-Za-z]+)[ \t]*:[ \t]*((?:.*[^ \t])?)[ \t]*$/;
  const PARAMETER = /;[ \t]*([^\s;="]+)[ \t]*=[ \t]*(?:"([^"]*)"|([^\s;"]+))/g;

  // The fields of a part by name in lower case, the last one of a name; and where its content begins.
  function headOf(string) {
    const fields = new Map();
    LINE.lastIndex = 0;
    for (;;) {
      const line = LINE.exec(string);
      if (line === null) throw wrong('a part has no end of its head');
      if (line[1] === '') return { fields, end: LINE.lastIndex };
      const field = FIELD.exec(line[1]);
      if (field === null) throw wrong('a line of a part is no field');
      fields.set(field[1].toLowerCase(), field[2]);
    }
  }

  // What was escaped when a name was written is not made out again, as names may have such sequences themselves.
  function disposition(fields) {
    const value = fields.get('content-disposition') ?? '';
    const parameters = new Map();
    for (const [, name, quoted, token] of value.matchAll(PARAMETER)) {
      const key = name.toLowerCase();
      if (!parameters.has(key)) parameters.set(key, textOf(quoted ?? token));
    }
    if (!/^form-data[ \t]*(;|$)/i.test(value) || !parameters.has('name')) throw wrong('a part has no name');
    return parameters;
  }

  function part(form, string) {
    const { fields, end } = headOf(string);
    const parameters = disposition(fields);
    const content = fromLatin1(string.slice(end));
    const filename = parameters.get('filename');
    if (filename === undefined) {
      form.append(parameters.get('name'), web.fromUtf8AsItIs(content));
      return;
    }
    const type = fields.has('content-type') ? web.use('body').mimeText(fields.get('content-type')) : 'text/plain';
    form.append(parameters.get('name'), new File([content], filename, { type, lastModified: 0 }));
  }

  const PADDING = /[ \t]*(?:\r\n|$)/y;

  // Behind a delimiter, and the white space that transports may add.
  function endOfLine(string, at) {
    PADDING.lastIndex = at;
    if (!PADDING.test(string)) throw wrong('a boundary is followed by something');
    return PADDING.lastIndex;
  }

  function readMultipart(octets, boundary) {
    if (boundary === undefined || boundary === '') throw wrong('there is no boundary');
    const string = `\r\n${latin1(octets)}`;
    const delimiter = `\r\n--${latin1(web.utf8(boundary))}`;
    const form = new FormData();
    if (!string.startsWith(delimiter)) throw wrong('it does not begin with its boundary');
    for (let at = 0; ;) {
      at += delimiter.length;
      if (string.startsWith('--', at)) {
        endOfLine(string, at + 2);
        return form;
      }
      const begin = endOfLine(string, at);
      const next = string.indexOf(delimiter, begin);
      if (next < 0) throw wrong('it has no end');
      part(form, string.slice(begin, next));
      at = next;
    }
  }

  // Of octets with this MIME type: { essence, parameters }, or null.
  function read(octets, mime) {
    const essence = mime === null ? '' : mime.essence;
    if (essence === 'multipart/form-data') return readMultipart(octets, mime.parameters.get('boundary'));
    if (essence !== 'application/x-www-form-urlencoded') throw wrong(`its type is ${essence}`);
    const form = new FormData();
    const list = web.use('url').parseForm(web.fromUtf8AsItIs(octets));
    for (let i = 0; i < list.length; i += 2) form.append(list[i], list[i + 1]);
    return form;
  }

  return { classes: {}, write, read };
})
