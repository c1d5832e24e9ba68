package dev.skerry.origin.tables.model.expression;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The names and values that the expressions of one request refer to; so no name is a reserved word.
 * Belongs to one thread.
 */
public final class Placeholders {
  private final Map<String, String> places = new LinkedHashMap<>();
  private final Map<String, AttributeValue> values = new LinkedHashMap<>();

  /** The place of an attribute's name. */
  public String name(String attribute) {
    return places.computeIfAbsent(attribute, _ -> "#n" + places.size());
  }

  /** The place of a value. */
  public String value(AttributeValue value) {
    String place = ":v" + values.size();
    values.put(place, value);
    return place;
  }

  /** A path with places for its names. */
  public String path(Path path) {
    return path.steps().stream()
        .map(
            step ->
                switch (step) {
                  case Path.Step.Name(String name) -> "." + name(name);
                  case Path.Step.Position(int index) -> "[" + index + "]";
                })
        .collect(Collectors.joining())
        .substring(1);
  }

  /** Names by their places, as a request takes them. */
  public Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    places.forEach((attribute, place) -> names.put(place, attribute));
    return names;
  }

  /** Values by their places, as a request takes them. */
  public Map<String, AttributeValue> values() {
    return values;
  }
}
