package dev.skerry.edge.config.document;

import dev.skerry.edge.config.document.TreeReader.Unreadable;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON (RFC 8259) into a tree. */
final class JsonTree {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(4 * TreeReader.MAX_DEPTH).build())
          .build();

  private final JsonParser parser;
  private final Problems problems;
  private int nodes;

  private JsonTree(JsonParser parser, Problems problems) {
    this.parser = parser;
    this.problems = problems;
  }

  static Node read(String text, Problems problems) throws Unreadable {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      JsonTree tree = new JsonTree(parser, problems);
      if (parser.nextToken() == null) {
        return new Node.Scalar(Mark.START, "", Node.Kind.NULL);
      }
      Node root = tree.node(new Place(Mark.START, ""), 0);
      if (parser.nextToken() != null) {
        throw new Unreadable(
            tree.mark(), "something follows the document's end", "one JSON object");
      }
      return root;
    } catch (JacksonException e) {
      TokenStreamLocation location = e.getLocation();
      Mark mark = location == null ? Mark.START : mark(location);
      throw new Unreadable(mark, "is not JSON: " + e.getOriginalMessage(), "");
    }
  }

  private Node node(Place place, int depth) throws Unreadable {
    Mark mark = mark();
    TreeReader.checkDepth(depth, mark);
    TreeReader.checkWeight(++nodes, mark);
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(mark, place, depth);
      case START_ARRAY -> sequence(mark, place, depth);
      case VALUE_NULL -> new Node.Scalar(mark, "null", Node.Kind.NULL);
      case VALUE_TRUE -> new Node.Scalar(mark, "true", Node.Kind.BOOLEAN);
      case VALUE_FALSE -> new Node.Scalar(mark, "false", Node.Kind.BOOLEAN);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          new Node.Scalar(mark, parser.getString(), Node.Kind.NUMBER);
      default -> new Node.Scalar(mark, parser.getString(), Node.Kind.TEXT);
    };
  }

  private Node mapping(Mark mark, Place place, int depth) throws Unreadable {
    List<Node.Entry> entries = new ArrayList<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      Mark keyMark = mark();
      parser.nextToken();
      entries.add(new Node.Entry(key, keyMark, node(place.field(key, keyMark), depth + 1)));
    }
    return TreeReader.mapping(mark, place, entries, problems);
  }

  private Node sequence(Mark mark, Place place, int depth) throws Unreadable {
    List<Node> items = new ArrayList<>();
    int weight = 1;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      Node item = node(place.item(items.size(), mark()), depth + 1);
      items.add(item);
      weight += item.weight();
    }
    return new Node.Sequence(mark, List.copyOf(items), weight);
  }

  private Mark mark() {
    return mark(parser.currentTokenLocation());
  }

  private static Mark mark(TokenStreamLocation location) {
    return new Mark(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
  }
}
