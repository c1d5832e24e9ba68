package dev.skerry.edge.observe;

/** The request methods that metrics tell apart, numbered; what else viewers invent is one class. */
final class MethodClass {
  private static final String[] LABELS = {
    "other", "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT"
  };

  private MethodClass() {}

  static int number(String method) {
    return switch (method) {
      case "GET" -> 1;
      case "HEAD" -> 2;
      case "POST" -> 3;
      case "PUT" -> 4;
      case "PATCH" -> 5;
      case "DELETE" -> 6;
      case "OPTIONS" -> 7;
      case "CONNECT" -> 8;
      default -> 0;
    };
  }

  static String label(int number) {
    return LABELS[number];
  }
}
