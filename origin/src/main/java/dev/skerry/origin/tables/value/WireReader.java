package dev.skerry.origin.tables.value;

import dev.skerry.origin.tables.error.TableException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the body of a request, one typed value after the other, and refuses other types with the
 * texts of the service.
 *
 * <p>Every method but {@link #read} reads the value at which the reader stands and leaves it at
 * that value's end; each answers null for a JSON null, which stands for a member that is not there.
 * Members that a structure does not know are skipped, whatever they are. Not thread-safe.
 */
public final class WireReader {
  /** Deeper than any legal body; what is deeper is refused as not readable. */
  private static final int MAX_DEPTH = 500;

  private static final int MAX_NAME_LENGTH = 1 << 20;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNameLength(MAX_NAME_LENGTH)
                  .build())
          .build();

  private static final int MAX_LATIN = 0xFF;

  private static final String MISPLACED_MAP = "Start of structure or map found where not expected";
  private static final String CAST =
      "class sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl cannot be cast to class"
          + " java.lang.Class (sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl and"
          + " java.lang.Class are in module java.base of loader 'bootstrap')";

  /** More than any legal body has in the lists and maps of its structures, taken together. */
  private static final int MOST_ELEMENTS = 10_000;

  private final JsonParser parser;
  private final ReadMemory memory;
  private int elements;

  private WireReader(JsonParser parser, ReadMemory memory) {
    this.parser = parser;
    this.memory = memory;
  }

  /** Reads one member of a structure; false when the structure has no member of that name. */
  @FunctionalInterface
  public interface Members {
    boolean read(String name);
  }

  /** What a structure, a list or a map is part of, by which texts differ. */
  public enum Place {
    /** The member of a structure. */
    FIELD("Unexpected field type"),
    /** The element of a list or the value of a map. */
    VALUE("Unexpected value type in payload"),
    /** The value of a map, being itself a list or a map. */
    PARAMETERIZED(CAST);

    private final String refusal;

    Place(String refusal) {
      this.refusal = refusal;
    }
  }

  /** Reads a whole body into what the members of its one structure are given to. */
  @FunctionalInterface
  public interface Body<T> {
    T read(WireReader reader);
  }

  /** Reads a body that is known to be short. */
  public static <T> T read(byte[] json, Body<T> body) {
    return read(json, bytes -> true, body);
  }

  /**
   * Reads a body.
   *
   * @param memory takes so many bytes for what is read, or is false if there are not so many
   * @param body reads the structure at which the reader stands
   * @throws TableException of serialization, when the body is no JSON object, or has a value of
   *     another type than expected; of a service that is not available, when there is no memory
   */
  public static <T> T read(byte[] json, LongPredicate memory, Body<T> body) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw TableException.serialization(null);
      }
      T result = body.read(new WireReader(parser, new ReadMemory(memory)));
      if (parser.nextToken() != null) {
        throw TableException.serialization(null);
      }
      return result;
    } catch (JacksonException e) {
      throw TableException.serialization(null);
    }
  }

  /** A string. */
  public @Nullable String string() {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> null;
      case VALUE_STRING -> charged(parser.getString());
      default -> throw refused("String", "java.lang.String");
    };
  }

  /** A text that is charged for; a letter beyond Latin 1 makes all of them take two bytes. */
  private String charged(String text) {
    int letters = 0;
    for (int i = 0; i < text.length(); i++) {
      letters |= text.charAt(i);
    }
    boolean wide = letters > MAX_LATIN;
    memory.use(ReadMemory.STRING_BYTES + (wide ? 2L : 1L) * text.length());
    return wide ? unicode(text) : text;
  }

  /** A text in which halves of surrogate pairs, which no encoding has, are question marks. */
  private static String unicode(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
      }
    }
    return text;
  }

  /** A truth value, which may also be one of a few words. */
  public @Nullable Boolean bool() {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> null;
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_STRING -> word(parser.getString());
      default -> throw refused("Boolean", "java.lang.Boolean");
    };
  }

  private static boolean word(String word) {
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "TRUE", "YES", "1" -> true;
      case "FALSE", "NO", "0" -> false;
      default -> throw TableException.serialization("Unexpected token received from parser");
    };
  }

  /** A whole number of 32 bits; fractions are cut, what is beyond is held to the bounds. */
  public @Nullable Integer integer() {
    Long value = whole("Integer");
    return value == null ? null : Math.clamp(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /** A whole number of 64 bits; fractions are cut, what is beyond is held to the bounds. */
  public @Nullable Long longInteger() {
    return whole("Long");
  }

  private @Nullable Long whole(String type) {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? (long) parser.getDoubleValue()
              : parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> (long) Math.floor(parser.getDoubleValue());
      default -> throw refused(type, "java.lang." + type);
    };
  }

  /** A number of seconds, or any other that may have a fraction. */
  public @Nullable Double decimal() {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      default -> throw refused("Double", "java.lang.Double");
    };
  }

  /** Octets in Base64. */
  public @Nullable Bytes blob() {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> null;
      case VALUE_STRING -> {
        String text = parser.getString();
        memory.use(ReadMemory.STRING_BYTES + (long) text.length());
        yield Base64Text.decode(text);
      }
      case START_ARRAY ->
          throw TableException.serialization(
              "Unrecognized collection type class java.nio.ByteBuffer");
      case START_OBJECT -> throw TableException.serialization(MISPLACED_MAP);
      default ->
          throw TableException.serialization(
              "only base-64-encoded strings are convertible to bytes");
    };
  }

  /** A list; an element may be null where the JSON has one. */
  public <T extends @Nullable Object> @Nullable List<T> list(Place place, Supplier<T> element) {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> null;
      case START_ARRAY -> {
        memory.use(ReadMemory.COLLECTION_BYTES);
        List<T> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          memory.use(ReadMemory.ELEMENT_BYTES);
          elements.add(element.get());
        }
        yield elements;
      }
      case START_OBJECT -> throw TableException.serialization(MISPLACED_MAP);
      default -> throw TableException.serialization(place.refusal);
    };
  }

  /** A list that is the member of a structure. */
  public <T extends @Nullable Object> @Nullable List<T> list(Supplier<T> element) {
    return list(Place.FIELD, element);
  }

  /**
   * A map with strings for keys, in the order of the JSON.
   *
   * @param valueType the Java class of the values, as texts name it
   */
  public <T extends @Nullable Object> @Nullable Map<String, T> map(
      Place place, String valueType, Supplier<T> value) {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> null;
      case START_OBJECT -> {
        memory.use(ReadMemory.COLLECTION_BYTES);
        Map<String, T> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          memory.use(ReadMemory.ENTRY_BYTES);
          String key = charged(parser.currentName());
          parser.nextToken();
          entries.put(key, value.get());
        }
        yield entries;
      }
      case START_ARRAY ->
          throw TableException.serialization(
              "Unrecognized collection type java.util.Map<java.lang.String, " + valueType + ">");
      default -> throw TableException.serialization(place.refusal);
    };
  }

  /** A map of strings that is the member of a structure. */
  public @Nullable Map<String, @Nullable String> strings() {
    return map(
        Place.FIELD,
        "java.lang.String",
        () -> {
          countElement();
          return string();
        });
  }

  /**
   * Counts an element of a list or map before it is read, so that a body of very many small ones
   * takes no more memory than a legal one.
   *
   * @throws TableException of validation, when there are more than any legal body has
   */
  public void countElement() {
    if (++elements > MOST_ELEMENTS) {
      throw TableException.validation(
          "The lists and maps of the request have more than "
              + MOST_ELEMENTS
              + " entries together");
    }
    memory.use(ReadMemory.STRUCTURE_BYTES);
  }

  /** Counts an attribute's value, before its content is read. */
  void countValue() {
    memory.use(ReadMemory.VALUE_BYTES);
  }

  /** The text of a number that is made of it. */
  @Nullable String numberText() {
    memory.use(ReadMemory.NUMBER_BYTES);
    return string();
  }

  /** The Java class that texts name for a structure of the API. */
  public static String className(String structure) {
    return "com.amazonaws.dynamodb.v20120810." + structure;
  }

  /**
   * A structure, member by member.
   *
   * @param structure its name in the API reference
   * @return whether there was one, and no null
   */
  public boolean structure(Place place, String structure, Members members) {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> false;
      case START_OBJECT -> {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          if (!members.read(name)) {
            skip();
          }
        }
        yield true;
      }
      case START_ARRAY ->
          throw TableException.serialization(
              "Unrecognized collection type class " + className(structure));
      default -> throw TableException.serialization(place.refusal);
    };
  }

  /** Whether the value at which the reader stands is a JSON null. */
  public boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  /** Whether the value at which the reader stands is a structure or a map. */
  public boolean isObject() {
    return parser.currentToken() == JsonToken.START_OBJECT;
  }

  /** Passes over the value at which the reader stands. */
  public void skip() {
    parser.skipChildren();
  }

  private TableException refused(String type, String javaClass) {
    return TableException.serialization(
        switch (parser.currentToken()) {
          case VALUE_TRUE -> "TRUE_VALUE cannot be converted to " + type;
          case VALUE_FALSE -> "FALSE_VALUE cannot be converted to " + type;
          case VALUE_STRING -> "STRING_VALUE cannot be converted to " + type;
          case VALUE_NUMBER_INT -> "NUMBER_VALUE cannot be converted to " + type;
          case VALUE_NUMBER_FLOAT -> "DECIMAL_VALUE cannot be converted to " + type;
          case START_ARRAY -> "Unrecognized collection type class " + javaClass;
          default -> MISPLACED_MAP;
        });
  }
}
