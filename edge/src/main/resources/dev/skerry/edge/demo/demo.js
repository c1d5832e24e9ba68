'use strict';

const resources = ['/', '/style.css', '/island.svg', '/tide.json', '/clock', '/not-here'];
const rows = document.getElementById('rows');
const raw = document.getElementById('raw');

for (const place of document.querySelectorAll('.origin')) {
  place.textContent = location.origin;
}

const cells = new Map(resources.map((path) => {
  const row = rows.insertRow();
  const name = document.createElement('a');
  name.href = path;
  name.textContent = path;
  row.insertCell().append(name);
  return [path, Array.from({ length: 4 }, () => row.insertCell())];
}));

/** What Cache-Status (RFC 9211) says, in a few words. */
function verdict(status) {
  if (status === null) return ['no Cache-Status', ''];
  if (/;\s*hit\b/.test(status)) return ['hit', 'hit'];
  const forward = /;\s*fwd=([a-z-]+)/.exec(status);
  return [forward ? `forward: ${forward[1]}` : status, 'forward'];
}

async function look(path) {
  const [says, edge, age, took] = cells.get(path);
  const begun = performance.now();
  try {
    // Past the browser's own cache, but without the request directives that this would send.
    const response = await fetch(path, { cache: 'no-store', headers: { 'Cache-Control': 'max-age=31536000' } });
    await response.arrayBuffer();
    const status = response.headers.get('cache-status');
    const [text, kind] = verdict(status);
    says.textContent = response.headers.get('cache-control') ?? '';
    edge.textContent = text;
    edge.className = kind;
    age.textContent = response.headers.get('age') === null ? '' : `${response.headers.get('age')} s`;
    took.textContent = `${(performance.now() - begun).toFixed(1)} ms`;
    if (path === '/tide.json') raw.textContent = `${path}  Cache-Status: ${status ?? 'none'}`;
  } catch {
    edge.textContent = 'no answer';
    edge.className = 'forward';
  }
}

async function lookAtAll() {
  for (const path of resources) await look(path);
  setTimeout(lookAtAll, 2000);
}

lookAtAll();
