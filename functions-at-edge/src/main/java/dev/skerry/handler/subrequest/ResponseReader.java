package dev.skerry.handler.subrequest;

import dev.skerry.http.Fields;
import dev.skerry.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one response in HTTP/1.1 (RFC 9112 §4 to §7), and no more of it than its bounds. */
final class ResponseReader {
  /** Octets of all heads of a response together, and of its chunks' lines. */
  private static final int MOST_OF_HEADS = 64 << 10;

  private static final Pattern STATUS_LINE =
      Pattern.compile("HTTP/1\\.[01] ([1-5][0-9][0-9])(?: .*)?", Pattern.DOTALL);
  private static final Pattern FIELD_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern CHUNK_LINE =
      Pattern.compile("([0-9A-Fa-f]{1,8})[ \\t]*+(?:;.*)?", Pattern.DOTALL);

  /** Of one connection. */
  private static final Set<String> NOT_SHOWN =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private final InputStream in;
  private final long mostOctets;
  private int leftOfHeads = MOST_OF_HEADS;

  /** A response and all of its content. */
  record Answer(Response response, ByteBuffer content) {}

  ResponseReader(InputStream in, long mostOctets) {
    this.in = in;
    this.mostOctets = mostOctets;
  }

  Answer read(String method) throws IOException {
    int status = status();
    Fields fields = fields();
    while (status < 200) {
      if (status == 101) {
        throw new Refused("the server changes the protocol, which nobody asked for");
      }
      status = status();
      fields = fields();
    }
    boolean none = method.equals("HEAD") || status == 204 || status == 304;
    byte[] content = none ? new byte[0] : content(fields);
    fields.removeIf((name, value) -> NOT_SHOWN.contains(name));
    return new Answer(new Response(status, fields), ByteBuffer.wrap(content).asReadOnlyBuffer());
  }

  private int status() throws IOException {
    Matcher matcher = STATUS_LINE.matcher(line());
    if (!matcher.matches()) {
      throw new Refused("the server's answer is no HTTP/1.1");
    }
    return Integer.parseInt(matcher.group(1));
  }

  private Fields fields() throws IOException {
    Fields fields = new Fields();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon < 0 || !FIELD_NAME.matcher(line).region(0, colon).matches()) {
        throw new Refused("a field of the server's response is not valid");
      }
      fields.add(line.substring(0, colon).toLowerCase(Locale.ROOT), trimmed(line, colon + 1));
    }
    return fields;
  }

  /** The rest of a line without spaces and tabs around it. */
  private static String trimmed(String line, int from) {
    int begin = from;
    int end = line.length();
    while (begin < end && isSpace(line.charAt(begin))) {
      begin++;
    }
    while (end > begin && isSpace(line.charAt(end - 1))) {
      end--;
    }
    return line.substring(begin, end);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }

  // ---- content

  private byte[] content(Fields fields) throws IOException {
    if (fields.contains("transfer-encoding")) {
      if (!"chunked".equalsIgnoreCase(fields.combined("transfer-encoding"))) {
        throw new Refused("the server's transfer coding is not known");
      }
      return chunks();
    }
    List<String> lengths = fields.all("content-length").stream().distinct().toList();
    if (lengths.isEmpty()) {
      return rest();
    }
    if (lengths.size() > 1 || !lengths.getFirst().matches("[0-9]{1,18}")) {
      throw new Refused("the server's content-length is not valid");
    }
    return octets(bounded(Long.parseLong(lengths.getFirst())));
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      // Each line of a chunk is paid for by its content, which is bounded itself.
      leftOfHeads = Math.max(leftOfHeads, Math.min(size, MOST_OF_HEADS) * 2);
      bounded((long) all.size() + size);
      all.writeBytes(octets(size));
      if (!line().isEmpty()) {
        throw new Refused("a chunk of the server's response is not valid");
      }
    }
    fields(); // trailers, which nobody is shown
    return all.toByteArray();
  }

  private int chunkSize() throws IOException {
    Matcher matcher = CHUNK_LINE.matcher(line());
    if (!matcher.matches()) {
      throw new Refused("a chunk of the server's response is not valid");
    }
    return bounded(Long.parseLong(matcher.group(1), 16));
  }

  private byte[] rest() throws IOException {
    byte[] all = in.readNBytes((int) mostOctets + 1);
    bounded(all.length);
    return all;
  }

  private byte[] octets(int count) throws IOException {
    byte[] octets = in.readNBytes(count);
    if (octets.length < count) {
      throw new EOFException("the server closed the connection amid the content");
    }
    return octets;
  }

  private int bounded(long length) throws Refused {
    if (length > mostOctets) {
      throw new Refused("the response has more than " + mostOctets + " octets (subrequest-bytes)");
    }
    return (int) length;
  }

  // ---- lines

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(80);
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new EOFException("the server closed the connection before it had answered");
      }
      if (--leftOfHeads < 0) {
        throw new Refused("the head of the server's response is larger than " + MOST_OF_HEADS);
      }
      line.write(octet);
    }
    leftOfHeads--;
    String text = line.toString(StandardCharsets.ISO_8859_1);
    String bare = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    if (bare.indexOf('\r') >= 0 || bare.indexOf('\0') >= 0) {
      throw new Refused("a line of the server's response is not valid");
    }
    return bare;
  }
}
