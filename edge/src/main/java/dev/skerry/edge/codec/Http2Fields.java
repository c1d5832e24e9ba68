package dev.skerry.edge.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersEncoder.SensitivityDetector;
import io.netty.util.AsciiString;
import java.util.Map;

/** Regular fields of HTTP/2 (RFC 9113 §8.2) to and from header and trailer sections. */
public final class Http2Fields {
  /** What must not get into a compression table, where it could be guessed (RFC 7541 §7.1.3). */
  public static final SensitivityDetector SENSITIVE =
      (name, value) ->
          AsciiString.contentEquals(name, FieldNames.AUTHORIZATION)
              || AsciiString.contentEquals(name, FieldNames.PROXY_AUTHORIZATION)
              || AsciiString.contentEquals(name, FieldNames.SET_COOKIE)
              || (AsciiString.contentEquals(name, FieldNames.COOKIE) && value.length() < 20);

  private Http2Fields() {}

  /**
   * The trailer section in a field list.
   *
   * @throws FlawedMessageException if it is malformed; the stream must be reset with PROTOCOL_ERROR
   */
  public static Fields trailers(Http2Headers list, HeadLimits limits) {
    if (list.size() > limits.headerCount()) {
      throw Flaw.TOO_MANY_FIELDS.exception();
    }
    Fields trailers = new Fields();
    for (Map.Entry<CharSequence, CharSequence> line : list) {
      CharSequence name = line.getKey();
      if (!name.isEmpty() && name.charAt(0) == ':') {
        throw Flaw.INVALID_PSEUDO_FIELD.exception();
      }
      int slot = find(name);
      KnownNames.Role role = KnownNames.role(slot);
      String text = slot < 0 ? name.toString() : KnownNames.name(slot);
      String value = value(line.getValue());
      if ((role == KnownNames.Role.END_TO_END || role == KnownNames.Role.UNKNOWN)
          && FieldSection.mayTrail(text)) {
        trailers.add(text, value);
      }
    }
    return trailers;
  }

  /** The field list of a trailer section. */
  public static Http2Headers trailers(Fields trailers) {
    Http2Headers list = new DefaultHttp2Headers(false, trailers.size());
    add(list, trailers);
    return list;
  }

  /** Adds what is not of the connection; true if a {@code date} was there. */
  static boolean add(Http2Headers list, Fields fields) {
    boolean dated = false;
    for (int i = 0; i < fields.size(); i++) {
      String name = fields.name(i);
      if (!HopFields.isHop(name) && Octets.isToken(name)) {
        dated |= name.equals(FieldNames.DATE);
        list.add(name, clean(fields.value(i)));
      }
    }
    return dated;
  }

  /**
   * Takes a regular field into a header section.
   *
   * @return false if it is {@code host}, which the caller has to handle
   */
  static boolean take(Fields fields, CharSequence name, CharSequence rawValue) {
    int slot = find(name);
    String value = value(rawValue);
    switch (KnownNames.role(slot)) {
      case UNKNOWN -> fields.add(name.toString(), value);
      case END_TO_END -> {
        String known = KnownNames.name(slot);
        if (known.equals(FieldNames.COOKIE)) {
          // A cookie may come in crumbs (RFC 9113 §8.2.3).
          String before = fields.first(known);
          fields.set(known, before == null ? value : before + "; " + value);
        } else {
          fields.add(known, value);
        }
      }
      case CONTENT_LENGTH -> {
        if (fields.contains(FieldNames.CONTENT_LENGTH)) {
          throw Flaw.REPEATED_CONTENT_LENGTH.exception();
        }
        fields.add(FieldNames.CONTENT_LENGTH, Long.toString(ContentFraming.length(value)));
      }
      case TE -> {
        if (!value.equalsIgnoreCase("trailers")) {
          throw Flaw.CONNECTION_FIELD.exception();
        }
        fields.set(FieldNames.TE, "trailers");
      }
      case HOST -> {
        return false;
      }
      case TRANSFER_ENCODING, CONNECTION, UPGRADE, DROPPED ->
          throw Flaw.CONNECTION_FIELD.exception();
    }
    return true;
  }

  /** A value without forbidden octets (RFC 9113 §8.2.1), as text. */
  static String value(CharSequence raw) {
    int length = raw.length();
    if (length > 0 && (isSpace(raw.charAt(0)) || isSpace(raw.charAt(length - 1)))) {
      throw Flaw.CONTROL_CHARACTER.exception();
    }
    if (raw instanceof AsciiString ascii) {
      byte[] octets = ascii.array();
      int from = ascii.arrayOffset();
      for (int i = from; i < from + length; i++) {
        if (!Octets.isFieldValue(octets[i])) {
          throw Flaw.CONTROL_CHARACTER.exception();
        }
      }
      // Keeps its text, so a value from the compression table becomes a string once.
      return ascii.toString();
    }
    byte[] octets = raw.toString().getBytes(ISO_8859_1);
    for (byte octet : octets) {
      if (!Octets.isFieldValue(octet)) {
        throw Flaw.CONTROL_CHARACTER.exception();
      }
    }
    return new String(octets, ISO_8859_1);
  }

  /** The slot of a name that must be a token in lower case. */
  private static int find(CharSequence name) {
    if (name.isEmpty()) {
      throw Flaw.INVALID_FIELD_NAME.exception();
    }
    int hash = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      byte lower = c < 0x80 ? Octets.tokenLower((byte) c) : 0;
      if (lower != c) {
        throw (lower == 0 ? Flaw.INVALID_FIELD_NAME : Flaw.UPPERCASE_FIELD_NAME).exception();
      }
      hash = KnownNames.step(hash, lower);
    }
    return KnownNames.find(hash, name);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }

  /** The value with a space for each character that could end a line elsewhere. */
  static String clean(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c > 0xff || !Octets.isFieldValue((byte) c)) {
        return cleaned(value);
      }
    }
    return value;
  }

  private static String cleaned(String value) {
    StringBuilder clean = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      clean.append(c > 0xff || !Octets.isFieldValue((byte) c) ? ' ' : c);
    }
    return clean.toString().strip();
  }
}
