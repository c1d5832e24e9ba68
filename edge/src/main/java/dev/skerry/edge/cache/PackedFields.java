package dev.skerry.edge.cache;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.skerry.http.Fields;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A header section in one array of bytes, as it is kept in memory and on disk: read line by line,
 * or written to a connection, without being unpacked.
 *
 * <p>A version byte, then the lines. A line is its name and its value; a name is its {@linkplain
 * PackedNames code}, or 0 and a text; a value is a text; a text is its length and so many octets; a
 * length has seven bits in each byte, the least first, and the top bit where more follow.
 *
 * <p>Immutable, of at most {@value #MAX_BYTES} bytes. A <em>line</em> is meant by the place at
 * which it begins: {@code for (int line = p.firstLine(); line < p.end(); line =
 * p.lineAfter(line))}.
 */
public final class PackedFields {
  /** The section without lines. */
  public static final PackedFields EMPTY = new PackedFields(new byte[] {PackedFields.VERSION});

  /** More bytes than this are not packed. */
  public static final int MAX_BYTES = 1 << 20;

  static final byte VERSION = 1;

  private static final int ARRAY_OVERHEAD = 20;

  private final byte[] packed;

  private PackedFields(byte[] packed) {
    this.packed = packed;
  }

  /**
   * Packs a section.
   *
   * @throws IllegalArgumentException if it is larger than {@link #MAX_BYTES}
   */
  public static PackedFields of(Fields fields) {
    return fields.isEmpty() ? EMPTY : new PackedFields(FieldPacker.pack(fields));
  }

  /**
   * Takes bytes that {@link #bytes} gave once, perhaps to another version of the program, and looks
   * at all of them.
   *
   * @param packed belongs to the section from now on
   * @throws IllegalArgumentException if they are not a packed section, whatever they are
   */
  public static PackedFields of(byte[] packed) {
    boolean sameNames = PackedCheck.isWellFormed(packed);
    PackedFields fields = new PackedFields(packed);
    return sameNames ? fields : of(fields.unpack());
  }

  /** Takes bytes that {@link #bytes} gave in this process. */
  static PackedFields ofOwn(byte[] packed) {
    return new PackedFields(packed);
  }

  /** The bytes, for a disk; not to be changed. */
  public byte[] bytes() {
    return packed;
  }

  /** Whether there is no line. */
  public boolean isEmpty() {
    return packed.length == 1;
  }

  // ---- line by line

  /** The first line, or {@link #end}. */
  public int firstLine() {
    return 1;
  }

  /** The line after that one, or {@link #end}. */
  public int lineAfter(int line) {
    int value = valueLength(line);
    return textAfter(value) + length(value);
  }

  /** After the last line. */
  public int end() {
    return packed.length;
  }

  /** The name of a line: for a known name always the same instance. */
  public String name(int line) {
    String known = PackedNames.name(packed[line] & 0xff);
    return known != null ? known : text(line + 1);
  }

  /** The value of a line. */
  public String value(int line) {
    return text(valueLength(line));
  }

  /** The first line of that name, or -1. */
  public int find(String name) {
    return find(name, 1);
  }

  private int find(String name, int from) {
    int code = PackedNames.code(name);
    for (int line = from; line < packed.length; line = lineAfter(line)) {
      if ((packed[line] & 0xff) == code
          && (code != PackedNames.WRITTEN_OUT || isText(line + 1, name))) {
        return line;
      }
    }
    return -1;
  }

  /** The value of the first line of that name, or null. */
  public @Nullable String valueOf(String name) {
    int line = find(name);
    return line < 0 ? null : value(line);
  }

  /** Whether a line of that name is there. */
  public boolean contains(String name) {
    return find(name) >= 0;
  }

  /** The value of that name's one line; null if there is none, or more than one. */
  public @Nullable String onlyValueOf(String name) {
    int line = find(name, 1);
    return line < 0 || find(name, lineAfter(line)) >= 0 ? null : value(line);
  }

  /** The section as it was packed, frozen. */
  public Fields unpack() {
    return isEmpty() ? Fields.EMPTY : toFields().freeze();
  }

  /** The section as it was packed, made anew and the caller's to change. */
  public Fields toFields() {
    Fields fields = new Fields();
    for (int line = 1; line < packed.length; line = lineAfter(line)) {
      fields.add(name(line), value(line));
    }
    return fields;
  }

  /** Its lines of some names, made anew and the caller's to change; others are not unpacked. */
  public Fields toFields(Predicate<String> names) {
    Fields fields = new Fields();
    for (int line = 1; line < packed.length; line = lineAfter(line)) {
      String name = name(line);
      if (names.test(name)) {
        fields.add(name, value(line));
      }
    }
    return fields;
  }

  // ---- as HTTP/1.1 has it

  /** The bytes that {@link #writeLines(byte[], int)} writes. */
  public int lineBytes() {
    int bytes = 0;
    for (int line = 1; line < packed.length; line = lineAfter(line)) {
      bytes += lineBytes(line);
    }
    return bytes;
  }

  /** The bytes that {@link #writeLine} writes. */
  public int lineBytes(int line) {
    int code = packed[line] & 0xff;
    int start =
        code == PackedNames.WRITTEN_OUT ? length(line + 1) + 2 : PackedNames.lineStart(code).length;
    return start + length(valueLength(line)) + 2;
  }

  /**
   * Writes every line as {@code name: value CR LF}.
   *
   * @return the place after the last one
   */
  public int writeLines(byte[] to, int at) {
    int end = at;
    for (int line = 1; line < packed.length; line = lineAfter(line)) {
      end = writeLine(line, to, end);
    }
    return end;
  }

  /** The same into a buffer, which grows where it must. */
  public void writeLines(ByteBuf out) {
    byte[] lines = new byte[lineBytes()];
    writeLines(lines, 0);
    out.writeBytes(lines);
  }

  /**
   * Writes one line as {@code name: value CR LF}.
   *
   * @return the place after it
   */
  public int writeLine(int line, byte[] to, int at) {
    int code = packed[line] & 0xff;
    int end = at;
    if (code == PackedNames.WRITTEN_OUT) {
      end = copyText(line + 1, to, end);
      to[end++] = ':';
      to[end++] = ' ';
    } else {
      byte[] start = PackedNames.lineStart(code);
      System.arraycopy(start, 0, to, end, start.length);
      end += start.length;
    }
    end = copyText(valueLength(line), to, end);
    to[end++] = '\r';
    to[end++] = '\n';
    return end;
  }

  /** What the bytes cost on the heap, in bytes. */
  long weight() {
    return (long) ARRAY_OVERHEAD + packed.length;
  }

  // ---- lengths and texts, by the place of the length

  private int valueLength(int line) {
    if (packed[line] != PackedNames.WRITTEN_OUT) {
      return line + 1;
    }
    return textAfter(line + 1) + length(line + 1);
  }

  private int length(int at) {
    int low = packed[at];
    if (low >= 0) {
      return low;
    }
    int middle = packed[at + 1];
    if (middle >= 0) {
      return (low & 0x7f) | middle << 7;
    }
    return (low & 0x7f) | (middle & 0x7f) << 7 | packed[at + 2] << 14;
  }

  private int textAfter(int at) {
    return at + (packed[at] >= 0 ? 1 : packed[at + 1] >= 0 ? 2 : 3);
  }

  private String text(int at) {
    return new String(packed, textAfter(at), length(at), ISO_8859_1);
  }

  private boolean isText(int at, String text) {
    int length = length(at);
    int from = textAfter(at);
    if (length != text.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) != (packed[from + i] & 0xff)) {
        return false;
      }
    }
    return true;
  }

  private int copyText(int at, byte[] to, int end) {
    int length = length(at);
    System.arraycopy(packed, textAfter(at), to, end, length);
    return end + length;
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof PackedFields other && Arrays.equals(packed, other.packed);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(packed);
  }

  /** The section as it would stand in HTTP/1.1, one line each; for logs and messages. */
  @Override
  public String toString() {
    return unpack().toString();
  }
}
