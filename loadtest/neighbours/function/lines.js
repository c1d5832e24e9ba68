// Writes as many lines as it can.
function handler(event) {
  for (;;) console.log('a line that nobody wants to read'.repeat(100));
}
