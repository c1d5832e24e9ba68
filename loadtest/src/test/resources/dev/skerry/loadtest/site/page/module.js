export function text (data) {
  return `${data.greeting}, ${data.name}`
}
