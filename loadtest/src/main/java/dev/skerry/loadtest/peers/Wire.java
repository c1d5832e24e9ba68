package dev.skerry.loadtest.peers;

/** How a request travels, and so which of a server's ports it goes to. */
enum Wire {
  /** HTTP/1.1 in clear text. */
  HTTP1("http"),
  /** HTTP/1.1 over TLS 1.3. */
  TLS("https"),
  /** HTTP/2 over TLS 1.3. */
  H2("https"),
  /** HTTP/2 in clear text, known beforehand. */
  H2C("h2c");

  private final String port;

  Wire(String port) {
    this.port = port;
  }

  /** The name of the server's port. */
  String port() {
    return port;
  }

  boolean encrypted() {
    return this == TLS || this == H2;
  }

  boolean http2() {
    return this == H2 || this == H2C;
  }
}
