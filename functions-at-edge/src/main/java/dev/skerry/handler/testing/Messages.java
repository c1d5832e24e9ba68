package dev.skerry.handler.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the messages of events, as an edge's parsers would have read them from a connection. */
public final class Messages {
  private static final String USUAL_HOST = "example.com";
  private static final Pattern URL =
      Pattern.compile("(?:(https?)://([\\w.:\\[\\]-]+))?(/[!-~&&[^?#]]*)?(?:\\?([!-~&&[^#]]*))?");
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern VALUE = Pattern.compile("[^\\p{Cntrl}]*");

  private Messages() {}

  /**
   * A GET of a URL.
   *
   * @param url {@code http://} or {@code https://} with a host, or a path alone
   * @throws IllegalArgumentException if it is none
   */
  public static Request get(String url) {
    Matcher parts = URL.matcher(url);
    if (url.isEmpty() || !parts.matches()) {
      throw new IllegalArgumentException(
          "expected a URL, as https://example.com/a?b=c, or a path, as /a?b=c");
    }
    String scheme = parts.group(1);
    String host = parts.group(2);
    String path = parts.group(3);
    return new Request(
        "GET",
        scheme == null ? "https" : scheme,
        host == null ? USUAL_HOST : host.toLowerCase(Locale.ROOT),
        path == null ? "/" : path,
        parts.group(4),
        new Fields());
  }

  /**
   * Adds a header line.
   *
   * @throws IllegalArgumentException if it cannot be one
   */
  public static void add(Fields fields, String name, String value) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("expected the name of a header field, found " + name);
    }
    if (lower.equals("host")) {
      throw new IllegalArgumentException("the host stands in the URL");
    }
    if (!VALUE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "expected a value without line breaks and other control characters for " + name);
    }
    fields.add(lower, octets(value.strip()));
  }

  /** A text in UTF-8, a char for each octet. */
  static String octets(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }

  static Request request(JsonPart part) throws EventProblem {
    part.only("method", "url", "headers", "body");
    JsonPart url = part.get("url");
    try {
      Request request = get(url.text());
      JsonPart method = part.find("method");
      if (method != null) {
        request.method(method.text());
      }
      return request.fields(fields(part)).hasContent(part.find("body") != null);
    } catch (IllegalArgumentException e) {
      throw url.problem(e.getMessage() + ", found " + url.node());
    }
  }

  static Response response(JsonPart part) throws EventProblem {
    part.only("status", "headers", "body");
    JsonPart status = part.find("status");
    return new Response(status == null ? 200 : status.whole(100, 599), fields(part));
  }

  private static Fields fields(JsonPart message) throws EventProblem {
    Fields fields = new Fields();
    JsonPart headers = message.find("headers");
    if (headers != null) {
      for (Map.Entry<String, JsonPart> each : headers.members().entrySet()) {
        try {
          for (String value : values(each.getValue())) {
            add(fields, each.getKey(), value);
          }
        } catch (IllegalArgumentException e) {
          throw each.getValue().problem(String.valueOf(e.getMessage()));
        }
      }
    }
    return fields;
  }

  private static List<String> values(JsonPart part) throws EventProblem {
    if (part.node().isString()) {
      return List.of(part.text());
    }
    if (part.node().isArray()) {
      return new ArrayList<>(part.texts());
    }
    throw part.expected("a string, or a list of strings for several lines");
  }

  /** Content: a text, or an object with {@code base64}. */
  static byte[] content(JsonPart part) throws EventProblem {
    if (part.node().isString()) {
      return part.text().getBytes(UTF_8);
    }
    if (part.node().isObject()) {
      JsonPart coded = part.only("base64").get("base64");
      try {
        return Base64.getDecoder().decode(coded.text());
      } catch (IllegalArgumentException e) {
        throw coded.problem("is no base64: " + e.getMessage());
      }
    }
    throw part.expected("a string, or an object with \"base64\"");
  }
}
