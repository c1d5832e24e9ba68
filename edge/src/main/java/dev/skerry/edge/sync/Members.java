package dev.skerry.edge.sync;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The members of a JSON object, read strictly: each is asked for by name and type, and what nobody
 * has asked for is an error at the {@link #end}.
 */
final class Members {
  private final String path;
  private final JsonNode object;
  private final Set<String> unread;

  private Members(String path, JsonNode object) {
    this.path = path;
    this.object = object;
    this.unread = new TreeSet<>(object.propertyNames());
  }

  static Members of(String path, @Nullable JsonNode node) throws SyncException {
    if (node == null || !node.isObject()) {
      throw new SyncException(
          (path.isEmpty() ? "" : path + ": ") + "expected an object, found " + shortly(node));
    }
    return new Members(path, node);
  }

  private @Nullable JsonNode take(String name) {
    unread.remove(name);
    return object.get(name);
  }

  boolean has(String name) {
    return object.get(name) != null;
  }

  private SyncException wrong(String name, String expected, @Nullable JsonNode found) {
    return new SyncException(
        path + "/" + name + ": expected " + expected + ", found " + shortly(found));
  }

  /** What cannot be about a member, said of its place. */
  SyncException wrong(String name, String problem) {
    return new SyncException(path + "/" + name + ": " + problem);
  }

  String text(String name) throws SyncException {
    JsonNode node = take(name);
    if (node == null || !node.isString()) {
      throw wrong(name, "a string", node);
    }
    return node.stringValue();
  }

  /** A string, or null where there is no such member. */
  @Nullable String textIfAny(String name) throws SyncException {
    return has(name) ? text(name) : null;
  }

  /** A whole number that is not below {@code least}. */
  long number(String name, long least) throws SyncException {
    JsonNode node = take(name);
    if (node == null
        || !node.isIntegralNumber()
        || !node.canConvertToLong()
        || node.longValue() < least) {
      throw wrong(name, "a whole number from " + least, node);
    }
    return node.longValue();
  }

  boolean flag(String name) throws SyncException {
    JsonNode node = take(name);
    if (node == null || !node.isBoolean()) {
      throw wrong(name, "true or false", node);
    }
    return node.booleanValue();
  }

  /** An array's elements; empty where there is no such member and it is not required. */
  private List<JsonNode> elements(String name, boolean required) throws SyncException {
    JsonNode node = take(name);
    if (node == null && !required) {
      return List.of();
    }
    if (node == null || !node.isArray()) {
      throw wrong(name, "an array", node);
    }
    List<JsonNode> elements = new ArrayList<>(node.size());
    node.forEach(elements::add);
    return elements;
  }

  List<String> texts(String name, boolean required) throws SyncException {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : elements(name, required)) {
      if (!element.isString()) {
        throw wrong(name, "strings", element);
      }
      texts.add(element.stringValue());
    }
    return texts;
  }

  List<Long> numbers(String name) throws SyncException {
    List<Long> numbers = new ArrayList<>();
    for (JsonNode element : elements(name, true)) {
      if (!element.isIntegralNumber() || !element.canConvertToLong() || element.longValue() < 0) {
        throw wrong(name, "whole numbers from 0", element);
      }
      numbers.add(element.longValue());
    }
    return numbers;
  }

  List<Members> objects(String name) throws SyncException {
    List<Members> objects = new ArrayList<>();
    for (JsonNode element : elements(name, true)) {
      objects.add(of(path + "/" + name + "/" + objects.size(), element));
    }
    return objects;
  }

  Members object(String name) throws SyncException {
    return of(path + "/" + name, take(name));
  }

  /** Every member, all of them strings. */
  Map<String, String> allTexts() throws SyncException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : object.propertyNames()) {
      texts.put(name, text(name));
    }
    return texts;
  }

  /** Every member, all of them octets in Base64. */
  Map<String, byte[]> allOctets() throws SyncException {
    Map<String, byte[]> octets = new LinkedHashMap<>();
    for (Map.Entry<String, String> member : allTexts().entrySet()) {
      try {
        octets.put(member.getKey(), Base64.getDecoder().decode(member.getValue()));
      } catch (IllegalArgumentException e) {
        throw wrong(member.getKey(), "not Base64: " + e.getMessage());
      }
    }
    return octets;
  }

  /** Nothing more is expected. */
  void end() throws SyncException {
    if (!unread.isEmpty()) {
      throw new SyncException(path + "/" + unread.iterator().next() + ": nobody expects it");
    }
  }

  private static String shortly(@Nullable JsonNode node) {
    if (node == null) {
      return "nothing";
    }
    String text = node.isContainer() ? node.getNodeType().toString() : node.toString();
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
