package dev.skerry.edge.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.edge.admin.shape.JsonReading;
import dev.skerry.edge.admin.shape.Shape;
import dev.skerry.edge.admin.shape.TextReading;
import dev.skerry.edge.admin.shape.Violation;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what an endpoint declares out of a call, and tells all at once that is wrong. */
final class CallReading {
  private final Endpoint endpoint;
  private final List<Violation> violations = new ArrayList<>();

  private CallReading(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * What a call has.
   *
   * @param path the parameters of the path
   * @param query as sent, null for none
   */
  record Sent(Map<String, String> path, @Nullable String query, Fields fields) {}

  /** Reads a call; {@code content} is null for none. */
  static AdminCall read(
      Endpoint endpoint, Sent sent, @Nullable JsonNode content, Caller caller, String from)
      throws ProblemException {
    return new CallReading(endpoint).read(sent, content, caller, from);
  }

  private AdminCall read(Sent sent, @Nullable JsonNode document, Caller caller, String from)
      throws ProblemException {
    Map<String, List<String>> texts = new LinkedHashMap<>();
    sent.path().forEach((name, value) -> texts.put(name, List.of(value)));
    query(sent.query()).forEach(texts::putIfAbsent);
    Map<String, List<Object>> parameters = parameters(texts);
    Shape shape = endpoint.content();
    Object content =
        shape == null || document == null
            ? null
            : new JsonReading(violations).read(shape, document);
    if (!violations.isEmpty()) {
      throw new ProblemException(violations);
    }
    return new AdminCall(caller, from, parameters, content, IfMatch.of(sent.fields()));
  }

  /** The JSON of content, as far as the endpoint takes any. */
  static @Nullable JsonNode document(Endpoint endpoint, Fields fields, byte[] content)
      throws ProblemException {
    if (endpoint.content() == null) {
      if (content.length > 0) {
        throw new ProblemException(
            Problem.INVALID_REQUEST,
            "%s %s takes no content".formatted(endpoint.method(), endpoint.path().text()));
      }
      return null;
    }
    String type = fields.first(FieldNames.CONTENT_TYPE);
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

  private Map<String, List<String>> query(@Nullable String query) throws ProblemException {
    Map<String, List<String>> found = new LinkedHashMap<>();
    if (query == null || query.isEmpty()) {
      return found;
    }
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      String value = decoded(equals < 0 ? "" : pair.substring(equals + 1));
      found.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(value);
    }
    List<String> known =
        endpoint.parameters().stream()
            .filter(each -> each.place() == Parameter.Place.QUERY)
            .map(Parameter::name)
            .toList();
    for (String name : found.keySet()) {
      if (!known.contains(name)) {
        violations.add(
            Violation.of(
                name, "unknown query parameter '%s', expected one of %s".formatted(name, known)));
      }
    }
    return found;
  }

  private static String decoded(String text) throws ProblemException {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          Problem.INVALID_REQUEST, "the query is not percent-encoded as it must be: " + text);
    }
  }

  private Map<String, List<Object>> parameters(Map<String, List<String>> texts) {
    Map<String, List<Object>> parameters = new LinkedHashMap<>();
    for (Parameter parameter : endpoint.parameters()) {
      String name = parameter.name();
      List<String> found = texts.getOrDefault(name, List.of());
      if (found.size() > 1 && !parameter.repeated()) {
        violations.add(
            Violation.of(
                name,
                "the parameter '%s' is there %d times, expected once"
                    .formatted(name, found.size())));
      } else if (found.isEmpty() && parameter.required()) {
        violations.add(Violation.of(name, "the parameter '" + name + "' is missing"));
      } else {
        parameters.put(name, values(parameter, found));
      }
    }
    return parameters;
  }

  private List<Object> values(Parameter parameter, List<String> texts) {
    List<Object> values = new ArrayList<>(texts.size());
    for (String text : texts) {
      Object value = TextReading.read(parameter.shape(), text);
      if (value == null) {
        violations.add(
            Violation.of(
                parameter.name(),
                "the parameter '%s' is '%s', expected %s"
                    .formatted(parameter.name(), text, TextReading.expected(parameter.shape()))));
      } else {
        values.add(value);
      }
    }
    return values;
  }
}
