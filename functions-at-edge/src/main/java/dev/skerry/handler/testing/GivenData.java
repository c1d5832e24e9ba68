package dev.skerry.handler.testing;

import dev.skerry.handler.Binding;
import dev.skerry.handler.BoundData;
import dev.skerry.handler.DataException;
import dev.skerry.http.Fields;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tables and buckets with what an event file gives: items and objects that are got by their keys.
 * All else is refused, and says so. Immutable.
 *
 * @param items of tables by name, as the table API writes them
 * @param objects of buckets by name, texts by key
 */
record GivenData(Map<String, List<ObjectNode>> items, Map<String, Map<String, String>> objects)
    implements BoundData {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** What an event says in {@code tables} and {@code buckets}; nobody answers where it has none. */
  static BoundData of(JsonPart event) throws EventProblem {
    JsonPart tables = event.find("tables");
    JsonPart buckets = event.find("buckets");
    if (tables == null && buckets == null) {
      return NOWHERE;
    }
    Map<String, List<ObjectNode>> items = new LinkedHashMap<>();
    if (tables != null) {
      for (Map.Entry<String, JsonPart> table : tables.members().entrySet()) {
        items.put(table.getKey(), items(table.getValue()));
      }
    }
    Map<String, Map<String, String>> objects = new LinkedHashMap<>();
    if (buckets != null) {
      for (Map.Entry<String, JsonPart> bucket : buckets.members().entrySet()) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonPart> object : bucket.getValue().members().entrySet()) {
          texts.put(object.getKey(), object.getValue().text());
        }
        objects.put(bucket.getKey(), texts);
      }
    }
    return new GivenData(items, objects);
  }

  private static List<ObjectNode> items(JsonPart table) throws EventProblem {
    for (JsonPart item : table.elements()) {
      var _ = item.members();
    }
    return table.elements().stream().map(item -> attributes(item.node())).toList();
  }

  private static ObjectNode attributes(JsonNode plain) {
    ObjectNode attributes = JSON.createObjectNode();
    plain.properties().forEach(each -> attributes.set(each.getKey(), attribute(each.getValue())));
    return attributes;
  }

  private static ObjectNode attribute(JsonNode plain) {
    ObjectNode typed = JSON.createObjectNode();
    if (plain.isString()) {
      return typed.put("S", plain.stringValue());
    } else if (plain.isNumber()) {
      return typed.put("N", plain.asString());
    } else if (plain.isBoolean()) {
      return typed.put("BOOL", plain.booleanValue());
    } else if (plain.isObject()) {
      typed.set("M", attributes(plain));
    } else if (plain.isArray()) {
      ArrayNode list = typed.putArray("L");
      plain.forEach(each -> list.add(attribute(each)));
    } else {
      typed.put("NULL", true);
    }
    return typed;
  }

  @Override
  public Answer ask(Question question) {
    return switch (question.of()) {
      case Binding.Table(String name) -> ofTable(name, question);
      case Binding.Bucket(String name) -> ofBucket(name, question);
    };
  }

  private Answer ofTable(String table, Question question) {
    List<ObjectNode> given = items.get(table);
    if (given == null || !question.operation().equals("GetItem")) {
      throw missing("tables", table, question);
    }
    JsonNode key = JSON.readTree(question.content()).path("Key");
    ObjectNode answer = JSON.createObjectNode();
    given.stream()
        .filter(item -> has(item, key))
        .findFirst()
        .ifPresent(item -> answer.set("Item", item));
    return new Answer(200, Fields.EMPTY, JSON.writeValueAsBytes(answer));
  }

  private static boolean has(ObjectNode item, JsonNode key) {
    return key.properties().stream()
        .allMatch(each -> isSame(item.path(each.getKey()), each.getValue()));
  }

  private static boolean isSame(JsonNode one, JsonNode other) {
    return one.has("N") && other.has("N")
        ? new BigDecimal(one.path("N").asString())
                .compareTo(new BigDecimal(other.path("N").asString()))
            == 0
        : one.equals(other);
  }

  private Answer ofBucket(String bucket, Question question) {
    Map<String, String> given = objects.get(bucket);
    boolean isRead = question.operation().equals("GET") || question.operation().equals("HEAD");
    if (given == null || !isRead) {
      throw missing("buckets", bucket, question);
    }
    @Nullable String text = given.get(question.key());
    if (text == null) {
      return new Answer(404, Fields.EMPTY, "{\"__type\":\"NoSuchKey\"}".getBytes(StandardCharsets.UTF_8));
    }
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    Fields fields = Fields.of("content-length", Integer.toString(content.length));
    boolean head = question.operation().equals("HEAD");
    return new Answer(200, fields, head ? new byte[0] : content);
  }

  private static DataException missing(String member, String name, Question question) {
    return new DataException(
        DataException.NO_ORIGIN,
        "the event answers what is got by its key, of \"%s\" that it has: not %s of %s"
            .formatted(member, question.operation(), name));
  }

  @Override
  public void giveUp() {}
}
