package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.value.WireReader;
import dev.skerry.origin.tables.value.WireReader.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a value in the body of a request looks like; immutable. */
sealed interface Shape {
  /** Reads the value at which the reader stands; null for a JSON null. */
  @Nullable Object read(WireReader reader, Place place);

  /** Looks for what is wrong with a value that was read. */
  default void check(String path, Object value, Findings findings) {}

  /** What a value of this shape is as the element of a list or the value of a map. */
  default Place placeWithin() {
    return this instanceof ListOf || this instanceof MapOf || this instanceof Placed
        ? Place.PARAMETERIZED
        : Place.VALUE;
  }

  /** Reads the element of a list or the value of a map. */
  private static @Nullable Object readElement(WireReader reader, Member element) {
    reader.countElement();
    return element.shape().read(reader, element.shape().placeWithin());
  }

  /** A value that is read in one way wherever it stands. */
  record Scalar(Function<WireReader, @Nullable Object> reading) implements Shape {
    @Override
    public @Nullable Object read(WireReader reader, Place place) {
      return reading.apply(reader);
    }
  }

  /**
   * A map of which one member of each value can be wrong.
   *
   * @param of the member of a value of the map
   */
  record PartOfEach(
      Function<WireReader, @Nullable Object> reading,
      Member part,
      Function<Object, @Nullable Object> of)
      implements Shape {
    @Override
    public @Nullable Object read(WireReader reader, Place place) {
      return reading.apply(reader);
    }

    @Override
    public void check(String path, Object map, Findings findings) {
      ((Map<?, ?>) map)
          .forEach(
              (key, each) ->
                  part.check(
                      path + "." + key + ".member." + part.path(), of.apply(each), findings));
    }
  }

  /** How a value is read whose refusal depends on where it stands. */
  interface PlacedReading {
    @Nullable Object read(WireReader reader, Place place);
  }

  /** A value of its own kind. */
  record Placed(PlacedReading reading) implements Shape {
    @Override
    public @Nullable Object read(WireReader reader, Place place) {
      return reading.read(reader, place);
    }
  }

  /** A value of a feature that there is not; a JSON null stands for nothing, as everywhere. */
  record Unsupported(String name) implements Shape {
    @Override
    public @Nullable Object read(WireReader reader, Place place) {
      if (reader.isNull()) {
        return null;
      }
      throw TableException.validation(name + " is not supported");
    }
  }

  /** A list; elements that are a JSON null are left out. */
  record ListOf(Member element) implements Shape {
    @Override
    public @Nullable Object read(WireReader reader, Place place) {
      List<@Nullable Object> elements = reader.list(place, () -> readElement(reader, element));
      return elements == null ? null : elements.stream().filter(Objects::nonNull).toList();
    }

    @Override
    public void check(String path, Object value, Findings findings) {
      int number = 0;
      for (@Nullable Object each : (List<?>) value) {
        number++;
        element.check(path + "." + number + ".member", each, findings);
      }
    }
  }

  /** A map with values of one shape; a JSON null is left out. */
  record MapOf(String valueType, Member value) implements Shape {
    @Override
    public @Nullable Object read(WireReader reader, Place place) {
      Map<String, @Nullable Object> entries =
          reader.map(place, valueType, () -> readElement(reader, value));
      if (entries != null) {
        entries.values().removeIf(Objects::isNull);
      }
      return entries;
    }

    @Override
    public void check(String path, Object map, Findings findings) {
      ((Map<?, ?>) map)
          .forEach((key, each) -> value.check(path + "." + key + ".member", each, findings));
    }
  }

  /** A structure. */
  record Structure(String name, List<Member> members) implements Shape {
    Structure(String name, Member... members) {
      this(name, List.of(members));
    }

    @Override
    public @Nullable Object read(WireReader reader, Place place) {
      Map<String, Object> values = new LinkedHashMap<>();
      boolean there =
          reader.structure(
              place,
              name,
              memberName -> {
                for (Member member : members) {
                  if (member.name().equals(memberName)) {
                    Object value = member.shape().read(reader, Place.FIELD);
                    if (value != null) {
                      values.put(memberName, value);
                    }
                    return true;
                  }
                }
                return false;
              });
      return there ? new Fields(name, values) : null;
    }

    @Override
    public void check(String path, Object value, Findings findings) {
      for (Member member : members) {
        member.check(
            path.isEmpty() ? member.path() : path + "." + member.path(),
            ((Fields) value).get(member.name()),
            findings);
      }
    }
  }
}
