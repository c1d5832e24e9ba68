package dev.skerry.edge.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import org.jspecify.annotations.Nullable;

/**
 * A header or trailer section while it is parsed (RFC 9112 §5): takes field lines, keeps apart what
 * frames the message or belongs to the connection, and bounds the rest.
 *
 * <p>One per parser, used again for each message.
 */
final class FieldSection {
  private final boolean lenient;
  private final boolean trailers;
  private final int maxBytes;
  private final int maxCount;
  private final Flaw tooLarge;

  private Fields fields = new Fields();
  private int bytes;
  private int count;

  /** In lenient mode the last line waits here for its continuation lines. */
  private int pendingSlot = -1;

  private @Nullable String pendingName;
  private String pendingValue = "";

  final ConnectionFields connection = new ConnectionFields();

  private FieldSection(boolean lenient, boolean trailers, HeadLimits limits, Flaw tooLarge) {
    this.lenient = lenient;
    this.trailers = trailers;
    this.maxBytes = trailers ? limits.trailerBytes() : limits.headerBytes();
    this.maxCount = limits.headerCount();
    this.tooLarge = tooLarge;
  }

  static FieldSection header(boolean lenient, HeadLimits limits) {
    return new FieldSection(lenient, false, limits, Flaw.HEADER_SECTION_TOO_LARGE);
  }

  static FieldSection trailer(boolean lenient, HeadLimits limits) {
    return new FieldSection(lenient, true, limits, Flaw.TRAILER_SECTION_TOO_LARGE);
  }

  /**
   * Begins the section of another message.
   *
   * @param used how many octets already count
   */
  void begin(int used) {
    fields = new Fields();
    bytes = used;
    count = 0;
    pendingName = null;
    connection.reset();
  }

  /** How long the next line may be, without its end. */
  int room() {
    return Math.max(0, maxBytes - bytes);
  }

  Flaw tooLarge() {
    return tooLarge;
  }

  /** Takes the line of that length at the start of the octets; not the empty one. */
  void line(byte[] octets, int length) {
    bytes += length + 2;
    if (bytes > maxBytes) {
      throw tooLarge.exception();
    }
    if (Octets.isSpace(octets[0])) {
      fold(octets, length);
      return;
    }
    if (++count > maxCount) {
      throw Flaw.TOO_MANY_FIELDS.exception();
    }
    int hash = 0;
    int colon = 0;
    for (byte lower; colon < length; colon++) {
      lower = Octets.tokenLower(octets[colon]);
      if (lower == 0) {
        break;
      }
      hash = KnownNames.step(hash, lower);
    }
    int nameEnd = colon;
    colon = colon(octets, colon, length);
    int slot = KnownNames.find(hash, octets, 0, nameEnd);
    String name = slot >= 0 ? KnownNames.name(slot) : lower(octets, nameEnd);
    String value = value(octets, colon + 1, length);
    if (lenient) {
      commit();
      pendingSlot = slot;
      pendingName = name;
      pendingValue = value;
    } else {
      add(slot, name, value);
    }
  }

  /** The section as it is; what was taken apart is in {@link #connection}. */
  Fields finish() {
    commit();
    connection.removeNominated(fields);
    return fields;
  }

  /** Finds the colon at {@code i}; a client takes out white space before it (RFC 9112 §5.1). */
  private int colon(byte[] octets, int i, int length) {
    if (i == length) {
      throw Flaw.MISSING_COLON.exception();
    }
    if (i > 0 && Octets.isSpace(octets[i])) {
      int next = i;
      while (next < length && Octets.isSpace(octets[next])) {
        next++;
      }
      if (!lenient && (next == length || octets[next] == ':')) {
        throw Flaw.SPACE_BEFORE_COLON.exception();
      }
      if (lenient && next < length && octets[next] == ':') {
        return next;
      }
    }
    if (i == 0 || octets[i] != ':') {
      throw (octets[i] == Octets.CR ? Flaw.BARE_CR : Flaw.INVALID_FIELD_NAME).exception();
    }
    return i;
  }

  private static String lower(byte[] octets, int length) {
    for (int i = 0; i < length; i++) {
      octets[i] = Octets.tokenLower(octets[i]);
    }
    return new String(octets, 0, length, ISO_8859_1);
  }

  private String value(byte[] octets, int from, int to) {
    for (int i = Octets.fieldValueEnd(octets, from, to);
        i < to;
        i = Octets.fieldValueEnd(octets, i, to)) {
      control(octets, i);
    }
    int start = from;
    int end = to;
    while (start < end && Octets.isSpace(octets[start])) {
      start++;
    }
    while (end > start && Octets.isSpace(octets[end - 1])) {
      end--;
    }
    return new String(octets, start, end - start, ISO_8859_1);
  }

  /** A client may take a control character for a space, except those that end lines or strings. */
  private void control(byte[] octets, int i) {
    byte octet = octets[i];
    if (octet == Octets.CR) {
      throw Flaw.BARE_CR.exception();
    }
    if (!lenient || octet == 0) {
      throw Flaw.CONTROL_CHARACTER.exception();
    }
    octets[i] = Octets.SP;
  }

  private void fold(byte[] octets, int length) {
    if (!lenient || pendingName == null) {
      throw Flaw.FOLDED_LINE.exception();
    }
    String more = value(octets, 0, length);
    pendingValue =
        pendingValue.isEmpty() ? more : more.isEmpty() ? pendingValue : pendingValue + ' ' + more;
  }

  private void commit() {
    if (pendingName != null) {
      add(pendingSlot, pendingName, pendingValue);
      pendingName = null;
    }
  }

  private void add(int slot, String name, String value) {
    KnownNames.Role role = KnownNames.role(slot);
    if (role == KnownNames.Role.UNKNOWN || role == KnownNames.Role.END_TO_END) {
      if (!trailers || mayTrail(name)) {
        fields.add(name, value);
      }
    } else if (!trailers) {
      connection.take(role, value, fields);
    }
  }

  /**
   * Whether a trailer section may hold it: nothing that routes or authenticates (RFC 9110 §6.5.1).
   */
  static boolean mayTrail(String name) {
    return switch (name) {
      case FieldNames.AUTHORIZATION,
          FieldNames.PROXY_AUTHORIZATION,
          FieldNames.CACHE_CONTROL,
          FieldNames.CONTENT_ENCODING,
          FieldNames.CONTENT_RANGE,
          FieldNames.CONTENT_TYPE,
          FieldNames.COOKIE,
          FieldNames.EXPECT,
          FieldNames.FORWARDED,
          FieldNames.LOCATION,
          FieldNames.MAX_FORWARDS,
          FieldNames.RANGE,
          FieldNames.SET_COOKIE,
          FieldNames.TRAILER,
          FieldNames.VARY,
          FieldNames.X_FORWARDED_FOR,
          FieldNames.X_FORWARDED_HOST,
          FieldNames.X_FORWARDED_PORT,
          FieldNames.X_FORWARDED_PROTO ->
          false;
      default -> true;
    };
  }
}
