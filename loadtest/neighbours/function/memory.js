// Keeps more and more.
function handler(event) {
  const all = [];
  for (;;) all.push(new Array(1000).fill(event));
}
