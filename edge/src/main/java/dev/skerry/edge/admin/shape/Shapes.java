package dev.skerry.edge.admin.shape;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads shapes off Java's types. */
public final class Shapes {
  private static final ClassValue<List<Member>> MEMBERS =
      new ClassValue<>() {
        @Override
        protected List<Member> computeValue(Class<?> type) {
          return Stream.of(type.getRecordComponents()).map(Shapes::member).toList();
        }
      };

  private Shapes() {}

  /**
   * The shape of a class.
   *
   * @throws IllegalArgumentException if it has none
   */
  public static Shape of(Class<?> type) {
    return shape(type, Range.LONG);
  }

  /** A whole number from {@code min} to {@code max}. */
  public static Shape whole(long min, long max) {
    return new Shape.Whole(new Range(min, max), false);
  }

  /** One of an enum's constants. */
  public static Shape choice(Class<? extends Enum<?>> type) {
    return new Shape.Choice(type);
  }

  static List<Member> members(Class<? extends Record> type) {
    return MEMBERS.get(type);
  }

  /** The shape of a record that has further members in an answer: records, by their names. */
  public static Shape withMore(
      Class<? extends Record> type, Map<String, Class<? extends Record>> more) {
    List<Member> members =
        more.entrySet().stream()
            .map(each -> new Member(each.getKey(), of(each.getValue()), false, ""))
            .toList();
    return new Shape.Structure(type, members);
  }

  /** The description of a record; empty for none. */
  public static String description(Class<?> type) {
    Describe describe = type.getAnnotation(Describe.class);
    return describe == null ? "" : describe.value();
  }

  private static Member member(RecordComponent component) {
    Bounds bounds = component.getAnnotation(Bounds.class);
    Range range = bounds == null ? Range.LONG : new Range(bounds.min(), bounds.max());
    Describe describe = component.getAnnotation(Describe.class);
    return new Member(
        snakeCase(component.getName()),
        shape(component.getGenericType(), range),
        component.getAnnotatedType().isAnnotationPresent(Nullable.class),
        describe == null ? "" : describe.value());
  }

  private static Shape shape(Type type, Range range) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      Range count = Range.count(Shape.Listing.COUNT_MAX).within(range);
      if (generic.getRawType() == List.class) {
        return new Shape.Listing(shape(arguments[0], Range.LONG), count);
      }
      if (generic.getRawType() == Map.class && arguments[0] == String.class) {
        return new Shape.Mapping(shape(arguments[1], Range.LONG), count);
      }
    } else if (type instanceof Class<?> simple) {
      return shape(simple, range);
    }
    throw new IllegalArgumentException(type.getTypeName() + " has no shape in JSON");
  }

  private static Shape shape(Class<?> type, Range range) {
    if (type == String.class) {
      Range length =
          range.equals(Range.LONG)
              ? Range.count(Shape.Text.LENGTH_MAX)
              : range.within(Range.count(Integer.MAX_VALUE));
      return new Shape.Text(length);
    } else if (type == int.class || type == Integer.class) {
      return new Shape.Whole(Range.INT.within(range), true);
    } else if (type == long.class || type == Long.class) {
      return new Shape.Whole(range, false);
    } else if (type == double.class || type == Double.class) {
      return new Shape.Fraction();
    } else if (type == boolean.class || type == Boolean.class) {
      return Shape.FLAG;
    } else if (type == Instant.class) {
      return new Shape.Moment();
    } else if (type == byte[].class) {
      return new Shape.Bytes();
    } else if (type == JsonNode.class) {
      return Shape.ANYTHING;
    } else if (type.isEnum()) {
      @SuppressWarnings("unchecked") // an enum's class is one of a subclass of Enum
      Class<? extends Enum<?>> constants = (Class<? extends Enum<?>>) type;
      return new Shape.Choice(constants);
    } else if (type.isRecord()) {
      return new Shape.Structure(type.asSubclass(Record.class), List.of());
    }
    throw new IllegalArgumentException(type.getTypeName() + " has no shape in JSON");
  }

  /** As Jackson's strategy of that name has it, of names that are in camel case. */
  private static String snakeCase(String name) {
    StringBuilder snake = new StringBuilder(name.length() + 4);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isUpperCase(c)) {
        snake.append('_').append(Character.toLowerCase(c));
      } else {
        snake.append(c);
      }
    }
    return snake.toString();
  }
}
