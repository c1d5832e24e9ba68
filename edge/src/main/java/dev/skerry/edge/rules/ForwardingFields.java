package dev.skerry.edge.rules;

import dev.skerry.http.Fields;
import dev.skerry.http.Request;

/**
 * The request fields by which one who is not the viewer speaks for it, or by which a viewer makes
 * an origin answer for something else than was asked: none of them is part of a cache key, so
 * believing them lets anybody poison the cache.
 */
final class ForwardingFields {
  private ForwardingFields() {}

  /** Removes them all; costs one look at each name where there is none. */
  static void strip(Request request) {
    Fields fields = request.fields();
    boolean safe = request.method().equals("GET") || request.method().equals("HEAD");
    for (int i = 0; i < fields.size(); i++) {
      if (isForwarding(fields.name(i), safe)) {
        fields.removeIf((name, value) -> isForwarding(name, safe));
        return;
      }
    }
  }

  private static boolean isForwarding(String name, boolean safeMethod) {
    return switch (name.charAt(0)) {
      case 'x' -> name.startsWith("x-") && isPrivateForwarding(name, safeMethod);
      case 'f' -> name.equals("forwarded") || name.equals("front-end-https");
      case 'c' ->
          name.equals("client-ip")
              || name.equals("cf-connecting-ip")
              || name.equals("cluster-client-ip");
      case 't' -> name.equals("true-client-ip");
      case 'v' -> name.equals("via-proxy");
      default -> false;
    };
  }

  private static boolean isPrivateForwarding(String name, boolean safeMethod) {
    if (name.startsWith("x-forwarded") || name.startsWith("x-original-")) {
      return true;
    }
    return switch (name) {
      case "x-client-ip",
          "x-cluster-client-ip",
          "x-host",
          "x-http-host-override",
          "x-originating-ip",
          "x-proxyuser-ip",
          "x-real-ip",
          "x-remote-addr",
          "x-remote-ip",
          "x-rewrite-url",
          "x-true-client-ip",
          "x-url-scheme" ->
          true;
      // A safe request that asks to be treated as another method: its response would be stored.
      case "x-http-method", "x-http-method-override", "x-method-override" -> safeMethod;
      default -> false;
    };
  }
}
