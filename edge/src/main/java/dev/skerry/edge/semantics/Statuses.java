package dev.skerry.edge.semantics;

/** What a cache knows of status codes (RFC 9110 §15.1, RFC 9111 §3, RFC 6585). */
final class Statuses {
  private Statuses() {}

  /** Whether responses with it may have a heuristic lifetime. */
  static boolean isHeuristicallyCacheable(int status) {
    return switch (status) {
      case 200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414, 501 -> true;
      default -> false;
    };
  }

  /** Whether its rules for caching are known here, as {@code must-understand} asks. */
  static boolean isUnderstood(int status) {
    return switch (status) {
      case 200, 201, 202, 203, 204, 205, 206 -> true;
      case 300, 301, 302, 303, 305, 307, 308 -> true;
      case 500, 501, 502, 503, 504, 505 -> true;
      default -> status >= 400 && status <= 417;
    };
  }

  /**
   * Whether responses with it can be stored at all: final, and not an answer that holds for nothing
   * but the very request it answers (a failed precondition, an unsatisfiable range, the credentials
   * of one hop, a wrong connection, a rate limit).
   */
  static boolean isStorable(int status) {
    return switch (status) {
      case 304, 407, 408, 412, 416, 417, 421, 425, 426, 428, 429, 431, 511 -> false;
      default -> status >= 200 && status <= 599;
    };
  }

  /** Whether a response with it stands for an origin that failed (RFC 5861 §4). */
  static boolean isOriginFailure(int status) {
    return status == 500 || status == 502 || status == 503 || status == 504;
  }
}
