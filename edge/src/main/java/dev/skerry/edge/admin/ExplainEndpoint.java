package dev.skerry.edge.admin;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** {@code GET /v1/explain?url=…}: what the node would do with a request, and why. */
final class ExplainEndpoint {
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+"; // RFC 9110 §5.6.2

  private ExplainEndpoint() {}

  static Endpoint of(ExplainService explain) {
    return Endpoint.get("/v1/explain")
        .scope(Scope.READ)
        .summary("What this node would do with a request, and why")
        .query(Parameter.text("url", "Absolute, as https://example.com/path").must())
        .query(Parameter.text("method", "The request's method; GET if missing"))
        .query(Parameter.text("header", "A field of the request, as Name: value").any())
        .answers(200, Explanation.class)
        .by(call -> AdminAnswer.ok(explain.explain(question(call))));
  }

  private static Request question(AdminCall call) throws ProblemException {
    String named = call.text("method");
    String method = named == null ? "GET" : named;
    if (!method.matches(TOKEN)) {
      throw invalid("method '%s' is no method name".formatted(method));
    }
    Fields fields = new Fields();
    for (String line : call.texts("header")) {
      addLine(fields, line);
    }
    return question(method, call.required("url"), fields);
  }

  private static Request question(String method, String url, Fields fields)
      throws ProblemException {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      throw invalid("url '%s' cannot be read: %s".formatted(url, e.getReason()));
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null) {
      throw invalid("url '%s' is not absolute, expected http:// or https://".formatted(url));
    }
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String authority = authority(uri, scheme, fields);
    return new Request(method, scheme, authority, path, uri.getRawQuery(), fields);
  }

  /**
   * Whom the request is for: what its {@code Host} says, as curl sends it to an address that the
   * URL names, else the URL's host; in lower case, without the scheme's default port.
   */
  private static String authority(URI uri, String scheme, Fields fields) throws ProblemException {
    if (fields.count(FieldNames.HOST) > 1) {
      throw invalid("header 'Host' is given more than once");
    }
    String host = fields.first(FieldNames.HOST);
    fields.remove(FieldNames.HOST);
    String authority = host == null ? uri.getRawAuthority() : host;
    try {
      String url = TargetUrl.withoutScheme(scheme + "://" + authority);
      if (url.indexOf('/') == url.length() - 1) {
        return url.substring(0, url.length() - 1);
      }
    } catch (IllegalArgumentException e) {
      // refused below
    }
    throw invalid("'%s' is no host, expected a name as www.example.com".formatted(authority));
  }

  private static void addLine(Fields fields, String line) throws ProblemException {
    int colon = line.indexOf(':');
    String name = colon < 0 ? line : line.substring(0, colon);
    String value = colon < 0 ? "" : line.substring(colon + 1).replaceAll("^[ \t]+|[ \t]+$", "");
    if (colon < 0 || !name.matches(TOKEN) || !value.chars().allMatch(ExplainEndpoint::isText)) {
      throw invalid("header '%s' is not of the form 'Name: value'".formatted(line));
    }
    fields.add(name.toLowerCase(Locale.ROOT), value);
  }

  private static boolean isText(int c) {
    return c == '\t' || (c >= ' ' && c <= 0xFF && c != 0x7F);
  }

  private static ProblemException invalid(String detail) {
    return new ProblemException(Problem.INVALID_REQUEST, detail);
  }
}
