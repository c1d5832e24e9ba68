package dev.skerry.origin.tables.dynamodb;

import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtLeast;
import static dev.skerry.origin.tables.dynamodb.Constraint.lengthAtMost;
import static dev.skerry.origin.tables.expression.ExpressionKind.PROJECTION;

import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.tables.Items;
import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.Tables;
import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.expression.ExpressionInput;
import dev.skerry.origin.tables.expression.Projection;
import dev.skerry.origin.tables.value.AttributeValueWriter;
import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.ItemSize;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** {@code BatchGetItem}: what is beyond 16 MB comes back as unprocessed. */
final class BatchGetItem implements Operation {
  private static final int MOST_KEYS = 100;
  private static final long MOST_BYTES = 16L << 20;
  private static final Shape.Structure REQUESTS =
      new Shape.Structure(
          "KeysAndAttributes",
          Member.required(
              "Keys",
              new Shape.ListOf(Member.each(Shapes.ATTRIBUTES)),
              lengthAtLeast(1),
              lengthAtMost(MOST_KEYS)),
          Members.ATTRIBUTES_TO_GET,
          Members.CONSISTENT_READ,
          Members.expression("ProjectionExpression"),
          Members.NAMES);
  private static final Shape.Structure INPUT =
      new Shape.Structure(
          "BatchGetItemInput",
          Members.RETURN_CONSUMED_CAPACITY,
          Member.required(
              "RequestItems",
              new Shape.MapOf(
                  "com.amazonaws.dynamodb.v20120810.KeysAndAttributes", Member.each(REQUESTS)),
              lengthAtLeast(1),
              TableNames.OF_BATCH));

  private final Tables tables;

  BatchGetItem(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Shape.Structure input() {
    return INPUT;
  }

  @Override
  public boolean needsTable() {
    return false;
  }

  /** What is wanted of one table. */
  private record Wanted(Fields in, List<Item> keys, @Nullable Projection projection) {}

  /** What was found in one table. */
  private record Found(Consumed consumed, List<Item> items, List<Item> left, Wanted wanted) {}

  @Override
  public void answer(Fields in, JsonGenerator out) {
    Map<String, Wanted> wanted = wanted(in);
    Map<String, Found> found = found(tables.engine().latest(), wanted);
    AttributeValueWriter writer = new AttributeValueWriter(out);
    out.writeObjectPropertyStart("Responses");
    found.forEach(
        (name, part) -> {
          out.writeArrayPropertyStart(name);
          part.items.forEach(writer::item);
          out.writeEndArray();
        });
    out.writeEndObject();
    out.writeObjectPropertyStart("UnprocessedKeys");
    found.forEach(
        (name, part) -> {
          if (!part.left.isEmpty()) {
            unprocessed(name, part, out);
          }
        });
    out.writeEndObject();
    Batches.consumed(in, found.values().stream().map(Found::consumed).toList(), out);
  }

  private static void unprocessed(String name, Found part, JsonGenerator out) {
    AttributeValueWriter writer = new AttributeValueWriter(out);
    Fields in = part.wanted.in;
    out.writeObjectPropertyStart(name);
    out.writeArrayPropertyStart("Keys");
    part.left.forEach(writer::item);
    out.writeEndArray();
    if (in.has("ConsistentRead")) {
      out.writeBooleanProperty("ConsistentRead", in.flag("ConsistentRead"));
    }
    String projection = in.text("ProjectionExpression");
    if (projection != null) {
      out.writeStringProperty("ProjectionExpression", projection);
    }
    Map<String, String> names = in.map("ExpressionAttributeNames");
    if (names != null) {
      out.writeObjectPropertyStart("ExpressionAttributeNames");
      names.forEach(out::writeStringProperty);
      out.writeEndObject();
    }
    if (in.has("AttributesToGet")) {
      out.writeArrayPropertyStart("AttributesToGet");
      in.texts("AttributesToGet").forEach(out::writeString);
      out.writeEndArray();
    }
    out.writeEndObject();
  }

  private static Map<String, Wanted> wanted(Fields in) {
    Map<String, Fields> requests = Objects.requireNonNull(in.<Fields>map("RequestItems"));
    checkMixture(requests.values());
    Map<String, Wanted> wanted = new LinkedHashMap<>();
    int sum = 0;
    for (Map.Entry<String, Fields> entry : requests.entrySet()) {
      Fields request = entry.getValue();
      ExpressionInput expressions = Conditions.expressions(request, PROJECTION);
      expressions.checkMixture(Conditions.present(request, "AttributesToGet"), PROJECTION);
      List<Item> keys = request.items("Keys");
      if (new HashSet<>(keys).size() < keys.size()) {
        throw TableException.validation("Provided list of item keys contains duplicates");
      }
      sum += keys.size();
      wanted.put(
          entry.getKey(), new Wanted(request, keys, GetItem.projection(request, expressions)));
    }
    if (sum > MOST_KEYS) {
      throw TableException.validation("Too many items requested for the BatchGetItem call");
    }
    return wanted;
  }

  /** Refuses attributes to get of one table beside an expression of another. */
  private static void checkMixture(Collection<Fields> requests) {
    requests.stream()
        .filter(request -> request.has("ProjectionExpression"))
        .findFirst()
        .map(request -> Conditions.expressions(request, PROJECTION))
        .ifPresent(
            expression ->
                requests.forEach(
                    other ->
                        expression.checkMixture(
                            Conditions.present(other, "AttributesToGet"), PROJECTION)));
  }

  private Map<String, Found> found(Reads reads, Map<String, Wanted> wanted) {
    Map<String, Found> found = new LinkedHashMap<>();
    wanted.forEach(
        (name, request) -> {
          TableDefinition table = tables.usable(reads, name);
          request.keys.forEach(key -> KeyInput.checkKey(table, key));
          Selection.checkPaths(table, request.projection);
          found.put(
              name, new Found(new Consumed(table), new ArrayList<>(), new ArrayList<>(), request));
        });
    long bytes = 0;
    for (Map.Entry<String, Found> entry : found.entrySet()) {
      Found part = entry.getValue();
      TableDefinition table = part.consumed.table();
      for (Item key : part.wanted.keys) {
        if (bytes > MOST_BYTES) {
          part.left.add(key);
          continue;
        }
        Item item = Items.latest(tables.engine(), table, key);
        part.consumed.read(null, GetItem.units(part.wanted.in, item));
        if (item != null) {
          bytes += ItemSize.of(item);
          Projection projection = part.wanted.projection;
          part.items.add(projection == null ? item : projection.of(item));
        }
      }
    }
    return found;
  }
}
