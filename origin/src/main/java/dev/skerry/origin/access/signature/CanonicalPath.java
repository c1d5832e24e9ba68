package dev.skerry.origin.access.signature;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The forms in which a service signs the path of a request. */
public enum CanonicalPath {
  /**
   * Encoded once and never normalised, for {@code a//..} is the name of an object: S3. Clients
   * differ in which characters they encode, so the path counts encoded anew, and as it was sent.
   */
  ENCODED_ONCE {
    @Override
    List<String> forms(String raw) {
      String anew = UriOctets.encodePath(UriOctets.decode(raw));
      return anew.equals(raw) ? List.of(raw) : List.of(anew, raw);
    }
  },

  /** Without dot segments and empty segments, and then encoded once more: everybody else. */
  NORMALIZED_ENCODED_TWICE {
    @Override
    List<String> forms(String raw) {
      return raw.equals("/") ? ROOT : List.of(UriOctets.encodePath(normalized(raw)));
    }
  };

  private static final List<String> ROOT = List.of("/");

  /** The forms that count, the one that the service tells to clients first. */
  abstract List<String> forms(String raw);

  private static String normalized(String raw) {
    Deque<String> segments = new ArrayDeque<>();
    boolean folder = true;
    for (String segment : raw.split("/", -1)) {
      folder = segment.isEmpty() || segment.equals(".") || segment.equals("..");
      if (!folder) {
        segments.addLast(segment);
      } else if (segment.equals("..")) {
        segments.pollLast();
      }
    }
    String joined = "/" + String.join("/", segments);
    return folder && !segments.isEmpty() ? joined + '/' : joined;
  }
}
