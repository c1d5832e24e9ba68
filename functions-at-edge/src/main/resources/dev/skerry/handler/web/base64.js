// atob and btoa (HTML Standard §8.3; Infra Standard §7, forgiving base64).
(function (web) {
  'use strict';

  function invalid(message) {
    return web.exception(message, 'InvalidCharacterError');
  }

  function btoa(data) {
    web.required(arguments.length, 1);
    const string = `${data}`;
    for (let i = 0; i < string.length; i++) {
      if (string.charCodeAt(i) > 255) throw invalid('the string has characters above U+00FF');
    }
    return web.host.recode(string, 'latin1', 'base64');
  }

  function atob(data) {
    web.required(arguments.length, 1);
    let string = `${data}`.replace(/[\t\n\f\r ]+/g, '');
    if (string.length % 4 === 0) string = string.replace(/={1,2}$/, '');
    if (string.length % 4 === 1 || /[^A-Za-z0-9+/]/.test(string)) throw invalid('the string is not in base64');
    return web.host.recode(string, 'base64', 'latin1');
  }

  return { classes: { atob, btoa } };
})
