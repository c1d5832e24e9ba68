import { text } from '/module.js'

const data = await (await fetch('/data.json')).json()
document.getElementById('data').textContent = text(data)
await Promise.all([...document.images].map(image => image.decode()))
const list = document.getElementById('entries')
const entries = [
  ...performance.getEntriesByType('navigation'),
  ...performance.getEntriesByType('resource')
]
for (const entry of entries) {
  const item = document.createElement('li')
  item.textContent = `${entry.nextHopProtocol} ${new URL(entry.name).pathname}`
  list.append(item)
}
const color = getComputedStyle(document.querySelector('h1')).color
document.documentElement.dataset.done = `${color} ${document.images[0].naturalWidth}`
