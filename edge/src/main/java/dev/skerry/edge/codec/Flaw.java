package dev.skerry.edge.codec;

import dev.skerry.edge.flow.ProxyError;
import java.util.Locale;

/** What can be wrong with a message: the closed list of reasons for which a parser refuses one. */
public enum Flaw {
  EMPTY_LINES("too many empty lines before the request line"),
  INVALID_REQUEST_LINE("the request line is not 'method SP target SP version'"),
  INVALID_METHOD("the method is not a token of at most 64 characters"),
  INVALID_TARGET("the request target has a character that a URI must not have"),
  INVALID_TARGET_FORM("the request target has a form that this method must not have"),
  TARGET_TOO_LONG(414, "the request target is too long"),
  INVALID_VERSION("the version is not 'HTTP/digit.digit'"),
  UNSUPPORTED_VERSION(505, "only HTTP/1.1, HTTP/1.0 and HTTP/2 are spoken here"),
  INVALID_STATUS_LINE("the status line is malformed"),
  BARE_CR("a carriage return that is not followed by a line feed"),
  BARE_LF("a line feed that does not follow a carriage return"),
  CONTROL_CHARACTER("a control character in a field value"),
  FOLDED_LINE("a field line that begins with white space"),
  SPACE_BEFORE_COLON("white space between a field name and its colon"),
  INVALID_FIELD_NAME("a field name that is not a token"),
  MISSING_COLON("a field line without a colon"),
  HEADER_SECTION_TOO_LARGE(
      431, ProxyError.Type.HTTP_RESPONSE_HEADER_SECTION_SIZE, "the header section is too large"),
  TOO_MANY_FIELDS(
      431,
      ProxyError.Type.HTTP_RESPONSE_HEADER_SECTION_SIZE,
      "the header section has too many fields"),
  MISSING_HOST("the Host field is missing"),
  REPEATED_HOST("more than one Host field"),
  INVALID_HOST("the host is not 'host [: port]'"),
  HOST_MISMATCH("the Host field differs from the host of the request target"),
  INVALID_CONTENT_LENGTH("Content-Length is not a number that can be"),
  REPEATED_CONTENT_LENGTH("more than one Content-Length"),
  LENGTH_WITH_CODING("Content-Length together with Transfer-Encoding"),
  INVALID_TRANSFER_ENCODING(
      400,
      ProxyError.Type.HTTP_RESPONSE_TRANSFER_CODING,
      "Transfer-Encoding does not end with one 'chunked'"),
  UNKNOWN_TRANSFER_CODING(
      501, ProxyError.Type.HTTP_RESPONSE_TRANSFER_CODING, "a transfer coding other than 'chunked'"),
  CODING_IN_OLD_VERSION(
      400,
      ProxyError.Type.HTTP_RESPONSE_TRANSFER_CODING,
      "Transfer-Encoding in an HTTP/1.0 message"),
  INVALID_CONNECTION("the Connection field is not a list of tokens"),
  INVALID_CHUNK_SIZE("a chunk size that is not a hexadecimal number that can be"),
  INVALID_CHUNK_EXTENSION("a malformed chunk extension"),
  CHUNK_EXTENSIONS_TOO_LARGE("too many or too long chunk extensions"),
  MISSING_CHUNK_END("a chunk that does not end with CR LF where its size says"),
  TRAILER_SECTION_TOO_LARGE(
      431, ProxyError.Type.HTTP_RESPONSE_TRAILER_SECTION_SIZE, "the trailer section is too large"),
  CONTENT_TOO_LARGE(413, ProxyError.Type.HTTP_RESPONSE_BODY_SIZE, "the content is too large"),
  INVALID_PSEUDO_FIELD("a missing, repeated, misplaced or malformed pseudo-header field"),
  UPPERCASE_FIELD_NAME("a field name with an upper-case letter"),
  CONNECTION_FIELD("a field of the connection, which HTTP/2 must not have"),
  LENGTH_MISMATCH("content of another length than Content-Length says");

  private final int status;
  private final ProxyError.Type errorType;
  private final String text;

  Flaw(String text) {
    this(400, ProxyError.Type.HTTP_PROTOCOL_ERROR, text);
  }

  Flaw(int status, String text) {
    this(status, ProxyError.Type.HTTP_PROTOCOL_ERROR, text);
  }

  Flaw(int status, ProxyError.Type errorType, String text) {
    this.status = status;
    this.errorType = errorType;
    this.text = text;
  }

  /** The status that answers a request with this flaw. */
  public int status() {
    return status;
  }

  /** What is wrong, as a phrase in English that holds nothing of the message itself. */
  public String text() {
    return text;
  }

  /** The flaw's name in logs and metrics, as {@code bare-lf}. */
  public String token() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The error that an origin's response with this flaw is; not to be retried. */
  public ProxyError responseError() {
    return ProxyError.of(errorType, text);
  }

  /** The exception that tells of this flaw; one instance, so that hostile input costs nothing. */
  public FlawedMessageException exception() {
    return FlawedMessageException.of(this);
  }
}
