package dev.skerry.edge.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A path some of whose segments are parameters, as {@code /v1/edges/{edge}}.
 *
 * @param text as it was written
 */
record PathTemplate(String text, List<String> segments) {
  static PathTemplate parse(String text) {
    return new PathTemplate(text, List.of(text.split("/", -1)));
  }

  private static boolean isParameter(String segment) {
    return segment.startsWith("{");
  }

  private static String name(String segment) {
    return segment.substring(1, segment.length() - 1);
  }

  /** The names of its parameters, in order. */
  List<String> parameters() {
    return segments.stream().filter(PathTemplate::isParameter).map(PathTemplate::name).toList();
  }

  /** The parameters of that path, decoded; null if it is not of this template. */
  @Nullable Map<String, String> match(String path) {
    String[] found = path.split("/", -1);
    if (found.length != segments.size()) {
      return null;
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < found.length; i++) {
      String segment = segments.get(i);
      if (isParameter(segment)) {
        String value = decoded(found[i]);
        if (value == null || value.isEmpty()) {
          return null;
        }
        parameters.put(name(segment), value);
      } else if (!segment.equals(found[i])) {
        return null;
      }
    }
    return parameters;
  }

  private static @Nullable String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
