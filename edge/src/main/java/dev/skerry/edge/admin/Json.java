package dev.skerry.edge.admin;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How the admin API reads and writes JSON: strictly, with names in snake case. */
final class Json {
  private static final int DEPTH_MAX = 16;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
                  .build())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private Json() {}

  /** The document of that content. */
  static JsonNode read(byte[] content) throws ProblemException {
    try {
      JsonNode document = MAPPER.readTree(content);
      if (document.isMissingNode()) {
        throw new ProblemException(Problem.MALFORMED_JSON, "there is no content");
      }
      return document;
    } catch (JacksonException e) {
      throw new ProblemException(
          Problem.MALFORMED_JSON, e.getOriginalMessage() + ", at " + place(e));
    }
  }

  /** A record or map as a tree. */
  static ObjectNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** A record, map or tree as indented JSON, ended by a line feed. */
  static String write(Object value) {
    return MAPPER.writeValueAsString(value) + '\n';
  }

  private static String place(JacksonException e) {
    return e.getLocation() == null
        ? "an unknown place"
        : "line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
  }
}
