package dev.skerry.edge.admin.shape;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Writes shapes as JSON schemas (2020-12), as OpenAPI 3.1 has them: records become components, each
 * named once and referred to from wherever it is used.
 */
public final class SchemaWriter {
  private static final String REFERENCE = "#/components/schemas/";

  private final Map<String, Object> components = new TreeMap<>();
  private final Map<Use, String> names = new HashMap<>();

  private record Use(Shape.Structure structure, Direction direction) {}

  /** Which way a value goes: what may be missing where it is read is always there in an answer. */
  public enum Direction {
    READ,
    ANSWERED
  }

  /** The schemas of all records that were met, by their names. */
  public Map<String, Object> components() {
    return components;
  }

  /** The schema of a shape. */
  public Map<String, Object> schema(Shape shape, Direction direction) {
    Map<String, Object> schema = new LinkedHashMap<>();
    switch (shape) {
      case Shape.Text(Range length) -> {
        schema.put("type", "string");
        put(schema, length, "minLength", "maxLength");
      }
      case Shape.Whole whole -> {
        schema.put("type", "integer");
        schema.put("format", whole.isInt() ? "int32" : "int64");
        put(schema, whole.range(), "minimum", "maximum");
      }
      case Shape.Fraction _ -> schema.put("type", "number");
      case Shape.Flag _ -> schema.put("type", "boolean");
      case Shape.Choice choice -> {
        schema.put("type", "string");
        schema.put("enum", choice.names());
      }
      case Shape.Moment _ -> {
        schema.put("type", "string");
        schema.put("format", "date-time");
      }
      case Shape.Bytes _ -> {
        schema.put("type", "string");
        schema.put("contentEncoding", "base64");
      }
      case Shape.Anything _ -> {
        // every value is right
      }
      case Shape.Listing(Shape element, Range count) -> {
        schema.put("type", "array");
        schema.put("items", schema(element, direction));
        put(schema, count, "minItems", "maxItems");
      }
      case Shape.Mapping(Shape value, Range count) -> {
        schema.put("type", "object");
        schema.put("additionalProperties", schema(value, direction));
        put(schema, count, "minProperties", "maxProperties");
      }
      case Shape.Structure structure ->
          schema.put("$ref", REFERENCE + component(structure, direction));
    }
    return schema;
  }

  private static void put(Map<String, Object> schema, Range range, String min, String max) {
    boolean counts = !min.equals("minimum");
    if (range.min() > (counts ? 0 : Long.MIN_VALUE) && range.min() != Integer.MIN_VALUE) {
      schema.put(min, range.min());
    }
    if (range.max() < Integer.MAX_VALUE || (!counts && isSaid(range.max()))) {
      schema.put(max, range.max());
    }
  }

  private static boolean isSaid(long max) {
    return max != Integer.MAX_VALUE && max != Long.MAX_VALUE;
  }

  /** Its name; written when it is met first. */
  private String component(Shape.Structure structure, Direction direction) {
    Use use = new Use(structure, direction);
    String known = names.get(use);
    if (known != null) {
      return known;
    }
    String name = freeName(use);
    names.put(use, name);
    Map<String, Object> schema = new LinkedHashMap<>();
    components.put(name, schema);
    write(structure, direction, schema);
    return name;
  }

  /** That of the record; where another has it, with more before or after it. */
  private String freeName(Use use) {
    Class<?> type = use.structure.type();
    String name = name(type);
    if (components.containsKey(name) && use.direction == Direction.READ) {
      name += "Request";
    }
    String folder = type.getPackageName().replaceAll(".*\\.", "");
    while (components.containsKey(name)) {
      name = Character.toUpperCase(folder.charAt(0)) + folder.substring(1) + name;
    }
    return name;
  }

  /** Records within others are named with them, as {@code TokenCalls.Shown} is TokenShown. */
  private static String name(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return outer == null
        ? type.getSimpleName()
        : name(outer).replaceAll("(Admin|Answer|Calls|Endpoints?|Shapes)$", "")
            + type.getSimpleName();
  }

  private void write(Shape.Structure structure, Direction direction, Map<String, Object> schema) {
    schema.put("type", "object");
    String description = Shapes.description(structure.type());
    if (!description.isEmpty()) {
      schema.put("description", description);
    }
    Map<String, Object> properties = new LinkedHashMap<>();
    for (Member member : structure.members()) {
      properties.put(member.name(), property(member, direction));
    }
    schema.put("properties", properties);
    Predicate<Member> required =
        member -> direction == Direction.ANSWERED || !member.mayBeMissing();
    List<String> names = structure.members().stream().filter(required).map(Member::name).toList();
    if (!names.isEmpty()) {
      schema.put("required", names);
    }
    schema.put("additionalProperties", false);
  }

  private Map<String, Object> property(Member member, Direction direction) {
    Map<String, Object> schema = schema(member.shape(), direction);
    if (member.nullable()) {
      schema = orNull(schema);
    }
    if (!member.description().isEmpty()) {
      schema.put("description", member.description());
    }
    return schema;
  }

  private static Map<String, Object> orNull(Map<String, Object> schema) {
    Object type = schema.get("type");
    Map<String, Object> nullable = new LinkedHashMap<>();
    if (type == null || schema.containsKey("enum")) {
      nullable.put("anyOf", List.of(schema, Map.of("type", "null")));
    } else {
      nullable.putAll(schema);
      nullable.put("type", List.of(type, "null"));
    }
    return nullable;
  }
}
