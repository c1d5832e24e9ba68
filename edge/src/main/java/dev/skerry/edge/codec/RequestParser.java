package dev.skerry.edge.codec;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.HttpVersion;
import dev.skerry.http.Request;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Parses the heads of the requests of one HTTP/1.1 connection, one after another (RFC 9112 §2 to
 * §6).
 *
 * <p>Strict: what two servers might understand differently is a {@link FlawedMessageException},
 * after which the parser must not be used again and the connection be closed.
 */
public final class RequestParser {
  private static final int MAX_EMPTY_LINES = 4;

  private final boolean secure;
  private final RequestLine requestLine;
  private final int maxLine;
  private final FieldSection section;
  private final LineReader lines = new LineReader(false);

  private boolean inFields;
  private int emptyLines;
  private long framing;
  private boolean persistent;

  /**
   * Makes a parser for one connection.
   *
   * @param secure whether the connection is under TLS, hence the scheme {@code https}
   */
  public RequestParser(HeadLimits limits, boolean secure) {
    this.secure = secure;
    this.requestLine = new RequestLine(limits.targetBytes());
    this.maxLine = limits.targetBytes() + RequestLine.BESIDE_TARGET;
    this.section = FieldSection.header(false, limits);
  }

  /**
   * Takes the next head out of the buffer, or what is there of it.
   *
   * @return null if more octets are needed
   * @throws FlawedMessageException if it is malformed or too large
   */
  public @Nullable Request parse(ByteBuf in) {
    Scratch scratch = Scratch.ofThread();
    while (in.isReadable()) {
      if (inFields) {
        int length = lines.next(in, scratch, section.room(), section.tooLarge());
        if (length < 0) {
          return null;
        }
        if (length == 0) {
          inFields = false;
          return finish();
        }
        section.line(scratch.room(length), length);
      } else if (!requestLine(in, scratch)) {
        return null;
      }
    }
    return null;
  }

  /** How the content of the request parsed last is delimited: a {@link Framing}. */
  public long framing() {
    return framing;
  }

  /** Whether the connection may stay open after the request parsed last (RFC 9112 §9.3). */
  public boolean persistent() {
    return persistent;
  }

  /** Whether a request line was taken whose field lines are not complete. */
  public boolean isInHead() {
    return inFields;
  }

  private boolean requestLine(ByteBuf in, Scratch scratch) {
    byte first = in.getByte(in.readerIndex());
    if (first != Octets.CR && first != Octets.LF && !Octets.isToken(first)) {
      throw Flaw.INVALID_METHOD.exception();
    }
    int length = lines.next(in, scratch, maxLine, Flaw.TARGET_TOO_LONG);
    if (length < 0) {
      return false;
    }
    if (length == 0) {
      if (++emptyLines > MAX_EMPTY_LINES) {
        throw Flaw.EMPTY_LINES.exception();
      }
      return true;
    }
    emptyLines = 0;
    requestLine.parse(scratch.room(length), length);
    section.begin(length + 2);
    inFields = true;
    return true;
  }

  private Request finish() {
    Fields fields = section.finish();
    ConnectionFields connection = section.connection;
    boolean oldVersion = requestLine.version == HttpVersion.HTTP_1_0;
    if (connection.invalidOption()) {
      throw Flaw.INVALID_CONNECTION.exception();
    }
    String authority = authority(connection, oldVersion);
    framing = ContentFraming.ofRequest(connection, oldVersion);
    persistent = !connection.close() && (!oldVersion || connection.keepAlive());
    if (framing >= 0 && connection.contentLength() != null) {
      fields.set(FieldNames.CONTENT_LENGTH, Long.toString(framing));
    }
    if (oldVersion) {
      // HTTP/1.0 knows no expectations (RFC 9110 §10.1.1).
      fields.remove(FieldNames.EXPECT);
    }
    return new Request(
            requestLine.method,
            secure ? "https" : "http",
            authority,
            requestLine.path,
            requestLine.query,
            fields)
        .version(requestLine.version)
        .hasContent(framing != Framing.NONE)
        .upgrade(oldVersion ? null : connection.upgrade());
  }

  /** The host from target and Host field (RFC 9112 §3.2), which must not contradict each other. */
  private String authority(ConnectionFields connection, boolean oldVersion) {
    String host = connection.host();
    if (connection.hosts() > 1) {
      throw Flaw.REPEATED_HOST.exception();
    }
    if (host == null && !oldVersion) {
      throw Flaw.MISSING_HOST.exception();
    }
    boolean connect = requestLine.method.equals("CONNECT");
    String fromTarget = requestLine.authority;
    if (fromTarget != null && !connect) {
      fromTarget = Authority.normalize(fromTarget, secure);
    }
    if (host == null) {
      return fromTarget == null ? "" : fromTarget;
    }
    String fromField = Authority.normalize(host, secure);
    if (fromTarget == null) {
      return fromField;
    }
    if (!fromTarget.equals(fromField)
        && !(connect && fromTarget.equals(fromField + (secure ? ":443" : ":80")))) {
      throw Flaw.HOST_MISMATCH.exception();
    }
    return fromTarget;
  }
}
