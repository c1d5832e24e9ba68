// A regular expression that tries every way to cut the text.
function handler(event) {
  return /^(a+)+$/.test('a'.repeat(64) + 'b') ? event.request : event.request;
}
