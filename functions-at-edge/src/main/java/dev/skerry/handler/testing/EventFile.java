package dev.skerry.handler.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events with what is expected of a handler that gets them, as JSON: one object, or a list of them.
 *
 * <pre>{@code
 * {
 *   "hook": "viewer-request",
 *   "request": {"target": "/", "headers": {"country": "de"}},
 *   "expect": {"response": {"status": 302, "headers": {"location": "/de/"}}}
 * }
 * }</pre>
 *
 * @param cases in the order of the file
 */
public record EventFile(List<EventCase> cases) {
  private static final long MAX_BYTES = 8 << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * Reads a file.
   *
   * @throws EventProblem if it is no JSON, or not such as is expected; and says where
   * @throws IOException if there is no such file
   */
  public static EventFile read(Path file) throws EventProblem, IOException {
    String name = String.valueOf(file.getFileName());
    if (Files.size(file) > MAX_BYTES) {
      throw new EventProblem(name, "has more than " + (MAX_BYTES >> 20) + " MiB");
    }
    return read(name, Files.readString(file));
  }

  /**
   * Reads a text.
   *
   * @param name the file's, for messages
   * @throws EventProblem if it is no JSON, or not such as is expected; and says where
   */
  public static EventFile read(String name, String text) throws EventProblem {
    JsonNode root = parsed(name, text);
    List<EventCase> cases = new ArrayList<>();
    if (!root.isArray()) {
      cases.add(new EventReading(name, root).read());
    }
    for (int i = 0; root.isArray() && i < root.size(); i++) {
      cases.add(new EventReading(name + '[' + i + ']', root.get(i)).read());
    }
    return new EventFile(List.copyOf(cases));
  }

  private static JsonNode parsed(String name, String text) throws EventProblem {
    try {
      return JSON.readTree(text);
    } catch (JacksonException e) {
      String place =
          e.getLocation() == null
              ? name
              : name + ':' + e.getLocation().getLineNr() + ':' + e.getLocation().getColumnNr();
      throw new EventProblem(place, "is no JSON: " + e.getOriginalMessage());
    }
  }
}
