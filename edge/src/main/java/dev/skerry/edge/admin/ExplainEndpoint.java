package dev.skerry.edge.admin;

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
    Request question = question(method, call.required("url"));
    for (String line : call.texts("header")) {
      addLine(question.fields(), line);
    }
    return question;
  }

  private static Request question(String method, String url) throws ProblemException {
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
    int usual = scheme.equals("http") ? 80 : 443;
    String port = uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort();
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String authority = uri.getHost().toLowerCase(Locale.ROOT) + port;
    return new Request(method, scheme, authority, path, uri.getRawQuery(), new Fields());
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
