package dev.skerry.edge.admin;

/** The closed list of what an admin call can be refused for, each with its status (RFC 9457). */
public enum Problem {
  MALFORMED_JSON(400, "The content is not JSON"),
  INVALID_REQUEST(400, "The request says something that cannot be done"),
  UNAUTHENTICATED(401, "This call needs a token that is in force"),
  FORBIDDEN(403, "The token's scopes do not allow this call"),
  NO_ENDPOINT(404, "There is no such endpoint"),
  NOT_FOUND(404, "There is nothing of that name"),
  METHOD_NOT_ALLOWED(405, "This endpoint has other methods"),
  CONFLICT(409, "It cannot be done as things are now"),
  PRECONDITION_FAILED(412, "It is not the version any more that the call is meant for"),
  CONTENT_TOO_LARGE(413, "The content is longer than the limit"),
  UNSUPPORTED_MEDIA_TYPE(415, "The content must be application/json"),
  MISDIRECTED(421, "The admin API does not answer to this host name"),
  UNPROCESSABLE(422, "The content is well formed, but cannot be put in force"),
  PRECONDITION_REQUIRED(428, "The call must say which version it is meant for"),
  TOO_MANY_REQUESTS(429, "There are too many such calls: wait"),
  INTERNAL(500, "The call failed; the log says why"),
  NOT_DURABLE(500, "The purge holds, but may be forgotten at a restart: order it again"),
  NOT_AUDITED(500, "What was asked may be done, but could not be written to the audit log"),
  BUSY(503, "Too many admin calls at once"),
  UNAVAILABLE(503, "What the call needs does not answer now");

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
