package dev.skerry.handler.testing;

import dev.skerry.handler.Binding;
import dev.skerry.handler.BoundData;
import dev.skerry.handler.DataException;
import dev.skerry.http.Fields;
import dev.skerry.http.Response;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tables, buckets and other handlers with what an event file gives: items and objects that are got
 * by their keys, and a response of each handler. All else is refused, and says so. Immutable.
 *
 * @param items of tables by name, as the table API writes them
 * @param objects of buckets by name, texts by key
 * @param reached the names of bindings that are limits and admit nothing more
 * @param handlers what other handlers answer, by their ids
 */
record GivenData(
    Map<String, List<ObjectNode>> items,
    Map<String, Map<String, String>> objects,
    Set<String> reached,
    Map<String, Answer> handlers)
    implements BoundData {
  private static final JsonMapper JSON = JsonMapper.shared();

  /**
   * What an event says in {@code tables}, {@code buckets}, {@code limits-reached} and {@code
   * handlers}; nobody answers where it has none.
   */
  static BoundData of(JsonPart event) throws EventProblem {
    JsonPart tables = event.find("tables");
    JsonPart buckets = event.find("buckets");
    JsonPart limits = event.find("limits-reached");
    JsonPart others = event.find("handlers");
    if (tables == null && buckets == null && limits == null && others == null) {
      return NOWHERE;
    }
    Map<String, Answer> handlers = new LinkedHashMap<>();
    if (others != null) {
      for (Map.Entry<String, JsonPart> other : others.members().entrySet()) {
        handlers.put(other.getKey(), answer(other.getValue()));
      }
    }
    Set<String> reached = new HashSet<>();
    if (limits != null) {
      for (JsonPart limit : limits.elements()) {
        reached.add(limit.text());
      }
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
    return new GivenData(items, objects, reached, handlers);
  }

  private static Answer answer(JsonPart written) throws EventProblem {
    Response response = Messages.response(written);
    JsonPart body = written.find("body");
    byte[] content = body == null ? new byte[0] : Messages.content(body);
    return new Answer(response.status(), response.fields(), content);
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
  public Running begin(Question question, Done done) {
    try {
      done.answered(answer(question));
    } catch (DataException e) {
      done.failed(e);
    }
    return () -> {};
  }

  private Answer answer(Question question) {
    return switch (question.of()) {
      case Binding.Table(String name) -> ofTable(name, question);
      case Binding.Bucket(String name) -> ofBucket(name, question);
      case Binding.Called(String id, var _) -> {
        Answer given = handlers.get(id);
        if (given == null) {
          throw missing("handlers", id, question);
        }
        yield given;
      }
      case Cache _ -> BoundData.ofEmptyCache(question.operation());
    };
  }

  @Override
  public boolean admits(Binding.Limit limit, String key) {
    return !reached.contains(limit.name().substring(limit.name().lastIndexOf('/') + 1));
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
    if (one.has("N") && other.has("N")) {
      return number(one).compareTo(number(other)) == 0;
    }
    return one.equals(other);
  }

  private static BigDecimal number(JsonNode value) {
    return new BigDecimal(value.path("N").asString());
  }

  private Answer ofBucket(String bucket, Question question) {
    Map<String, String> given = objects.get(bucket);
    boolean isRead = question.operation().equals("GET") || question.operation().equals("HEAD");
    if (given == null || !isRead) {
      throw missing("buckets", bucket, question);
    }
    @Nullable String text = given.get(question.key());
    if (text == null) {
      return new Answer(
          404, Fields.EMPTY, "{\"__type\":\"NoSuchKey\"}".getBytes(StandardCharsets.UTF_8));
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
