package dev.skerry.edge.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Request;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A call of the admin API with all of its content. */
final class AdminRequest {
  private final Request head;
  private final byte[] content;

  /**
   * Makes a call.
   *
   * @param content empty if there is none; owned by the call from now on
   */
  AdminRequest(Request head, byte[] content) {
    this.head = head;
    this.content = content;
  }

  Request head() {
    return head;
  }

  /** The content, which must be JSON. */
  JsonNode json() throws ProblemException {
    String type = head.fields().first(FieldNames.CONTENT_TYPE);
    if (type == null || !isJson(type)) {
      throw new ProblemException(
          Problem.UNSUPPORTED_MEDIA_TYPE,
          type == null ? "there is no content-type" : "content-type is " + type);
    }
    return Json.read(content);
  }

  private static boolean isJson(String type) {
    int semicolon = type.indexOf(';');
    String essence = semicolon < 0 ? type : type.substring(0, semicolon);
    return essence.strip().toLowerCase(Locale.ROOT).equals("application/json");
  }

  /**
   * The query's parameters, each with its values in order.
   *
   * @param known the names that the endpoint understands; another one is refused
   */
  Map<String, List<String>> parameters(Set<String> known) throws ProblemException {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    String query = head.query();
    if (query == null || query.isEmpty()) {
      return parameters;
    }
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      if (!known.contains(name)) {
        throw new ProblemException(
            Problem.INVALID_REQUEST,
            "unknown query parameter '%s', expected one of %s"
                .formatted(name, known.stream().sorted().toList()));
      }
      parameters
          .computeIfAbsent(name, n -> new ArrayList<>(1))
          .add(decode(equals < 0 ? "" : pair.substring(equals + 1)));
    }
    return parameters;
  }

  private static String decode(String text) throws ProblemException {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          Problem.INVALID_REQUEST, "the query is not percent-encoded as it must be: " + text);
    }
  }
}
