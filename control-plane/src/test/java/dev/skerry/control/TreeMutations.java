package dev.skerry.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Changes trees of JSON: their structure, types, names and values, with parts of other trees. */
final class TreeMutations {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int DEEP = 40;
  private static final int REPEATED_MAX = 120;

  /** Values that some rule is about. */
  private static final String VALUES =
      """
      [null, true, false, 0, -1, 1, 1.5, 1e400, -1e-400, 2147483648, 9223372036854775808, '', 'a',
       ' ', '.', '1', 'NaN', '1e126', '-', [], {}, [[]], [null], [''], [{}], {'':1}, {'S':''},
       {'S':null}, {'S':1}, {'N':'1'}, {'N':'x'}, {'N':1}, {'N':'1e999'}, {'N':''}, {'B':'!!'},
       {'B':''}, {'SS':[]}, {'SS':['a','a']}, {'NS':['1','1.0']}, {'BS':['AA==','AA']},
       {'NULL':false}, {'BOOL':'x'}, {'S':'a','N':'1'}, {'M':{}}, {'M':null}, {'L':[{}]}, {'Q':1},
       'things', 'counters', 'global', '#n', ':v', 'ALL_OLD', 'COUNT', 'SPECIFIC_ATTRIBUTES',
       'TOTAL', 'arn:aws:dynamodb:x', 'HASH', 'spare', 'fading']
      """;

  private static final List<String> PIECES =
      List.of(
          "(",
          ")",
          " AND ",
          " OR ",
          "NOT ",
          "#",
          ":",
          ",",
          ".",
          "[0]",
          "[99999999999]",
          "size(",
          "=",
          "<>",
          " + ",
          "SET ",
          "REMOVE ",
          "'",
          "\"",
          "\\",
          "\0",
          "\n",
          "é",
          "\uD83D\uDE00",
          "/",
          "*",
          "?",
          "<<",
          "::",
          "%",
          " IN (",
          "1e",
          "--",
          "h",
          "things");

  private final RandomGenerator random;
  private final List<JsonNode> others;
  private final List<JsonNode> values;

  /** Mutations that take parts of other trees, which are not changed. */
  TreeMutations(RandomGenerator random, List<JsonNode> others) {
    this.random = random;
    this.others = others;
    this.values = List.copyOf(TableCall.JSON.readTree(VALUES).values());
  }

  /** Where a value stands in a tree: in an object by name, or in an array by place. */
  private record Slot(JsonNode in, @Nullable String name, int at) {
    JsonNode value() {
      return name == null ? in.get(at) : in.get(name);
    }

    void set(JsonNode value) {
      if (name == null) {
        ((ArrayNode) in).set(at, value);
      } else {
        ((ObjectNode) in).set(name, value);
      }
    }

    void remove() {
      if (name == null) {
        ((ArrayNode) in).remove(at);
      } else {
        ((ObjectNode) in).remove(name);
      }
    }
  }

  /** Changes one thing of a tree, and no type: what is behind the first checks is reached so. */
  void mutateWithinTypes(JsonNode tree) {
    List<Slot> slots = slots(tree);
    if (slots.isEmpty()) {
      return;
    }
    Slot slot = pick(slots);
    JsonNode value = slot.value();
    JsonNode other = random.nextBoolean() ? foreign(slot.name()) : pick(values).deepCopy();
    if (random.nextInt(6) == 0) {
      slot.remove();
    } else if (other.getNodeType() == value.getNodeType()) {
      slot.set(other);
    } else if (value.isString()) {
      slot.set(text(value.stringValue()));
    } else if (slot.in().isArray()) {
      repeat(slot);
    }
  }

  /** Changes one thing of a tree; what has no parts stays as it is. */
  void mutate(JsonNode tree) {
    List<Slot> slots = slots(tree);
    if (slots.isEmpty()) {
      add(tree);
      return;
    }
    Slot slot = pick(slots);
    JsonNode value = slot.value();
    switch (random.nextInt(10)) {
      case 0 -> slot.remove();
      case 1, 2 -> slot.set(pick(values).deepCopy());
      case 3 -> slot.set(foreign(slot.name()));
      case 4 -> rename(slot);
      case 5 -> repeat(slot);
      case 6 -> slot.set(wrapped(value));
      case 7 -> add(pick(slots).in());
      case 8 -> pick(slots).set(value.deepCopy());
      default -> slot.set(value.isString() ? text(value.stringValue()) : pick(values).deepCopy());
    }
  }

  private static List<Slot> slots(JsonNode tree) {
    List<Slot> slots = new ArrayList<>();
    collect(tree, slots);
    return slots;
  }

  private static void collect(JsonNode node, List<Slot> slots) {
    if (node.isObject()) {
      node.propertyNames().forEach(name -> slots.add(new Slot(node, name, 0)));
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      slots.add(new Slot(node, null, i));
    }
    node.forEach(child -> collect(child, slots));
  }

  /** A part of another tree, if there is one of the same name. */
  private JsonNode foreign(@Nullable String name) {
    List<Slot> slots = slots(pick(others));
    List<Slot> same =
        slots.stream().filter(slot -> name != null && name.equals(slot.name())).toList();
    List<Slot> from = same.isEmpty() ? slots : same;
    return from.isEmpty() ? NODES.nullNode() : pick(from).value().deepCopy();
  }

  private void rename(Slot slot) {
    String name = slot.name();
    if (name != null) {
      JsonNode value = slot.value();
      slot.remove();
      String other =
          random.nextBoolean() ? name.toLowerCase(Locale.ROOT) : text(name).stringValue();
      ((ObjectNode) slot.in()).set(other, value);
    }
  }

  private void repeat(Slot slot) {
    int times = random.nextInt(4) == 0 ? random.nextInt(REPEATED_MAX) : 2;
    JsonNode value = slot.value();
    ArrayNode copies = NODES.arrayNode();
    for (int i = 0; i < times; i++) {
      copies.add(value.deepCopy());
    }
    if (slot.in() instanceof ArrayNode array) {
      array.addAll(copies);
    } else {
      slot.set(copies);
    }
  }

  private JsonNode wrapped(JsonNode value) {
    JsonNode wrapped = value;
    int depth = random.nextInt(3) == 0 ? DEEP : 1;
    String name = random.nextBoolean() ? "L" : "M";
    for (int i = 0; i < depth; i++) {
      wrapped =
          name.equals("L")
              ? NODES.objectNode().set("L", NODES.arrayNode().add(wrapped))
              : NODES.objectNode().set("M", NODES.objectNode().set("x", wrapped));
    }
    return wrapped;
  }

  private void add(JsonNode to) {
    List<Slot> slots = slots(pick(others));
    if (slots.isEmpty()) {
      return;
    }
    Slot slot = pick(slots);
    String name = slot.name();
    if (to instanceof ObjectNode object && name != null) {
      object.set(name, slot.value().deepCopy());
    } else if (to instanceof ArrayNode array) {
      array.add(slot.value().deepCopy());
    }
  }

  /** Another text: pieces in it, cut, repeated. */
  private StringNode text(String text) {
    int at = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), at + random.nextInt(8));
    String head = text.substring(0, at);
    return NODES.stringNode(
        switch (random.nextInt(6)) {
          case 0 -> head;
          case 1 -> head + text.substring(to);
          case 2 -> head + pick(PIECES) + text.substring(to);
          case 3 -> text.repeat(1 + random.nextInt(300));
          case 4 -> head + text.substring(at, to).repeat(1 + random.nextInt(40)) + head;
          default -> head + pick(PIECES) + text.substring(at);
        });
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
