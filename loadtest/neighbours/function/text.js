// Texts that double, and are kept.
function handler(event) {
  const all = [];
  for (;;) {
    let text = 'text';
    while (text.length < 1000000) text += text;
    all.push(text.split('').reverse().join(''));
  }
}
