package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.IndexDefinition;
import dev.skerry.origin.tables.KeySchema;
import dev.skerry.origin.tables.TableSchema;
import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.expression.KeyAttribute;
import dev.skerry.origin.tables.value.AttributeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The keys of a table that is to be made, from what its members say and refused as there. */
final class SchemaInput {
  private static final String INVALID = "One or more parameter values were invalid: ";
  private static final int MOST_LOCAL = 5;
  private static final int MOST_GLOBAL = 20;
  private static final int MOST_OF_ONE_KIND = 4;

  private final Map<String, AttributeType> types = new LinkedHashMap<>();
  private final Set<String> indexNames = new HashSet<>();

  SchemaInput(List<Fields> definitions) {
    for (Fields definition : definitions) {
      String name = definition.requiredText("AttributeName");
      AttributeType type = AttributeType.valueOf(definition.requiredText("AttributeType"));
      if (types.put(name, type) != null) {
        throw TableException.validation("Attribute Name is duplicated: " + name);
      }
    }
  }

  /** The same with the types of attributes that are known, which nothing changes. */
  SchemaInput knowing(Map<String, AttributeType> known) {
    types.replaceAll((name, type) -> known.getOrDefault(name, type));
    return this;
  }

  /** The types of the attributes of a key. */
  Map<String, AttributeType> typesOf(KeySchema key) {
    Map<String, AttributeType> some = new LinkedHashMap<>(types);
    some.keySet().retainAll(key.names());
    return some;
  }

  /** The schema of a table. */
  TableSchema table(Fields in, boolean byRequest) {
    List<Fields> elements = in.list("KeySchema");
    KeySchema key = tableKey(elements);
    boolean local = in.has("LocalSecondaryIndexes");
    boolean global = in.has("GlobalSecondaryIndexes");
    if (!local && !global && key.names().size() != types.size()) {
      throw invalid(
          "Number of attributes in KeySchema does not exactly match number of attributes defined"
              + " in AttributeDefinitions");
    }
    List<Fields> locals = in.list("LocalSecondaryIndexes");
    List<Fields> globals = in.list("GlobalSecondaryIndexes");
    List<KeySchema> localKeys = local ? localKeys(locals, key) : List.of();
    List<KeySchema> globalKeys = global ? globalKeys(globals) : List.of();
    checkUsed(key, localKeys, globalKeys);
    List<IndexDefinition> indexes = new ArrayList<>();
    for (Fields input : locals) {
      indexes.add(index(indexes.size() + 1, false, input, localKeys.get(indexes.size())));
    }
    if (locals.size() > MOST_LOCAL) {
      throw invalid("Number of LocalSecondaryIndexes exceeds per-table limit of " + MOST_LOCAL);
    }
    for (int i = 0; i < globals.size(); i++) {
      Billing.checkIndex(globals.get(i), byRequest);
      indexes.add(global(indexes.size() + 1, globals.get(i), globalKeys.get(i), byRequest));
    }
    if (globals.size() > MOST_GLOBAL) {
      throw invalid("GlobalSecondaryIndex count exceeds the per-table limit of " + MOST_GLOBAL);
    }
    return new TableSchema(types, key, indexes);
  }

  private void checkUsed(KeySchema key, List<KeySchema> locals, List<KeySchema> globals) {
    Set<String> used = new HashSet<>(key.names());
    locals.forEach(each -> used.addAll(each.names()));
    globals.forEach(each -> used.addAll(each.names()));
    if (!used.containsAll(types.keySet())) {
      throw invalid(
          "Some AttributeDefinitions are not used. AttributeDefinitions: "
              + defined()
              + ", keys used: "
              + used);
    }
  }

  private KeySchema tableKey(List<Fields> elements) {
    List<String> names = names(elements);
    if (names.size() > types.size()) {
      throw TableException.validation(
          "Invalid KeySchema: Some index key attribute have no definition");
    }
    return key(elements);
  }

