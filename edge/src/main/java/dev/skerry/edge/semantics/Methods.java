package dev.skerry.edge.semantics;

/** What is known of request methods (RFC 9110 §9.2). */
public final class Methods {
  private Methods() {}

  /** Whether it is known to be read-only; every unknown method counts as unsafe (RFC 9111 §4.4). */
  public static boolean isSafe(String method) {
    return switch (method) {
      case "GET", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "REPORT", "SEARCH", "QUERY" -> true;
      default -> false;
    };
  }

  /** Whether sending it twice has the effect of sending it once (§9.2.2). */
  public static boolean isIdempotent(String method) {
    return isSafe(method) || method.equals("PUT") || method.equals("DELETE");
  }
}
