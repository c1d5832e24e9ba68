package dev.skerry.edge.semantics;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.util.ArrayList;
import java.util.List;

/** What a response to an unsafe request makes invalid (RFC 9111 §4.4). */
public final class Invalidation {
  private Invalidation() {}

  /**
   * The URIs whose stored responses must not be used any more without validation: the target and,
   * of the same origin, what {@code Location} and {@code Content-Location} name. Empty if the
   * method is safe or the response is an error.
   *
   * @param request as the viewer sent it: its target is what cache keys are made of
   */
  public static List<UriReference> targets(Request request, Response response) {
    int status = response.status();
    if (Methods.isSafe(request.method())
        || request.method().equals("CONNECT")
        || status < 200
        || status > 399) {
      return List.of();
    }
    List<UriReference> targets = new ArrayList<>(3);
    UriReference target = UriReference.of(request);
    targets.add(target);
    addNamed(response, FieldNames.LOCATION, target, targets);
    addNamed(response, FieldNames.CONTENT_LOCATION, target, targets);
    return targets;
  }

  private static void addNamed(
      Response response, String name, UriReference target, List<UriReference> targets) {
    String value = response.fields().first(name);
    UriReference named = value == null ? null : target.resolve(value);
    if (named != null && named.hasSameOrigin(target) && !targets.contains(named)) {
      targets.add(named);
    }
  }
}
