// Puts what belongs on every page into pages: <!-- fragment:banner --> becomes what the configuration has as `banner`.
const FRAGMENT = /^ fragment:([a-z-]+) $/;

export default {
  // Before the page is stored, so that it is done once for all who ask for it.
  originResponse(response, request, env) {
    if (response.status !== 200 || !/^text\/html\b/i.test(response.headers.get('content-type') ?? '')) return undefined;
    const rewriter = new HTMLRewriter().onDocument({
      async comments(comment) {
        const found = FRAGMENT.exec(comment.text);
        if (found !== null) comment.replace((await env.FRAGMENTS.get(found[1])) ?? '', { html: true });
      },
    });
    return rewriter.transform(response);
  },
};
