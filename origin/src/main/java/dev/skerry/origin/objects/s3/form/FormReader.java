package dev.skerry.origin.objects.s3.form;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.origin.objects.s3.error.S3Error;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a form ({@code multipart/form-data}): its fields up to the file, and then the file's octets
 * as a stream. What follows the file is not looked at. Used by one thread.
 */
public final class FormReader {
  /** Octets of all that is before the file: fields with their names, and what is before them. */
  private static final int FIELDS_BYTES_MAX = 20 << 10;

  private static final int BUFFER_BYTES = 64 << 10;
  private static final int BOUNDARY_CHARS_MAX = 70;
  private static final String FILE = "file";
  private static final Pattern BOUNDARY =
      Pattern.compile(";\\s*boundary=(?:\"([^\"]+)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);
  private static final Pattern NAME =
      Pattern.compile("[;\\s]name=(?:\"([^\"]*)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);
  private static final Pattern FILENAME =
      Pattern.compile("[;\\s]filename=(?:\"([^\"]*)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);

  private final InputStream in;
  private final byte[] delimiter;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int at;
  private int end;
  private int fieldBytes;

  private FormReader(InputStream in, String boundary) {
    this.in = in;
    this.delimiter = ("\r\n--" + boundary).getBytes(ISO_8859_1);
    // The first delimiter may be without the end of a line before it.
    buffer[0] = '\r';
    buffer[1] = '\n';
    end = 2;
  }

  /**
   * What is in front of the file.
   *
   * @param fields names in lower case
   * @param filename as the browser names the file, without folders; empty if it does not
   * @param type of the file, as the browser says; null if it does not
   * @param file its octets, to be read to the end
   */
  public record Form(
      Map<String, String> fields, String filename, @Nullable String type, InputStream file) {}

  /** The boundary of a field {@code content-type}; empty where that is no form's. */
  static Optional<String> boundary(@Nullable String contentType) {
    if (contentType == null
        || !contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
      return Optional.empty();
    }
    Matcher boundary = BOUNDARY.matcher(contentType);
    return boundary.find()
        ? Optional.of(value(boundary)).filter(text -> text.length() <= BOUNDARY_CHARS_MAX)
        : Optional.empty();
  }

  private static String value(Matcher matcher) {
    return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
  }

  /** Reads a form up to its file. */
  public static Form read(InputStream in, @Nullable String contentType) throws IOException {
    String boundary =
        boundary(contentType)
            .orElseThrow(
                () ->
                    S3Error.MALFORMED_POST_REQUEST.exception(
                        "The body of your POST request is not well-formed multipart/form-data."));
    return new FormReader(in, boundary).form();
  }

  private Form form() throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    var _ = small(); // what is before the first delimiter is nothing
    while (begin()) {
      String disposition = "";
      String type = null;
      for (String line = line(); !line.isEmpty(); line = line()) {
        String lower = line.toLowerCase(Locale.ROOT);
        if (lower.startsWith("content-disposition:")) {
          disposition = line;
        } else if (lower.startsWith("content-type:")) {
          type = line.substring("content-type:".length()).strip();
        }
      }
      Matcher name = NAME.matcher(disposition);
      if (!name.find()) {
        throw malformed();
      }
      String field = text(value(name)).toLowerCase(Locale.ROOT);
      if (field.equals(FILE)) {
        Matcher filename = FILENAME.matcher(disposition);
        return new Form(fields, filename.find() ? bare(text(value(filename))) : "", type, part());
      }
      fields.put(field, text(small()));
    }
    throw S3Error.INCORRECT_NUMBER_OF_FILES.exception();
  }

  private static String bare(String filename) {
    int slash = Math.max(filename.lastIndexOf('/'), filename.lastIndexOf('\\'));
    return filename.substring(slash + 1);
  }

  private static String text(String octets) {
    return new String(octets.getBytes(ISO_8859_1), UTF_8);
  }

  private String small() throws IOException {
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    InputStream part = part();
    byte[] piece = new byte[512];
    for (int n = part.read(piece); n >= 0; n = part.read(piece)) {
      count(n);
      value.write(piece, 0, n);
    }
    return value.toString(ISO_8859_1);
  }

  private void count(int bytes) {
    fieldBytes += bytes;
    if (fieldBytes > FIELDS_BYTES_MAX) {
      throw S3Error.MAX_POST_PRE_DATA_LENGTH_EXCEEDED.exception();
    }
  }

  /** Passes over the rest of a delimiter's line; false if it was the last one. */
  private boolean begin() throws IOException {
    String rest = line();
    if (rest.startsWith("--")) {
      return false;
    }
    if (!rest.isBlank()) {
      throw malformed();
    }
    return true;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      if (at == end && !fill()) {
        throw malformed();
      }
      char c = (char) (buffer[at++] & 0xFF);
      count(1);
      if (c == '\n') {
        int length = line.length();
        return length > 0 && line.charAt(length - 1) == '\r'
            ? line.substring(0, length - 1)
            : line.toString();
      }
      line.append(c);
    }
  }

  /** Reads more behind what is left; false at the end. */
  private boolean fill() throws IOException {
    if (at > 0) {
      System.arraycopy(buffer, at, buffer, 0, end - at);
      end -= at;
      at = 0;
    }
    int n = in.read(buffer, end, buffer.length - end);
    end += Math.max(n, 0);
    return n > 0;
  }

  /** The octets up to the next delimiter, which is passed over. */
  private InputStream part() {
    return new InputStream() {
      private boolean ended;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        if (ended) {
          return -1;
        }
        while (true) {
          int found = indexOfDelimiter();
          int free = found >= 0 ? found - at : end - at - delimiter.length + 1;
          if (free > 0) {
            int n = Math.min(free, length);
            System.arraycopy(buffer, at, into, offset, n);
            at += n;
            return n;
          }
          if (found >= 0) {
            at += delimiter.length;
            ended = true;
            return -1;
          }
          if (!fill()) {
            throw malformed();
          }
        }
      }
    };
  }

  private int indexOfDelimiter() {
    for (int i = at; i <= end - delimiter.length; i++) {
      if (buffer[i] == delimiter[0] && isDelimiter(i)) {
        return i;
      }
    }
    return -1;
  }

  private boolean isDelimiter(int from) {
    for (int i = 1; i < delimiter.length; i++) {
      if (buffer[from + i] != delimiter[i]) {
        return false;
      }
    }
    return true;
  }

  private static RuntimeException malformed() {
    return S3Error.MALFORMED_POST_REQUEST.exception();
  }
}
