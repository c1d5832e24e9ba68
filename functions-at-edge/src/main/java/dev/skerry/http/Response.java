package dev.skerry.http;

/**
 * The head of a response (RFC 9110 §6): status and header section, without its content.
 *
 * <p>Mutable, owned by one exchange. As in a {@link Request}, the header section never holds what
 * belongs to one connection only; {@code content-length} stays, if it was sent. A 101 keeps {@code
 * upgrade}: the protocol that was switched to.
 */
public final class Response {
  private int status;
  private Fields fields;

  /**
   * Makes a response.
   *
   * @param status 100 to 599
   * @param fields the header section; owned by the response from now on
   */
  public Response(int status, Fields fields) {
    this.status = status;
    this.fields = fields;
  }

  public int status() {
    return status;
  }

  public Response status(int value) {
    status = value;
    return this;
  }

  public Fields fields() {
    return fields;
  }

  public Response fields(Fields value) {
    fields = value;
    return this;
  }

  /** A copy that shares nothing mutable with this one. */
  public Response copy() {
    return new Response(status, fields.copy());
  }

  @Override
  public String toString() {
    return status + "\n" + fields;
  }
}
