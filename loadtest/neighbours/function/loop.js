// Never comes to an end.
function handler(event) {
  for (;;);
}
