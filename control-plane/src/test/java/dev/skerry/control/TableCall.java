package dev.skerry.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A call of the table API as the test resources have it.
 *
 * @param status of its answer where nothing was changed
 * @param text JSON, with ' for " where one likes
 */
record TableCall(int status, String operation, String text) {
  static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

  /** All of the test resources, with names filled in. */
  static List<TableCall> all(Map<String, String> names) throws IOException {
    try (InputStream file = TableCall.class.getResourceAsStream("/fuzz/table-calls.txt")) {
      String lines = new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
      return lines.lines().filter(line -> !line.startsWith("#")).map(l -> of(l, names)).toList();
    }
  }

  private static TableCall of(String line, Map<String, String> names) {
    String[] parts = line.split(" ", 3);
    String text = parts[2];
    for (Map.Entry<String, String> name : names.entrySet()) {
      text = text.replace("${" + name.getKey() + "}", name.getValue());
    }
    return new TableCall(Integer.parseInt(parts[0]), parts[1], text);
  }

  /** A tree of its input, the caller's own. */
  JsonNode input() {
    return JSON.readTree(text);
  }

  /** The value of {@code x-amz-target} that names its operation. */
  String target() {
    boolean ofStreams =
        switch (operation) {
          case "DescribeStream", "GetRecords", "GetShardIterator", "ListStreams" -> true;
          default -> false;
        };
    return (ofStreams ? "DynamoDBStreams_20120810." : "DynamoDB_20120810.") + operation;
  }
}
