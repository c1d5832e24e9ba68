package dev.skerry.edge.observe;

/** Status codes as labels and in logs: always three digits. */
final class StatusCode {
  private StatusCode() {}

  /** The code itself if it has three digits, else 0: no head was sent. */
  static int bounded(int status) {
    return status >= 100 && status <= 999 ? status : 0;
  }

  static String label(int status) {
    int code = bounded(status);
    return code == 0 ? "000" : Integer.toString(code);
  }
}
