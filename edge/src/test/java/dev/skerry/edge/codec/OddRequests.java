package dev.skerry.edge.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables of requests in {@code src/test/resources/malformed}. */
public final class OddRequests {
  private static final Pattern REPEATED = Pattern.compile("\\{(.+?)\\*(\\d+)}");

  private OddRequests() {}

  /** A line of a table: what is expected, and the request. */
  public record Line(List<String> expected, String written) {
    /** The request's octets. */
    public byte[] octets() {
      Matcher repeated = REPEATED.matcher(written);
      ByteArrayOutputStream octets = new ByteArrayOutputStream();
      int from = 0;
      while (repeated.find()) {
        octets.writeBytes(unescaped(written.substring(from, repeated.start())));
        byte[] piece = unescaped(repeated.group(1));
        for (int i = Integer.parseInt(repeated.group(2)); i > 0; i--) {
          octets.writeBytes(piece);
        }
        from = repeated.end();
      }
      octets.writeBytes(unescaped(written.substring(from)));
      return octets.toByteArray();
    }

    @Override
    public String toString() {
      return String.join(" ", expected) + " | " + written;
    }
  }

  /** Malformed requests, each with its status and flaw. */
  public static List<Line> malformed() {
    return read("requests.txt");
  }

  /** Well-formed requests, each with method, authority, path, query and content. */
  public static List<Line> wellFormed() {
    return read("well-formed.txt");
  }

  private static List<Line> read(String file) {
    try (InputStream in = OddRequests.class.getResourceAsStream("/malformed/" + file)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(OddRequests::line)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Line line(String text) {
    int bar = text.indexOf(" | ");
    return new Line(Arrays.asList(text.substring(0, bar).split(" ")), text.substring(bar + 3));
  }

  private static byte[] unescaped(String text) {
    StringBuilder octets = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        octets.append(c);
        continue;
      }
      switch (text.charAt(++i)) {
        case 'r' -> octets.append('\r');
        case 'n' -> octets.append('\n');
        case 't' -> octets.append('\t');
        case '0' -> octets.append('\0');
        case '\\' -> octets.append('\\');
        case 'x' -> {
          octets.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
          i += 2;
        }
        default -> throw new IllegalArgumentException("unknown escape in " + text);
      }
    }
    return octets.toString().getBytes(ISO_8859_1);
  }
}
