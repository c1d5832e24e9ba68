package dev.skerry.edge.rules;

import dev.skerry.edge.config.PathPattern;
import dev.skerry.edge.config.Template;
import dev.skerry.http.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What fills the places of templates, taken from one request. */
final class RequestValues implements Template.Values {
  private final Request request;
  private final Viewer viewer;
  private final PathPattern pattern;
  private @Nullable List<String> captures;

  /**
   * Makes the values of a request.
   *
   * @param request whose path is normalised
   * @param pattern whose captures are filled in
   */
  RequestValues(Request request, Viewer viewer, PathPattern pattern) {
    this.request = request;
    this.viewer = viewer;
    this.pattern = pattern;
  }

  /** The same values, but other captures; the first one is the whole. */
  RequestValues withCaptures(List<String> others) {
    RequestValues values = new RequestValues(request, viewer, pattern);
    values.captures = others;
    return values;
  }

  @Override
  public String value(Template.Variable variable) {
    String query = request.query();
    return switch (variable) {
      case SCHEME -> viewer.secure() ? "https" : "http";
      case HOST -> viewer.host();
      case PATH -> request.path();
      case QUERY -> query == null ? "" : query;
      case TARGET -> request.target();
      case METHOD -> request.method();
      case VIEWER_ADDRESS -> viewer.address().getHostAddress();
    };
  }

  @Override
  public String capture(int group) {
    List<String> all = captures;
    if (all == null) {
      all = pattern.captures(dev.skerry.edge.config.NormalPath.mergeSlashes(request.path()));
      captures = all;
    }
    return group < all.size() ? all.get(group) : "";
  }
}
