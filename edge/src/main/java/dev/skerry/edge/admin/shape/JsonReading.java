package dev.skerry.edge.admin.shape;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads JSON into the Java values of a {@link Shape}, strictly, and collects all that is wrong. A
 * record that refuses its members by an {@link IllegalArgumentException} is wrong with its message.
 */
public final class JsonReading {
  private static final int SHOWN_MAX = 40;
  private static final int VIOLATIONS_MAX = 100;

  private final List<Violation> violations;
  private int wrong;

  /** Begins; what is wrong is added to {@code violations}, up to a hundred in all. */
  public JsonReading(List<Violation> violations) {
    this.violations = violations;
  }

  /** The value; null, and something is wrong, if there is none. */
  public @Nullable Object read(Shape shape, JsonNode node) {
    return read(shape, node, "");
  }

  private @Nullable Object read(Shape shape, JsonNode node, String at) {
    return switch (shape) {
      case Shape.Text(Range length) -> text(node, length, at);
      case Shape.Whole whole -> whole(node, whole, at);
      case Shape.Fraction _ ->
          node.isNumber() ? (Object) node.doubleValue() : refuse(at, "a number", node);
      case Shape.Flag _ ->
          node.isBoolean() ? (Object) node.booleanValue() : refuse(at, "true or false", node);
      case Shape.Choice choice -> choice(node, choice, at);
      case Shape.Moment _ -> moment(node, at);
      case Shape.Bytes _ -> bytes(node, at);
      case Shape.Anything _ -> node;
      case Shape.Listing listing -> list(node, listing, at);
      case Shape.Mapping mapping -> map(node, mapping, at);
      case Shape.Structure structure -> record(node, structure, at);
    };
  }

  private @Nullable Object text(JsonNode node, Range length, String at) {
    if (!node.isString()) {
      return refuse(at, "a string", node);
    }
    String text = node.stringValue();
    if (length.holds(text.length())) {
      return text;
    }
    return text.isEmpty()
        ? refuse(at, "a string that is not empty", node)
        : add(at, "expected a length " + length + ", found one of " + text.length());
  }

  private @Nullable Object whole(JsonNode node, Shape.Whole shape, String at) {
    if (!node.isIntegralNumber()) {
      return refuse(at, "a whole number", node);
    }
    if (!node.canConvertToLong() || !shape.range().holds(node.longValue())) {
      return refuse(at, "a number " + shape.range(), node);
    }
    return shape.isInt() ? (Object) Math.toIntExact(node.longValue()) : node.longValue();
  }

  private @Nullable Object choice(JsonNode node, Shape.Choice choice, String at) {
    if (node.isString()) {
      for (Enum<?> constant : choice.type().getEnumConstants()) {
        if (Shape.Choice.name(constant).equals(node.stringValue())) {
          return constant;
        }
      }
    }
    return refuse(at, "one of " + choice.names(), node);
  }

  private @Nullable Object moment(JsonNode node, String at) {
    if (node.isString()) {
      try {
        return Instant.parse(node.stringValue());
      } catch (DateTimeParseException e) {
        // refused below, as what is no string is
      }
    }
    return refuse(at, "a moment, as \"2026-01-31T12:00:00Z\"", node);
  }

  private byte @Nullable [] bytes(JsonNode node, String at) {
    if (node.isString()) {
      try {
        return Base64.getDecoder().decode(node.stringValue());
      } catch (IllegalArgumentException e) {
        // refused below, as what is no string is
      }
    }
    refuse(at, "bytes in base64", node);
    return null;
  }

  private @Nullable Object list(JsonNode node, Shape.Listing shape, String at) {
    if (!node.isArray()) {
      return refuse(at, "an array", node);
    }
    if (!shape.count().holds(node.size())) {
      return add(at, "expected a number of entries " + shape.count() + ", found " + node.size());
    }
    List<Object> list = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      Object element = read(shape.element(), node.get(i), at + "/" + i);
      if (element != null) {
        list.add(element);
      }
    }
    return List.copyOf(list);
  }

  private @Nullable Object map(JsonNode node, Shape.Mapping shape, String at) {
    if (!node.isObject()) {
      return refuse(at, "an object", node);
    }
    if (!shape.count().holds(node.size())) {
      return add(at, "expected a number of members " + shape.count() + ", found " + node.size());
    }
    Map<String, Object> map = new LinkedHashMap<>();
    node.forEachEntry(
        (name, member) -> {
          Object value = read(shape.value(), member, at + "/" + escaped(name));
          if (value != null) {
            map.put(name, value);
          }
        });
    return map;
  }

  private @Nullable Object record(JsonNode node, Shape.Structure shape, String at) {
    if (!node.isObject()) {
      return refuse(at, "an object", node);
    }
    int before = wrong;
    List<Member> members = shape.members();
    refuseUnknown(node, members, at);
    Object[] values = new Object[members.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = member(node, members.get(i), at);
    }
    return wrong == before ? made(shape.type(), values, at) : null;
  }

  private void refuseUnknown(JsonNode node, List<Member> members, String at) {
    List<String> names = members.stream().map(Member::name).toList();
    for (String name : node.propertyNames()) {
      if (!names.contains(name)) {
        add(
            at + "/" + escaped(name),
            "unknown field '%s', expected one of %s"
                .formatted(shortened(name), names.stream().sorted().toList()));
      }
    }
  }

  private @Nullable Object member(JsonNode node, Member member, String at) {
    String place = at + "/" + member.name();
    JsonNode value = node.get(member.name());
    if (value == null || (value.isNull() && member.nullable())) {
      return member.mayBeMissing() ? member.ifMissing() : add(place, "this field is missing");
    }
    return read(member.shape(), value, place);
  }

  private @Nullable Object made(Class<? extends Record> type, Object[] values, String at) {
    Class<?>[] types =
        Stream.of(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<? extends Record> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refusal) {
        return add(at, String.valueOf(refusal.getMessage()));
      }
      throw new IllegalStateException(type + " cannot be made", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made", e);
    }
  }

  private @Nullable Object refuse(String at, String expected, JsonNode found) {
    return add(at, "expected " + expected + ", found " + shortened(found.toString()));
  }

  private @Nullable Object add(String at, String detail) {
    wrong++;
    if (violations.size() < VIOLATIONS_MAX) {
      violations.add(Violation.in(at, detail));
    }
    return null;
  }

  private static String shortened(String text) {
    return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "…";
  }

  private static String escaped(String name) {
    return shortened(name).replace("~", "~0").replace("/", "~1");
  }
}
