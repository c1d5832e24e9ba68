package dev.skerry.handler.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A part of an event file, and where it stands.
 *
 * @param pointer RFC 6901; empty for the whole
 */
record JsonPart(String file, String pointer, JsonNode node) {
  private static final int SHOWN_CHARS = 60;
  private static final JsonMapper STRICT =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** Parses a file. */
  static JsonPart of(String file, byte[] json) throws EventProblem {
    try {
      return new JsonPart(file, "", STRICT.readTree(json));
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      String place = at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
      throw new EventProblem(file + place, "", "is no JSON: " + e.getOriginalMessage());
    }
  }

  /** A member, or null where there is none. */
  @Nullable JsonPart find(String name) {
    JsonNode member = node.get(name);
    return member == null ? null : new JsonPart(file, pointer + '/' + name, member);
  }

  /** A member that must be there. */
  JsonPart get(String name) throws EventProblem {
    JsonPart member = find(name);
    if (member == null) {
      throw problem("has no \"" + name + "\"");
    }
    return member;
  }

  /** Refuses all members but these, and what is no object. */
  JsonPart only(String... names) throws EventProblem {
    List<String> known = List.of(names);
    for (String name : members().keySet()) {
      if (!known.contains(name)) {
        throw problem("there is no member \"" + name + "\"; expected " + String.join(", ", known));
      }
    }
    return this;
  }

  /** The members of an object. */
  Map<String, JsonPart> members() throws EventProblem {
    if (!node.isObject()) {
      throw expected("an object");
    }
    Map<String, JsonPart> members = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      String name = member.getKey();
      members.put(name, new JsonPart(file, pointer + '/' + name, member.getValue()));
    }
    return members;
  }

  /** The elements of a list. */
  List<JsonPart> elements() throws EventProblem {
    if (!node.isArray()) {
      throw expected("a list");
    }
    List<JsonPart> elements = new ArrayList<>();
    for (JsonNode element : node) {
      elements.add(new JsonPart(file, pointer + '/' + elements.size(), element));
    }
    return elements;
  }

  /** A text. */
  String text() throws EventProblem {
    if (!node.isString()) {
      throw expected("a string");
    }
    return node.stringValue();
  }

  /** A list of texts. */
  List<String> texts() throws EventProblem {
    List<String> texts = new ArrayList<>();
    for (JsonPart element : elements()) {
      texts.add(element.text());
    }
    return texts;
  }

  /** A whole number within bounds. */
  int whole(int least, int most) throws EventProblem {
    if (!node.isInt() || node.intValue() < least || node.intValue() > most) {
      throw expected("a number from " + least + " to " + most);
    }
    return node.intValue();
  }

  /** It is something else than what was expected. */
  EventProblem expected(String what) {
    String found = node.toString();
    return problem(
        "expected "
            + what
            + ", found "
            + (found.length() > SHOWN_CHARS ? found.substring(0, SHOWN_CHARS) + "…" : found));
  }

  /** Something is wrong with it. */
  EventProblem problem(String what) {
    return new EventProblem(file, pointer, what);
  }
}
