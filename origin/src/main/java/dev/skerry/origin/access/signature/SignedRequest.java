package dev.skerry.origin.access.signature;

import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a request can be signed, as it was sent, one char per octet.
 *
 * @param method as {@code GET}
 * @param host the field {@code host}: the host, and the port where it was sent
 * @param path not decoded, begins with {@code /}
 * @param query not decoded, without its question mark; null where there is none
 * @param fields the header section, names in lower case, without the host; not changed meanwhile
 * @param contentHash the hash of the content in lower-case hexadecimal; null where the service
 *     reads the content later
 */
public record SignedRequest(
    String method,
    String host,
    String path,
    @Nullable String query,
    Fields fields,
    @Nullable String contentHash) {
  /** What can be signed of a request of the message model. */
  public static SignedRequest of(Request request, @Nullable String contentHash) {
    return new SignedRequest(
        request.method(),
        request.authority(),
        request.path(),
        request.query(),
        request.fields(),
        contentHash);
  }

  /** The value of a field as it is signed: all its lines, without superfluous white space. */
  String canonicalField(String name) {
    List<String> lines = name.equals("host") ? List.of(host) : fields.all(name);
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      if (i > 0) {
        value.append(',');
      }
      appendTrimmed(value, lines.get(i));
    }
    return value.toString();
  }

  private static void appendTrimmed(StringBuilder value, String line) {
    boolean space = false;
    int start = value.length();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == ' ' || c == '\t') {
        space = value.length() > start;
      } else {
        if (space) {
          value.append(' ');
          space = false;
        }
        value.append(c);
      }
    }
  }
}
