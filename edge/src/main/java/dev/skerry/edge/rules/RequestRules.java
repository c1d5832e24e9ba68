package dev.skerry.edge.rules;

import dev.skerry.edge.config.Changes;
import dev.skerry.edge.config.Guards;
import dev.skerry.edge.config.Rule;
import dev.skerry.edge.rules.Verdict.Reason;
import dev.skerry.handler.Binding;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Request;

/**
 * What a rule says of a request: first whether the edge answers by itself, later how the origin is
 * asked.
 *
 * <p>Order: address, rate, redirect, preflight, signature, password. So nobody is asked for a
 * password where a redirect to TLS comes first, and no password is checked for whom an address or a
 * rate refuses.
 */
public final class RequestRules {
  private final RateLimiter rateLimiter;
  private final BasicAuth basicAuth;

  /** Makes rules that count and remember with these; both live longer than a snapshot. */
  public RequestRules(RateLimiter rateLimiter, BasicAuth basicAuth) {
    this.rateLimiter = rateLimiter;
    this.basicAuth = basicAuth;
  }

  /** Counts one more of what a handler counts for a key; whether it is within the limit. */
  public boolean admits(Binding.Limit limit, String key) {
    return rateLimiter.admits(limit, key);
  }

  /**
   * Decides what happens to a request; takes out of it what is only for the edge (signature,
   * password).
   *
   * @param request with its normalised path
   * @param sentPath the path as the viewer sent it, which a signature is over
   * @param nowSeconds since 1970
   */
  public Verdict atViewerRequest(
      Rule rule, Request request, String sentPath, Viewer viewer, long nowSeconds) {
    Guards guards = rule.guards();
    Changes changes = rule.changes();
    if (guards.isOpen() && changes.redirect() == null && changes.cors() == null) {
      return Verdict.CONTINUE;
    }
    if (guards.access() != null && !guards.access().allows(viewer.address())) {
      return Responses.refusal(403, "Access denied.", Reason.ADDRESS_DENIED);
    }
    if (guards.rateLimit() != null
        && rateLimiter.check(guards.rateLimit(), request, viewer.address())
            instanceof Verdict.Respond tooMany) {
      return tooMany;
    }
    if (changes.redirect() != null) {
      return Redirects.answer(changes.redirect(), new RequestValues(request, viewer, rule.path()));
    }
    if (changes.cors() != null && Cors.isPreflight(request)) {
      return Cors.preflight(changes.cors(), request);
    }
    if (guards.signedUrls() != null
        && SignedUrls.check(guards.signedUrls(), request, sentPath, nowSeconds)
            instanceof Verdict.Respond unsigned) {
      return unsigned;
    }
    return guards.basicAuth() == null
        ? Verdict.CONTINUE
        : basicAuth.check(guards.basicAuth(), request);
  }

  /**
   * Takes the credentials out of a request whose password a worker has found right: to be called,
   * on the event loop, when {@link Verdict.VerifyOnWorker} has come to {@link Verdict.Continue}.
   */
  public void afterVerification(Request request) {
    request.fields().remove(FieldNames.AUTHORIZATION);
  }

  /**
   * Prepares the request that goes to the origin: its path, the forwarding fields, the configured
   * changes.
   *
   * @param toOrigin a copy of the viewer's request, with its normalised path
   */
  public void atOriginRequest(Rule rule, Request toOrigin, Viewer viewer) {
    Changes changes = rule.changes();
    if (changes.rewrite() == null && changes.request().isEmpty()) {
      ForwardedFields.send(rule.forwarded(), viewer, toOrigin.fields());
      return;
    }
    RequestValues values = new RequestValues(toOrigin.copy(), viewer, rule.path());
    if (changes.rewrite() != null) {
      toOrigin.path(Rewrites.path(changes.rewrite(), toOrigin.path(), values));
    }
    ForwardedFields.send(rule.forwarded(), viewer, toOrigin.fields());
    FieldChanges.apply(changes.request(), toOrigin.fields(), values);
  }
}
