package dev.skerry.handler;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values of items as handlers in Java have them, and as the table API writes them. */
final class ItemValues {
  private ItemValues() {}

  /** Attributes for the table API. */
  static Map<String, Object> attributes(Map<?, ?> values) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    values.forEach((name, value) -> attributes.put(String.valueOf(name), attribute(value)));
    return attributes;
  }

  private static Map<String, Object> attribute(@Nullable Object value) {
    return switch (value) {
      case null -> Map.of("NULL", true);
      case CharSequence text -> Map.of("S", text.toString());
      case Boolean truth -> Map.of("BOOL", truth);
      case Number number -> Map.of("N", digits(number));
      case ByteBuffer octets -> Map.of("B", base64(octets));
      case byte[] octets -> Map.of("B", base64(ByteBuffer.wrap(octets)));
      case Map<?, ?> map -> Map.of("M", attributes(map));
      case Set<?> set -> set(set);
      case Collection<?> list -> Map.of("L", list.stream().map(ItemValues::attribute).toList());
      default -> throw new IllegalArgumentException("no item can have a " + value.getClass());
    };
  }

  private static String digits(Number number) {
    return number instanceof BigDecimal exact ? exact.toPlainString() : number.toString();
  }

  private static Map<String, Object> set(Set<?> members) {
    List<Map<String, Object>> all = members.stream().map(ItemValues::attribute).toList();
    Set<String> types = new LinkedHashSet<>();
    all.forEach(each -> types.addAll(each.keySet()));
    String type = types.size() == 1 ? types.iterator().next() : "";
    if (!Set.of("S", "N", "B").contains(type)) {
      throw new IllegalArgumentException(
          "a set has one member or more, all of them strings, numbers or octets");
    }
    return Map.of(type + 'S', all.stream().map(each -> each.get(type)).toList());
  }

  private static String base64(ByteBuffer octets) {
    byte[] all = new byte[octets.remaining()];
    octets.duplicate().get(all);
    return Base64.getEncoder().encodeToString(all);
  }

  /** The values of attributes of the table API; none where there are no attributes. */
  static Map<String, @Nullable Object> values(@Nullable Object attributes) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    if (attributes instanceof Map<?, ?> map) {
      map.forEach((name, attribute) -> values.put(String.valueOf(name), value(attribute)));
    }
    return values;
  }

  private static @Nullable Object value(@Nullable Object attribute) {
    if (!(attribute instanceof Map<?, ?> map) || map.size() != 1) {
      throw new DataException(DataException.UNAVAILABLE, "the answer has no attribute: " + attribute);
    }
    Map.Entry<?, ?> typed = map.entrySet().iterator().next();
    Object value = typed.getValue();
    return switch (String.valueOf(typed.getKey())) {
      case "NULL" -> null;
      case "N" -> new BigDecimal(String.valueOf(value));
      case "B" -> octets(value);
      case "M" -> values(value);
      case "L" -> {
        List<@Nullable Object> list = new ArrayList<>();
        ((List<?>) value).forEach(each -> list.add(value(each)));
        yield list;
      }
      case "SS" -> new LinkedHashSet<>((List<?>) value);
      case "NS" -> members(value, each -> new BigDecimal(String.valueOf(each)));
      case "BS" -> members(value, ItemValues::octets);
      default -> value; // S and BOOL
    };
  }

  private static Set<Object> members(Object list, Function<Object, Object> read) {
    Set<Object> set = new LinkedHashSet<>();
    ((List<?>) list).forEach(each -> set.add(read.apply(each)));
    return set;
  }

  private static ByteBuffer octets(Object base64) {
    return ByteBuffer.wrap(Base64.getDecoder().decode(String.valueOf(base64))).asReadOnlyBuffer();
  }
}
