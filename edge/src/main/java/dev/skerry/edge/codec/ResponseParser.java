package dev.skerry.edge.codec;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Response;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Parses the heads of the responses of one HTTP/1.1 connection (RFC 9112 §4 to §6), interim ones
 * too.
 *
 * <p>Strict in what frames a response; in the rest as lenient as RFC 9112 asks of a client: a line
 * feed alone ends a line, folded lines become one, white space before a colon is taken out, the
 * reason phrase may be missing, equal lengths may be repeated.
 */
public final class ResponseParser {
  private static final int MAX_STATUS_LINE = 8 * 1024;

  private final FieldSection section;
  private final LineReader lines = new LineReader(true);

  private boolean inFields;
  private boolean oldVersion;
  private int status;
  private long framing;
  private boolean persistent;

  /** Makes a parser for one connection. */
  public ResponseParser(HeadLimits limits) {
    this.section = FieldSection.header(true, limits);
  }

  /**
   * Takes the next head out of the buffer, or what is there of it.
   *
   * @param requestMethod of the request that is answered: with it the framing is decided
   * @return null if more octets are needed; a 101 keeps its {@code upgrade} field
   * @throws FlawedMessageException if it is malformed or too large; the connection must be closed
   */
  public @Nullable Response parse(ByteBuf in, String requestMethod) {
    Scratch scratch = Scratch.ofThread();
    while (in.isReadable()) {
      if (inFields) {
        int length = lines.next(in, scratch, section.room(), section.tooLarge());
        if (length < 0) {
          return null;
        }
        if (length == 0) {
          inFields = false;
          return finish(requestMethod);
        }
        section.line(scratch.room(length), length);
      } else {
        int length = lines.next(in, scratch, MAX_STATUS_LINE, Flaw.INVALID_STATUS_LINE);
        if (length < 0) {
          return null;
        }
        statusLine(scratch.room(length), length);
        section.begin(0);
        inFields = true;
      }
    }
    return null;
  }

  /** How the content of the response parsed last is delimited: a {@link Framing}. */
  public long framing() {
    return framing;
  }

  /** Whether the connection may be used again after the response parsed last (RFC 9112 §9.3). */
  public boolean persistent() {
    return persistent;
  }

  /** Whether the response parsed last was an HTTP/1.0 one. */
  public boolean oldVersion() {
    return oldVersion;
  }

  /** Whether the response parsed last is an interim one, after which another follows. */
  public boolean interim() {
    return status < 200 && status != 101;
  }

  private void statusLine(byte[] octets, int length) {
    if (length < 12
        || !RequestLine.startsWith(octets, 0, length, "HTTP/1.")
        || !RequestLine.isDigit(octets[7])
        || octets[8] != Octets.SP
        || (length > 12 && octets[12] != Octets.SP)) {
      throw Flaw.INVALID_STATUS_LINE.exception();
    }
    status = 0;
    for (int i = 9; i < 12; i++) {
      if (!RequestLine.isDigit(octets[i])) {
        throw Flaw.INVALID_STATUS_LINE.exception();
      }
      status = 10 * status + octets[i] - '0';
    }
    if (status < 100 || status > 599) {
      throw Flaw.INVALID_STATUS_LINE.exception();
    }
    for (int i = 12; i < length; i++) {
      if (octets[i] == Octets.CR || octets[i] == 0) {
        throw Flaw.INVALID_STATUS_LINE.exception();
      }
    }
    oldVersion = octets[7] == '0';
  }

  private Response finish(String requestMethod) {
    Fields fields = section.finish();
    ConnectionFields connection = section.connection;
    boolean without =
        status < 200 || status == 204 || status == 304 || requestMethod.equals("HEAD");
    boolean tunnel = status == 101 || (requestMethod.equals("CONNECT") && status / 100 == 2);
    persistent = !connection.close() && (!oldVersion || connection.keepAlive());
    if (without || tunnel) {
      framing = tunnel ? Framing.UNTIL_CLOSE : Framing.NONE;
      withoutContent(connection, fields);
    } else {
      framing = ContentFraming.ofResponse(connection, oldVersion);
      persistent &= framing != Framing.UNTIL_CLOSE;
      if (framing >= 0) {
        fields.set(FieldNames.CONTENT_LENGTH, Long.toString(framing));
      }
    }
    if (status == 101) {
      String protocol = connection.upgrade();
      if (protocol == null) {
        throw Flaw.INVALID_CONNECTION.exception();
      }
      fields.set(FieldNames.UPGRADE, protocol);
    }
    return new Response(status, fields);
  }

  /** Lengths that frame nothing still describe the representation, where they are valid. */
  private void withoutContent(ConnectionFields connection, Fields fields) {
    String length = connection.contentLength();
    if (length != null) {
      if (status < 200 || status == 204) {
        fields.remove(FieldNames.CONTENT_LENGTH);
        // A sender that says so may well send so.
        persistent &= status < 200 || length.equals("0");
      } else if (connection.transferEncoding() != null) {
        throw Flaw.LENGTH_WITH_CODING.exception();
      } else {
        fields.set(
            FieldNames.CONTENT_LENGTH,
            Long.toString(ContentFraming.responseLength(connection, length)));
      }
    }
    if (connection.transferEncoding() != null && (status < 200 || status == 204)) {
      persistent = false;
    }
  }
}
