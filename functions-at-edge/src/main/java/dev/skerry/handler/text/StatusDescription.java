package dev.skerry.handler.text;

/** The reason phrases of statuses (RFC 9110 §15) that events show. */
public final class StatusDescription {
  private StatusDescription() {}

  /** The phrase; empty for those that are hardly ever seen. */
  public static String of(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 201 -> "Created";
      case 202 -> "Accepted";
      case 204 -> "No Content";
      case 206 -> "Partial Content";
      case 301 -> "Moved Permanently";
      case 302 -> "Found";
      case 303 -> "See Other";
      case 304 -> "Not Modified";
      case 307 -> "Temporary Redirect";
      case 308 -> "Permanent Redirect";
      default -> "";
    };
  }
}
