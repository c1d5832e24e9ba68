package dev.skerry.handler.testing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The members of one object of an event file, taken one by one: each problem names its place, and
 * what nobody has taken is one.
 */
final class EventMembers {
  private final String place;
  private final JsonNode node;
  private final Set<String> taken = new HashSet<>();

  EventMembers(String place, JsonNode node) throws EventProblem {
    this.place = place;
    this.node = node;
    if (!node.isObject()) {
      throw new EventProblem(place, "must be an object, not " + words(node));
    }
  }

  private static String words(JsonNode node) {
    String text = node.toString();
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }

  EventProblem problem(String member, String message) {
    return new EventProblem(member.isEmpty() ? place : place + '.' + member, message);
  }

  boolean has(String member) {
    taken.add(member);
    return node.has(member);
  }

  private @Nullable JsonNode take(String member) {
    taken.add(member);
    return node.get(member);
  }

  /** A text; null if it is not there. */
  @Nullable String text(String member) throws EventProblem {
    JsonNode value = take(member);
    if (value == null) {
      return null;
    }
    if (!value.isString()) {
      throw problem(member, "must be a string, not " + words(value));
    }
    return value.stringValue();
  }

  String text(String member, String byDefault) throws EventProblem {
    String text = text(member);
    return text == null ? byDefault : text;
  }

  /** A status; null if it is not there. */
  @Nullable Integer status(String member) throws EventProblem {
    JsonNode value = take(member);
    if (value == null) {
      return null;
    }
    if (!value.isInt() || value.intValue() < 100 || value.intValue() > 599) {
      throw problem(member, "must be a status, 100 to 599, not " + words(value));
    }
    return value.intValue();
  }

  /** Texts; empty if they are not there. */
  List<String> texts(String member) throws EventProblem {
    JsonNode value = take(member);
    return value == null ? List.of() : texts(member, value);
  }

  private List<String> texts(String member, JsonNode value) throws EventProblem {
    if (value.isString()) {
      return List.of(value.stringValue());
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode each : value) {
      if (!each.isString()) {
        throw problem(member, "must be strings, not " + words(each));
      }
      texts.add(each.stringValue());
    }
    if (!value.isArray()) {
      throw problem(member, "must be a string or a list of strings, not " + words(value));
    }
    return texts;
  }

  /** Names in lower case with their values, in order; without values where null is written. */
  Map<String, List<String>> headers(String member) throws EventProblem {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    EventMembers written = object(member);
    if (written != null) {
      for (Map.Entry<String, JsonNode> header : written.node.properties()) {
        JsonNode value = header.getValue();
        headers.put(
            header.getKey().toLowerCase(Locale.ROOT),
            value.isNull() ? List.of() : written.texts(header.getKey(), value));
      }
    }
    return headers;
  }

  /** An object; null if it is not there. */
  @Nullable EventMembers object(String member) throws EventProblem {
    JsonNode value = take(member);
    return value == null ? null : new EventMembers(place + '.' + member, value);
  }

  /** Refuses members that nobody has taken. */
  void end() throws EventProblem {
    for (String name : node.propertyNames()) {
      if (!taken.contains(name)) {
        throw problem(name, "is not known; known are " + String.join(", ", new TreeSet<>(taken)));
      }
    }
  }
}
