package dev.skerry.origin.tables.value;

import dev.skerry.origin.tables.error.TableException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads attribute values out of a body; not thread-safe. */
public final class AttributeValueReader {
  private static final String STRUCTURE = "AttributeValue";

  private final WireReader reader;

  /** Reads values where another reader stands. */
  public AttributeValueReader(WireReader reader) {
    this.reader = reader;
  }

  /** A value; null for a JSON null. */
  public @Nullable WireValue value(WireReader.Place place) {
    return value(place, 1);
  }

  /** A list of values that is the member of a structure; null for a JSON null. */
  public @Nullable List<WireValue> list() {
    return elements(1);
  }

  /** A map of names to values, as items and keys are; null for a JSON null. */
  public @Nullable Map<String, WireValue> map(WireReader.Place place) {
    return entries(place, 1);
  }

  private @Nullable List<WireValue> elements(int depth) {
    return reader.list(() -> orEmpty(value(WireReader.Place.VALUE, depth)));
  }

  private @Nullable Map<String, WireValue> entries(WireReader.Place place, int depth) {
    Map<String, WireValue> entries =
        reader.map(
            place,
            WireReader.className(STRUCTURE),
            () -> orEmpty(value(WireReader.Place.VALUE, depth)));
    if (entries != null) {
      entries.replaceAll(AttributeValueReader::named);
    }
    return entries;
  }

  private static WireValue named(String name, WireValue value) {
    if (name.isEmpty() && value instanceof WireValue.Valid) {
      return WireValue.Wrong.NAME_EMPTY;
    }
    return AttributeNames.isTooLarge(name) ? WireValue.Wrong.NAME_TOO_LARGE : value;
  }

  private static WireValue orEmpty(@Nullable WireValue value) {
    return value == null ? WireValue.Wrong.EMPTY : value;
  }

  private @Nullable WireValue value(WireReader.Place place, int depth) {
    if (depth > Nesting.MAX_LEVELS) {
      reader.skip();
      return WireValue.Wrong.TOO_DEEP;
    }
    reader.countValue();
    Map<AttributeType, WireValue> members = new EnumMap<>(AttributeType.class);
    boolean there = reader.structure(place, STRUCTURE, name -> member(name, depth, members));
    return there ? only(members) : null;
  }

  private boolean member(String name, int depth, Map<AttributeType, WireValue> members) {
    AttributeType type = AttributeType.named(name);
    if (type == null) {
      return false;
    }
    WireValue member = member(type, depth);
    if (member == null) {
      members.remove(type);
    } else {
      members.put(type, member);
    }
    return true;
  }

  /** The one member that there is, or what is first wrong in the order of the types. */
  private static WireValue only(Map<AttributeType, WireValue> members) {
    for (WireValue member : members.values()) {
      if (member instanceof WireValue.Wrong) {
        return member;
      }
    }
    return switch (members.size()) {
      case 0 -> WireValue.Wrong.EMPTY;
      case 1 -> members.values().iterator().next();
      default -> WireValue.Wrong.SEVERAL;
    };
  }

  private @Nullable WireValue member(AttributeType type, int depth) {
    return switch (type) {
      case S -> read(reader.string(), text -> new WireValue.Valid(new AttributeValue.S(text)));
      case B -> read(reader.blob(), bytes -> new WireValue.Valid(new AttributeValue.B(bytes)));
      case N -> read(reader.numberText(), AttributeValueReader::number);
      case BOOL ->
          read(reader.bool(), truth -> new WireValue.Valid(new AttributeValue.Bool(truth)));
      case NULL ->
          read(
              reader.bool(),
              truth ->
                  truth
                      ? new WireValue.Valid(new AttributeValue.Null())
                      : WireValue.Wrong.NOT_TRUE);
      case SS -> read(reader.list(reader::string), WireSets::strings);
      case NS -> read(reader.list(reader::numberText), WireSets::numbers);
      case BS -> read(reader.list(reader::blob), WireSets::binaries);
      case L -> read(elements(depth + 1), AttributeValueReader::list);
      case M -> read(entries(WireReader.Place.FIELD, depth + 1), AttributeValueReader::map);
    };
  }

  private static <T> @Nullable WireValue read(
      @Nullable T content, Function<? super T, WireValue> value) {
    return content == null ? null : value.apply(content);
  }

  private static WireValue number(String text) {
    try {
      return new WireValue.Valid(new AttributeValue.N(ExactNumber.parse(text)));
    } catch (TableException e) {
      return WireValue.Wrong.content(String.valueOf(e.getMessage()));
    }
  }

  private static WireValue list(List<WireValue> elements) {
    AttributeValue[] values = new AttributeValue[elements.size()];
    for (int i = 0; i < values.length; i++) {
      switch (elements.get(i)) {
        case WireValue.Valid(AttributeValue value) -> values[i] = value;
        case WireValue.Wrong wrong -> {
          return wrong;
        }
      }
    }
    return new WireValue.Valid(new AttributeValue.L(List.of(values)));
  }

  private static WireValue map(Map<String, WireValue> entries) {
    Map<String, AttributeValue> values = LinkedHashMap.newLinkedHashMap(entries.size());
    for (Map.Entry<String, WireValue> entry : entries.entrySet()) {
      switch (entry.getValue()) {
        case WireValue.Valid(AttributeValue value) -> values.put(entry.getKey(), value);
        case WireValue.Wrong wrong -> {
          return wrong;
        }
      }
    }
    return new WireValue.Valid(new AttributeValue.M(values));
  }
}
