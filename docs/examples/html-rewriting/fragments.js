// Puts what belongs on every page into pages: <!-- fragment:banner --> becomes what the configuration has as `banner`.
const FRAGMENT = /<!-- fragment:([a-z-]+) -->/g;

export default {
  // Before the page is stored, so that it is done once for all who ask for it.
  async originResponse(response, request, env) {
    if (response.status !== 200 || !/^text\/html\b/i.test(response.headers.get('content-type') ?? '')) return undefined;
    const page = await response.text();
    const names = new Set([...page.matchAll(FRAGMENT)].map(([, name]) => name));
    if (names.size === 0) return undefined;
    const fragments = new Map();
    for (const name of names) fragments.set(name, (await env.FRAGMENTS.get(name)) ?? '');
    return new Response(page.replace(FRAGMENT, (all, name) => fragments.get(name)), response);
  },
};
