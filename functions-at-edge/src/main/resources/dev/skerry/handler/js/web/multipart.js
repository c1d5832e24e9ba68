// multipart/form-data and application/x-www-form-urlencoded as FormData (Fetch Standard §5.2; RFC 7578).
(function (web) {
  'use strict';

  const { forms, classes: { FormData } } = web.use('form');
  const { blobs, classes: { File } } = web.use('blob');

  // ---- writing

  const escaped = (name) => name.replace(/\r\n|\r|\n/g, '\r\n').replace(/\r/g, '%0D').replace(/\n/g, '%0A').replace(/"/g, '%22');
  const CRLF = '\r\n';

  function write(form) {
    const boundary = `----skerry${web.use('crypto').classes.crypto.randomUUID().replaceAll('-', '')}`;
    const parts = [];
    const list = forms.of(form);
    for (let i = 0; i < list.length; i += 2) {
      const value = list[i + 1];
      const head = `--${boundary}${CRLF}Content-Disposition: form-data; name="${escaped(list[i])}"`;
      if (typeof value === 'string') {
        parts.push(`${head}${CRLF}${CRLF}${value.replace(/\r\n|\r|\n/g, CRLF)}${CRLF}`);
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

  const unescaped = (name) => web.fromUtf8(fromLatin1(name)).replace(/%0A/gi, '\n').replace(/%0D/gi, '\r').replace(/%22/g, '"');

  function wrong(what) {
    return new TypeError(`the body is no form: ${what}`);
  }

  function part(form, string) {
    const end = string.indexOf('\r\n\r\n');
    if (end < 0) throw wrong('a part has no end of its head');
    const head = string.slice(0, end);
    const content = string.slice(end + 4);
    const name = /^content-disposition:[ \t]*form-data;.*?[ \t;]name="([^"]*)"/im.exec(head);
    if (name === null) throw wrong('a part has no name');
    const filename = /^content-disposition:.*;[ \t]*filename="([^"]*)"/im.exec(head);
    if (filename === null) {
      form.append(unescaped(name[1]), web.fromUtf8(fromLatin1(content)));
      return;
    }
    const type = /^content-type:[ \t]*(.*)$/im.exec(head);
    form.append(unescaped(name[1]), new File([fromLatin1(content)], unescaped(filename[1]), { type: type === null ? 'text/plain' : type[1].trim() }));
  }

  function readMultipart(octets, type) {
    const boundary = /;[ \t]*boundary=("?)([^";]+)\1/i.exec(type);
    if (boundary === null) throw wrong('there is no boundary');
    const string = `\r\n${latin1(octets)}`;
    const delimiter = `\r\n--${boundary[2]}`;
    const form = new FormData();
    let at = string.indexOf(delimiter);
    if (at !== 0) throw wrong('it does not begin with its boundary');
    for (;;) {
      at += delimiter.length;
      if (string.startsWith('--', at)) return form;
      if (!string.startsWith('\r\n', at)) throw wrong('a boundary is followed by something');
      const next = string.indexOf(delimiter, at);
      if (next < 0) throw wrong('it has no end');
      part(form, string.slice(at + 2, next));
      at = next;
    }
  }

  function read(octets, type) {
    const essence = type === null ? '' : type.split(';')[0].trim().toLowerCase();
    if (essence === 'multipart/form-data') return readMultipart(octets, type);
    if (essence !== 'application/x-www-form-urlencoded') throw wrong(`its type is ${essence}`);
    const form = new FormData();
    const list = web.use('url').parseForm(web.fromUtf8(octets));
    for (let i = 0; i < list.length; i += 2) form.append(list[i], list[i + 1]);
    return form;
  }

  return { classes: {}, write, read };
})