  /** A key of one partition key attribute and perhaps one sort key attribute. */
  private KeySchema key(List<Fields> elements) {
    List<String> names = names(elements);
    checkDefined(names);
    if (names.size() == 2 && names.get(0).equals(names.get(1))) {
      throw TableException.validation(
          "Both the Hash Key and the Range Key element in the KeySchema have the same name");
    }
    if (!isHash(elements.getFirst())) {
      throw TableException.validation(
          "Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
    }
    if (elements.size() == 2 && isHash(elements.get(1))) {
      throw TableException.validation(
          "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
    }
    return new KeySchema(
        attributes(names.subList(0, 1)), attributes(names.subList(1, names.size())));
  }

  private List<KeySchema> localKeys(List<Fields> inputs, KeySchema tableKey) {
    if (inputs.isEmpty()) {
      throw invalid("List of LocalSecondaryIndexes is empty");
    }
    if (tableKey.sort().isEmpty()) {
      throw invalid(
          "Table KeySchema does not have a range key, which is required when specifying a"
              + " LocalSecondaryIndex");
    }
    return inputs.stream().map(input -> localKey(input, tableKey)).toList();
  }

  private KeySchema localKey(Fields input, KeySchema tableKey) {
    String name = input.requiredText("IndexName");
    KeySchema key = key(input.list("KeySchema"));
    if (key.sort().isEmpty()) {
      throw invalid("Index KeySchema does not have a range key for index: " + name);
    }
    String hash = key.partition().getFirst().name();
    String tableHash = tableKey.partition().getFirst().name();
    if (!hash.equals(tableHash)) {
      throw invalid(
          "Index KeySchema does not have the same leading hash key as table KeySchema for index: "
              + name
              + ". index hash key: "
              + hash
              + ", table hash key: "
              + tableHash);
    }
    return key;
  }

  private List<KeySchema> globalKeys(List<Fields> inputs) {
    if (inputs.isEmpty()) {
      throw invalid("List of GlobalSecondaryIndexes is empty");
    }
    return inputs.stream().map(this::globalKey).toList();
  }

  /** An index with partitions of its own that a table is to have, under a number. */
  IndexDefinition global(int number, Fields input, boolean byRequest) {
    return global(number, input, globalKey(input), byRequest);
  }

  private IndexDefinition global(int number, Fields input, KeySchema key, boolean byRequest) {
    String name = input.requiredText("IndexName");
    return index(number, true, input, key)
        .with(
            OnDemandUnits.ofNewIndex(input, byRequest, name),
            WarmUnits.created(input, byRequest, Billing.throughput(input), "index " + name));
  }

  private KeySchema globalKey(Fields input) {
    List<Fields> elements = input.list("KeySchema");
    return elements.size() <= 2 && !isAllHash(elements) ? key(elements) : wide(elements);
  }

  private static boolean isAllHash(List<Fields> elements) {
    return elements.stream().allMatch(SchemaInput::isHash);
  }

  /** A key of several attributes, those of the partition first. */
  private KeySchema wide(List<Fields> elements) {
    List<String> names = names(elements);
    checkDefined(names);
    if (new HashSet<>(names).size() < names.size()) {
      throw TableException.validation(
          "The KeySchema contains multiple key attributes with the same name");
    }
    int hashes = (int) elements.stream().takeWhile(SchemaInput::isHash).count();
    if (hashes == 0) {
      throw TableException.validation(
          "Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
    }
    if (elements.stream().filter(SchemaInput::isHash).count() > hashes) {
      throw invalid("All HASH key attributes must precede RANGE key attributes in the KeySchema");
    }
    if (hashes > MOST_OF_ONE_KIND || elements.size() - hashes > MOST_OF_ONE_KIND) {
      throw invalid(
          "The KeySchema exceeds the maximum allowed number of "
              + (hashes > MOST_OF_ONE_KIND ? "HASH" : "RANGE")
              + " key attributes");
    }
    return new KeySchema(
        attributes(names.subList(0, hashes)), attributes(names.subList(hashes, names.size())));
  }

  private IndexDefinition index(int number, boolean global, Fields input, KeySchema key) {
    String name = input.requiredText("IndexName");
    Fields projection = checkedProjection(input);
    if (!indexNames.add(name)) {
      throw invalid("Duplicate index name: " + name);
    }
    return new IndexDefinition(
        number,
        name,
        global,
        key,
        IndexDefinition.Projected.valueOf(projection.requiredText("ProjectionType")),
        projection.texts("NonKeyAttributes"),
        Billing.throughput(input),
        null,
        null,
        IndexDefinition.Stage.ACTIVE,
        Instant.EPOCH);
  }

  /** What an index is to have beside its keys, refused where no index could have it. */
  static Fields checkedProjection(Fields input) {
    Fields projection = Objects.requireNonNull(input.fields("Projection"));
    String type = projection.text("ProjectionType");
    if (type == null) {
      throw invalid("Unknown ProjectionType: null");
    }
    boolean includes = type.equals("INCLUDE");
    if (projection.has("NonKeyAttributes") && !includes) {
      throw invalid("ProjectionType is " + type + ", but NonKeyAttributes is specified");
    }
    if (includes && !projection.has("NonKeyAttributes")) {
      throw invalid("ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
    }
    checkDistinct(projection.texts("NonKeyAttributes"));
    return projection;
  }

  private static void checkDistinct(List<String> attributes) {
    Set<String> seen = new HashSet<>();
    for (String attribute : attributes) {
      if (!seen.add(attribute)) {
        throw invalid("Duplicate element in NonKeyAttributes: " + attribute);
      }
    }
  }

  private void checkDefined(List<String> names) {
    if (!types.keySet().containsAll(names)) {
      throw invalid(
          "Some index key attributes are not defined in AttributeDefinitions. Keys: "
              + names
              + ", AttributeDefinitions: "
              + defined());
    }
  }

  /** The names of the attributes in the order in which the service's messages have them. */
  private Set<String> defined() {
    Set<String> names = HashSet.newHashSet(types.size());
    names.addAll(types.keySet());
    return names;
  }

  private List<KeyAttribute> attributes(List<String> names) {
    return names.stream()
        .map(name -> new KeyAttribute(name, Objects.requireNonNull(types.get(name))))
        .toList();
  }

  private static List<String> names(List<Fields> elements) {
    return elements.stream().map(element -> element.requiredText("AttributeName")).toList();
  }

  private static boolean isHash(Fields element) {
    return element.requiredText("KeyType").equals("HASH");
  }

  private static TableException invalid(String text) {
    return TableException.validation(INVALID + text);
  }
}
