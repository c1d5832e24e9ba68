package dev.skerry.origin.tables.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/**
 * The records of an object, one at a time: lines of JSON, or records of CSV, whose quoted fields
 * may have line ends. Holds one record at most. Used by one thread; the stream is its user's.
 */
public final class Lines {
  /** A record of more octets is none: the largest item, written as lengthily as it can be. */
  static final int MOST_BYTES = 4 << 20;

  private static final int NONE = -2;

  private final InputStream in;
  private final int delimiter;
  private final byte[] buffer = new byte[64 << 10];
  private int at;
  private int end;
  private long read;

  /**
   * Records of CSV. Line ends within a quoted field end none; a quotation mark begins a quoted
   * field only at the field's beginning (RFC 4180 §2).
   *
   * @param delimiter between fields, of ASCII
   */
  public static Lines ofCsv(InputStream in, char delimiter) {
    return new Lines(in, delimiter);
  }

  /** Lines. */
  public static Lines of(InputStream in) {
    return new Lines(in, NONE);
  }

  private Lines(InputStream in, int delimiter) {
    this.in = in;
    this.delimiter = delimiter;
  }

  /**
   * A record.
   *
   * @param text without its line end; null where it is too long or no UTF-8
   */
  public record Line(@Nullable String text) {}

  /** The next record; null at the end. */
  public @Nullable Line next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    boolean isQuoted = false;
    boolean begins = delimiter != NONE; // whether a field does
    boolean any = false;
    boolean tooLong = false;
    while (true) {
      int octet = octet();
      if (octet < 0) {
        return any ? line(line, tooLong) : null;
      }
      any = true;
      if (octet == '\n' && !isQuoted) {
        return line(line, tooLong);
      }
      if (octet == '"' && (isQuoted || begins)) {
        // Two marks within a quoted field leave and enter it again.
        isQuoted = !isQuoted;
        begins = !isQuoted;
      } else {
        begins = !isQuoted && octet == delimiter;
      }
      tooLong |= line.size() >= MOST_BYTES;
      if (!tooLong) {
        line.write(octet);
      }
    }
  }

  /** How many octets were read. */
  public long octets() {
    return read;
  }

  private int octet() throws IOException {
    if (at == end) {
      end = Math.max(0, in.read(buffer, 0, buffer.length));
      at = 0;
      if (end == 0) {
        return -1;
      }
    }
    read++;
    return buffer[at++] & 0xFF;
  }

  private static Line line(ByteArrayOutputStream octets, boolean tooLong) {
    if (tooLong) {
      return new Line(null);
    }
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(octets.toByteArray())).toString();
      return new Line(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    } catch (CharacterCodingException e) {
      return new Line(null);
    }
  }
}
