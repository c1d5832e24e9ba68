package dev.skerry.edge.admin;

/** The closed list of what an admin call can be refused for, each with its status (RFC 9457). */
public enum Problem {
  MALFORMED_JSON(400, "The content is not JSON"),
  INVALID_REQUEST(400, "The request says something that cannot be done"),
  UNAUTHENTICATED(401, "This call needs the admin token"),
  NOT_FOUND(404, "There is no such endpoint"),
  METHOD_NOT_ALLOWED(405, "This endpoint has other methods"),
  CONTENT_TOO_LARGE(413, "The content is longer than the limit"),
  UNSUPPORTED_MEDIA_TYPE(415, "The content must be application/json"),
  MISDIRECTED(421, "The admin API does not answer to this host name"),
  INTERNAL(500, "The edge failed; its log says why"),
  NOT_DURABLE(500, "The purge holds, but may be forgotten at a restart: order it again"),
  BUSY(503, "Too many admin calls at once");

  private final int status;
  private final String title;

  Problem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The status of the response. */
  public int status() {
    return status;
  }

  /** What kind of problem it is, the same for every occurrence. */
  public String title() {
    return title;
  }

  /** The problem type (RFC 9457 §3.1.1), as {@code urn:skerry:problem:not-found}. */
  public String type() {
    return "urn:skerry:problem:" + Names.of(this);
  }
}
