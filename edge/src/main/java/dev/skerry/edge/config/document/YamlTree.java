package dev.skerry.edge.config.document;

import dev.skerry.edge.config.document.TreeReader.Unreadable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML 1.2 into a tree. Anchors and aliases are followed, and counted as what they stand for,
 * so that a few lines cannot become a billion values. Tags, merge keys and several documents are
 * refused.
 */
final class YamlTree {
  private final Iterator<Event> events;
  private final Problems problems;
  private final Map<Anchor, Node> anchors = new HashMap<>();
  private long weight;

  private YamlTree(Iterator<Event> events, Problems problems) {
    this.events = events;
    this.problems = problems;
  }

  static Node read(String text, Problems problems) throws Unreadable {
    try {
      return new YamlTree(new Parse(settings(text)).parseString(text).iterator(), problems)
          .document();
    } catch (YamlEngineException e) {
      throw YamlMistake.of(text, e);
    }
  }

  /**
   * The parser takes its buffer for a whole number of characters: one beyond U+FFFF that lies
   * across its end makes it write past the end. So all of the text fits.
   */
  private static LoadSettings settings(String text) {
    return LoadSettings.builder()
        .setUseMarks(true)
        .setCodePointLimit(TreeReader.MAX_BYTES)
        .setBufferSize(text.length() + 1)
        .build();
  }

  private Node document() throws Unreadable {
    next(); // the stream's start
    Event first = next();
    if (first.getEventId() == Event.ID.StreamEnd) {
      return new Node.Scalar(Mark.START, "", Node.Kind.NULL);
    }
    Node root = node(next(), new Place(Mark.START, ""), 0);
    next(); // the document's end
    Event end = next();
    if (end.getEventId() != Event.ID.StreamEnd) {
      throw new Unreadable(mark(end), "a second document begins here", "one document in a file");
    }
    return root;
  }

  private Node node(Event event, Place place, int depth) throws Unreadable {
    Mark mark = mark(event);
    TreeReader.checkDepth(depth, mark);
    Node node =
        switch (event) {
          case AliasEvent alias -> alias(alias, mark);
          case ScalarEvent scalar -> scalar(scalar, mark);
          case MappingStartEvent start -> {
            refuseTag(start.getTag(), mark);
            yield mapping(mark, place, depth);
          }
          case SequenceStartEvent start -> {
            refuseTag(start.getTag(), mark);
            yield sequence(mark, place, depth);
          }
          default -> throw new Unreadable(mark, "is not YAML: nothing stands here", "a value");
        };
    if (event instanceof NodeEvent named && !(event instanceof AliasEvent)) {
      named.getAnchor().ifPresent(anchor -> anchors.put(anchor, node));
    }
    return node;
  }

  private Node alias(AliasEvent event, Mark mark) throws Unreadable {
    Node node = anchors.get(event.getAlias());
    if (node == null) {
      throw new Unreadable(mark, "there is no anchor &" + event.getAlias() + " before this", "");
    }
    count(node.weight(), mark);
    return node;
  }

  private Node scalar(ScalarEvent event, Mark mark) throws Unreadable {
    count(1, mark);
    refuseTag(event.getTag(), mark);
    String text = event.getValue();
    boolean plain = event.getScalarStyle() == ScalarStyle.PLAIN;
    return new Node.Scalar(mark, text, plain ? Node.Kind.ofPlain(text) : Node.Kind.TEXT);
  }

  private Node mapping(Mark mark, Place place, int depth) throws Unreadable {
    count(1, mark);
    List<Node.Entry> entries = new ArrayList<>();
    for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
      Mark keyMark = mark(event);
      if (!(event instanceof ScalarEvent key)) {
        throw new Unreadable(keyMark, "a key that is no simple value", "a field's name");
      }
      String name = key.getValue();
      entries.add(
          new Node.Entry(name, keyMark, node(next(), place.field(name, keyMark), depth + 1)));
    }
    return TreeReader.mapping(mark, place, entries, problems);
  }

  private Node sequence(Mark mark, Place place, int depth) throws Unreadable {
    count(1, mark);
    List<Node> items = new ArrayList<>();
    int ownWeight = 1;
    for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
      Node item = node(event, place.item(items.size(), mark(event)), depth + 1);
      items.add(item);
      ownWeight += item.weight();
    }
    return new Node.Sequence(mark, List.copyOf(items), ownWeight);
  }

  private void count(int more, Mark mark) throws Unreadable {
    weight += more;
    TreeReader.checkWeight(weight, mark);
  }

  private static void refuseTag(Optional<String> tag, Mark mark) throws Unreadable {
    if (tag.isPresent()) {
      throw new Unreadable(mark, "has the tag " + tag.get(), "a value without a tag");
    }
  }

  private Event next() throws Unreadable {
    if (!events.hasNext()) {
      throw new Unreadable(Mark.START, "is not YAML: it ends too early", "");
    }
    return events.next();
  }

  private static Mark mark(Event event) {
    return event.getStartMark().map(YamlTree::mark).orElse(Mark.START);
  }

  private static Mark mark(org.snakeyaml.engine.v2.exceptions.Mark mark) {
    return new Mark(mark.getLine() + 1, mark.getColumn() + 1);
  }
}
