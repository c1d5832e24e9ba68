package dev.skerry.origin.objects.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Reads the JSON of a policy document, strictly and within bounds. */
final class JsonReader {
  /** Deeper than any policy: document, statements, statement, condition, operator, values. */
  private static final int MAX_DEPTH = 10;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNameLength(PolicyDocument.MAX_OCTETS)
                  .maxStringLength(PolicyDocument.MAX_OCTETS)
                  .build())
          .build();

  private static final String NOT_JSON =
      "Policies must be valid JSON and the first byte must be '{'";

  private JsonReader() {}

  /**
   * Reads a document, which is an object.
   *
   * @throws PolicyException when it is not
   */
  static Json.Members read(byte[] octets) {
    if (octets.length == 0 || octets[0] != '{') {
      throw PolicyException.malformedPolicy(NOT_JSON);
    }
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), octets)) {
      parser.nextToken();
      Json.Members document = members(parser);
      if (parser.nextToken() != null) {
        throw PolicyException.malformedPolicy(NOT_JSON);
      }
      return document;
    } catch (JacksonException e) {
      throw PolicyException.malformedPolicy(NOT_JSON);
    }
  }

  private static Json.Members members(JsonParser parser) {
    LinkedHashMap<String, Json> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, value(parser));
    }
    return new Json.Members(members);
  }

  private static Json value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> members(parser);
      case START_ARRAY -> {
        List<Json> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(parser));
        }
        yield new Json.Elements(list);
      }
      case VALUE_STRING -> new Json.Text(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
          new Json.Scalar(parser.getString());
      case VALUE_NULL -> new Json.Nothing();
      case null, default -> throw PolicyException.malformedPolicy(NOT_JSON);
    };
  }
}
