package dev.skerry.edge.config.document;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The name of a file, decoded to the keys and texts that the file holds. */
final class NamespaceFile extends Shape<NamespaceFile.Entries> {
  private static final FileShape FILE = new FileShape(text -> {});
  private static final String EXPECTED = "one object whose values are texts";

  /**
   * What a file holds.
   *
   * @param file its name
   * @param values by key, each with its place in the file
   */
  record Entries(String file, Map<String, Located<String>> values) {
    /** What is wrong at a place in the file, for a message about the document. */
    String located(Place place, String message) {
      String path = place.path().isEmpty() ? "" : place.path() + ": ";
      return file + ':' + place.mark().line() + ':' + place.mark().column() + ": " + path + message;
    }

    /** Shows the name only. */
    @Override
    public String toString() {
      return file;
    }
  }

  @Override
  @Nullable Entries decode(Node node, Place place, Decoding decoding) {
    FileShape.Content content = FILE.decode(node, place, decoding);
    if (content == null) {
      return null;
    }
    Problems problems = new Problems(content.name());
    Node root = TreeReader.read(content.name(), content.octets(), problems);
    Entries entries = new Entries(content.name(), root == null ? Map.of() : values(root, problems));
    for (Problem each : problems.sorted()) {
      Place within = new Place(new Mark(each.line(), each.column()), each.path());
      decoding.problems().add(place, entries.located(within, each.message()), each.expected());
    }
    return problems.isEmpty() ? entries : null;
  }

  private static Map<String, Located<String>> values(Node root, Problems problems) {
    Place start = new Place(root.mark(), "");
    Map<String, Located<String>> values = new LinkedHashMap<>();
    if (!(root instanceof Node.Mapping mapping)) {
      problems.add(start, "is no object", EXPECTED);
      return values;
    }
    for (Node.Entry entry : mapping.entries()) {
      Place place = start.field(entry.key(), entry.keyMark());
      if (entry.value() instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.TEXT) {
        values.put(entry.key(), new Located<>(scalar.text(), place));
      } else {
        problems.add(place, "is " + entry.value().words(), "text");
      }
    }
    return values;
  }

  @Override
  Map<String, Object> schema(Map<String, Object> definitions) {
    return FILE.schema(definitions);
  }

  @Override
  String words() {
    return FILE.words();
  }

  @Override
  Object written(Entries value) {
    return value.file();
  }
}
