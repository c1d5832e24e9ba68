package dev.skerry.edge.exchange;

import dev.skerry.edge.config.NormalPath;
import dev.skerry.edge.config.Site;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.semantics.Hops;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import org.jspecify.annotations.Nullable;

/** Normalises the target, finds site and rule, and asks the rule whether the request may go on. */
final class ViewerRequestPhase {
  private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

  private ViewerRequestPhase() {}

  static @Nullable Phase run(Exchange x) {
    Request request = x.request;
    switch (request.method()) {
      case "CONNECT" -> {
        return refuseMethod(x, 501);
      }
      case "TRACE" -> {
        return refuseMethod(x, 405);
      }
      case "OPTIONS" -> {
        if (request.path().equals("*")) {
          return refuseMethod(x, 204);
        }
      }
      default -> {}
    }
    String sent = request.path();
    String path = NormalPath.of(sent);
    if (path == null) {
      return x.answerWith(LocalResponses.text(400, "the path leads above the root"));
    }
    request.path(path);
    Site site = x.snapshot.site(request.host());
    if (site == null) {
      return x.answerWith(
          LocalResponses.text(421, "no site is configured for the host " + request.host()));
    }
    x.site = site;
    x.rule = RuleFinder.rule(site, path);
    x.record.site = site.name();
    x.record.rule = x.rule.name();
    if (Hops.isLoop(request.fields(), x.services.loopId(), 0)) {
      x.record.error = ProxyError.of(ProxyError.Type.PROXY_LOOP_DETECTED, null);
      return x.answerWith(LocalResponses.error(x.record.error));
    }
    return RuleRequest.run(x, x.rule, sent);
  }

  private static Phase refuseMethod(Exchange x, int status) {
    Fields fields = Fields.of(FieldNames.ALLOW, METHODS);
    return x.answerWith(
        status == 204
            ? new Answer.Local(new Response(204, fields), "")
            : LocalResponses.text(
                new Response(status, fields), x.request.method() + " is not supported"));
  }
}
