package dev.skerry.http;

/** The protocol version in which a message was received. */
public enum HttpVersion {
  HTTP_1_0("HTTP/1.0", "1.0"),
  HTTP_1_1("HTTP/1.1", "1.1"),
  HTTP_2("HTTP/2", "2"),
  HTTP_3("HTTP/3", "3");

  private final String text;
  private final String viaText;

  HttpVersion(String text, String viaText) {
    this.text = text;
    this.viaText = viaText;
  }

  /** The version as logs show it, {@code HTTP/1.1} or {@code HTTP/2}. */
  public String text() {
    return text;
  }

  /** The version as {@code Via} shows it (RFC 9110 §7.6.3), {@code 1.1} or {@code 2}. */
  public String viaText() {
    return viaText;
  }
}
