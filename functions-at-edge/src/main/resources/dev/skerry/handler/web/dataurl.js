// data: URLs (Fetch Standard §6), which fetch() answers by itself.
(function (web) {
  'use strict';

  const bodies = web.use('body');
  const messages = web.use('messages');
  const BASE64 = /; *base64$/i;

  // Of a string of ASCII, as characters up to U+00FF.
  const percentDecoded = (string) => string.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));

  function octetsOf(string) {
    const octets = new Uint8Array(string.length);
    for (let i = 0; i < string.length; i++) octets[i] = string.charCodeAt(i);
    return octets;
  }

  function content(string, isBase64, url) {
    const decoded = percentDecoded(string);
    if (!isBase64) return octetsOf(decoded);
    try {
      return octetsOf(web.use('base64').classes.atob(decoded));
    } catch (e) {
      throw new TypeError(`fetch("${url}"): the content is not in base64`);
    }
  }

  function typeOf(string) {
    const mime = bodies.parsedMime(string.startsWith(';') ? `text/plain${string}` : string);
    return mime === null ? 'text/plain;charset=US-ASCII' : bodies.serializedMime(mime);
  }

  // What a data: URL, as it is written after it was read, stands for.
  function respond(href) {
    const [url] = href.split('#', 1);
    const comma = url.indexOf(',');
    if (comma < 0) throw new TypeError(`fetch("${url}"): the URL has no comma`);
    const given = url.slice('data:'.length, comma).replace(/^[\t\n\f\r ]+|[\t\n\f\r ]+$/g, '');
    const isBase64 = BASE64.test(given);
    const octets = content(url.slice(comma + 1), isBase64, url);
    return messages.responseOf({
      type: 'basic', url, redirected: false, status: 200, statusText: 'OK', headers: null,
      lines: () => ['content-type', typeOf(isBase64 ? given.replace(BASE64, '') : given)], body: bodies.ofSource(octets),
    });
  }

  return { classes: {}, respond };
})
