package dev.skerry.edge.rules;

import dev.skerry.edge.config.Redirect;
import dev.skerry.edge.config.Template;
import dev.skerry.edge.rules.Verdict.Reason;
import dev.skerry.http.Fields;
import dev.skerry.http.Response;

/** Makes redirects (RFC 9110 §15.4). */
final class Redirects {
  private Redirects() {}

  static Verdict answer(Redirect redirect, Template.Values values) {
    Fields fields =
        Fields.of("location", location(redirect.target(), values), "content-length", "0");
    return new Verdict.Respond(new Response(redirect.status(), fields), "", Reason.REDIRECTED);
  }

  /** A path of the viewer's that begins with two slashes must not become another host. */
  private static String location(Template target, Template.Values values) {
    String location = target.fill(values);
    if (target.toString().startsWith("//")) {
      return location;
    }
    int slashes = 0;
    while (slashes < location.length() && "/\\".indexOf(location.charAt(slashes)) >= 0) {
      slashes++;
    }
    return slashes > 1 ? '/' + location.substring(slashes) : location;
  }
}
