package dev.skerry.loadtest.harness;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads HTTP/1.1 messages from a stream, and refuses whatever is not exactly as RFC 9112 writes it:
 * what an edge sends must need no guessing.
 */
public final class HttpInput {
  private static final int MOST_LINE_BYTES = 1 << 20;

  private final InputStream in;

  HttpInput(InputStream in) {
    this.in = in;
  }

  /** A line without its CR LF, as Latin-1; null at the end of the stream before its first byte. */
  @Nullable String lineOrEnd() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(80);
    for (int b = in.read(); ; b = in.read()) {
      if (b < 0) {
        if (line.size() == 0) {
          return null;
        }
        throw new EOFException("end of stream in the line «" + line + "»");
      }
      if (b == '\r') {
        if (in.read() != '\n') {
          throw new ProtocolException("bare CR after «" + line + "»");
        }
        return line.toString(StandardCharsets.ISO_8859_1);
      }
      if (b == '\n' || b == 0) {
        throw new ProtocolException("bare LF or NUL after «" + line + "»");
      }
      line.write(b);
      if (line.size() > MOST_LINE_BYTES) {
        throw new ProtocolException("a line of more than " + MOST_LINE_BYTES + " bytes");
      }
    }
  }

  String line() throws IOException {
    String line = lineOrEnd();
    if (line == null) {
      throw new EOFException("end of stream where a line was expected");
    }
    return line;
  }

  /** The field lines up to the empty line (RFC 9112 §5). */
  List<Field> fields() throws IOException {
    List<Field> fields = new ArrayList<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      String name = colon < 0 ? line : line.substring(0, colon);
      if (colon < 1 || !name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
        throw new ProtocolException("not a field line: «" + line + "»");
      }
      fields.add(new Field(name.toLowerCase(Locale.ROOT), line.substring(colon + 1).strip()));
    }
    return fields;
  }

  /** Content of this length, as Latin-1. */
  String exactly(long length) throws IOException {
    byte[] content = in.readNBytes(Math.toIntExact(length));
    if (content.length < length) {
      throw new EOFException("content of " + content.length + " bytes instead of " + length);
    }
    return new String(content, StandardCharsets.ISO_8859_1);
  }

  /** Content in the chunked coding (RFC 9112 §7.1); trailers are read and dropped. */
  String chunked() throws IOException {
    StringBuilder content = new StringBuilder();
    for (long size = chunkSize(); size > 0; size = chunkSize()) {
      content.append(exactly(size));
      endOfChunk();
    }
    fields();
    return content.toString();
  }

  void endOfChunk() throws IOException {
    if (!line().isEmpty()) {
      throw new ProtocolException("no CR LF after a chunk");
    }
  }

  /** The size of the chunk that follows. */
  long chunkSize() throws IOException {
    String line = line();
    if (!line.matches("[0-9A-Fa-f]{1,15}")) {
      throw new ProtocolException("not a chunk size: «" + line + "»");
    }
    return Long.parseLong(line, 16);
  }

  /** Content that the end of the stream ends, as Latin-1. */
  String toTheEnd() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** A field line: its name in lower case, and its value without white space around it. */
  record Field(String name, String value) {}
}
