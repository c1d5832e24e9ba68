// Sorts without end, within calls of the engine's own.
function handler(event) {
  const numbers = Array.from({ length: 100000 }, (_, at) => (at * 7919) % 100003);
  for (;;) numbers.slice().sort((a, b) => a - b);
}
