// Shows a share of the viewers another version of the site, and each of them the same one every time.
const GROUP = /(?:^|; *)group=([ab])(?:;|$)/;

export default {
  viewerRequest(request, env, ctx) {
    const known = GROUP.exec(request.headers.get('cookie') ?? '');
    const group = known !== null ? known[1] : Math.random() * 100 < Number(env.PERCENT_B) ? 'b' : 'a';
    // What is stored is told apart by the group, not by all that is in the cookies.
    ctx.cacheKey.add(group);
    const changed = new Request(request);
    changed.headers.set('x-group', group);
    return changed;
  },

  // What is stored has no cookie: this is done for each viewer.
  viewerResponse(response, request) {
    if (GROUP.test(request.headers.get('cookie') ?? '')) return undefined;
    const changed = new Response(response.body, response);
    changed.headers.append('set-cookie', `group=${request.headers.get('x-group')}; path=/; max-age=2592000; samesite=lax`);
    return changed;
  },
};
