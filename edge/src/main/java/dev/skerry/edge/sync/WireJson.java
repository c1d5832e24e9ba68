package dev.skerry.edge.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How a control plane and its edges write JSON to each other: one object a line, strictly. */
final class WireJson {
  private static final int DEPTH_MAX = 8;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH_MAX)
                          .maxStringLength(SyncCodec.LINE_BYTES_MAX)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private WireJson() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /**
   * The object of a line.
   *
   * @throws SyncException if it is none, or too long
   */
  static Members read(byte[] line) throws SyncException {
    if (line.length > SyncCodec.LINE_BYTES_MAX) {
      throw new SyncException(
          "a line of " + line.length + " bytes, expected at most " + SyncCodec.LINE_BYTES_MAX);
    }
    try {
      JsonNode node = MAPPER.readTree(line);
      return Members.of("", node);
    } catch (JacksonException e) {
      throw new SyncException("not JSON: " + e.getOriginalMessage());
    }
  }

  /**
   * An object as a line, with the line feed that ends it.
   *
   * @throws IllegalArgumentException if it is longer than a line may be
   */
  static byte[] write(ObjectNode object) {
    byte[] line = (MAPPER.writeValueAsString(object) + '\n').getBytes(UTF_8);
    if (line.length > SyncCodec.LINE_BYTES_MAX) {
      throw new IllegalArgumentException(
          "a line of " + line.length + " bytes, expected at most " + SyncCodec.LINE_BYTES_MAX);
    }
    return line;
  }
}
