package dev.skerry.edge.config;

import java.util.List;

/**
 * What is compressed on the way to the viewer.
 *
 * @param codings in order of preference where the viewer likes several equally; empty for never
 * @param types media types in lower case without parameters; {@code text/*} and {@code *+json}
 *     stand for many
 * @param minBytes content shorter than this is left as it is
 */
public record CompressionPolicy(List<Coding> codings, List<String> types, long minBytes) {

  public CompressionPolicy {
    codings = List.copyOf(codings);
    types = List.copyOf(types);
  }

  /** Whether anything is compressed at all. */
  public boolean enabled() {
    return !codings.isEmpty();
  }

  /** Whether content of that media type is compressed. {@code contentType} may have parameters. */
  public boolean covers(String contentType) {
    int semicolon = contentType.indexOf(';');
    int end = semicolon < 0 ? contentType.length() : semicolon;
    while (end > 0 && contentType.charAt(end - 1) <= ' ') {
      end--;
    }
    for (int i = 0; i < types.size(); i++) {
      String type = types.get(i);
      int length = type.length();
      boolean covered =
          type.charAt(0) == '*'
              ? end >= length
                  && contentType.regionMatches(true, end - length + 1, type, 1, length - 1)
              : type.charAt(length - 1) == '*'
                  ? contentType.regionMatches(true, 0, type, 0, length - 1)
                  : end == length && contentType.regionMatches(true, 0, type, 0, length);
      if (covered) {
        return true;
      }
    }
    return false;
  }

  /** A content coding that the edge can apply (RFC 9110 §8.4.1). */
  public enum Coding {
    ZSTD("zstd"),
    BROTLI("br"),
    GZIP("gzip");

    private final String token;

    Coding(String token) {
      this.token = token;
    }

    /** The coding's name in {@code Content-Encoding}. */
    public String token() {
      return token;
    }
  }
}
