package dev.skerry.edge.config.document;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a document's text into a tree, within bounds. */
final class TreeReader {
  static final int MAX_BYTES = 8 << 20;
  static final int MAX_DEPTH = 32;
  static final int MAX_NODES = 500_000;

  private TreeReader() {}

  /**
   * The tree of a document, or null where its syntax is broken. JSON if the name ends with {@code
   * .json}, else YAML.
   */
  static @Nullable Node read(String name, byte[] content, Problems problems) {
    Place start = new Place(Mark.START, "");
    if (content.length > MAX_BYTES) {
      problems.add(start, "is " + content.length + " bytes long", "at most " + MAX_BYTES);
      return null;
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      problems.add(start, "is not encoded in UTF-8");
      return null;
    }
    if (text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    try {
      return name.endsWith(".json") ? JsonTree.read(text, problems) : YamlTree.read(text, problems);
    } catch (Unreadable e) {
      problems.add(new Place(e.mark, ""), e.text, e.expected);
      return null;
    }
  }

  /** Why nothing more can be read. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Mark mark;
    private final String text;
    private final String expected;

    Unreadable(Mark mark, String text, String expected) {
      super(text, null, false, false);
      this.mark = mark;
      this.text = text;
      this.expected = expected;
    }
  }

  static void checkDepth(int depth, Mark mark) throws Unreadable {
    if (depth > MAX_DEPTH) {
      throw new Unreadable(mark, "is nested too deeply", "at most " + MAX_DEPTH + " levels");
    }
  }

  static void checkWeight(long weight, Mark mark) throws Unreadable {
    if (weight > MAX_NODES) {
      throw new Unreadable(
          mark,
          "is too large (aliases count as what they stand for)",
          "at most " + MAX_NODES + " values");
    }
  }

  /** A mapping of these entries, of which a repeated key is a problem and the first one counts. */
  static Node.Mapping mapping(Mark mark, Place place, List<Node.Entry> entries, Problems problems) {
    Map<String, Node.Entry> first = new HashMap<>();
    List<Node.Entry> kept = new java.util.ArrayList<>(entries.size());
    int weight = 1;
    for (Node.Entry entry : entries) {
      Node.Entry before = first.putIfAbsent(entry.key(), entry);
      if (before == null) {
        kept.add(entry);
        weight += 1 + entry.value().weight();
      } else {
        problems.add(
            place.field(entry.key(), entry.keyMark()),
            "is given twice, first in line " + before.keyMark().line());
      }
    }
    return new Node.Mapping(mark, List.copyOf(kept), weight);
  }
}
