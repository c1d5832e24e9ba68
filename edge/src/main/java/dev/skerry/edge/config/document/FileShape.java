package dev.skerry.edge.config.document;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The name of a file, decoded to what the file holds. */
final class FileShape extends Shape<FileShape.Content> {
  private static final ScalarShape<String> NAME =
      Scalars.text("a file's name, from the document's folder", 4096, text -> text);

  private final Check check;

  /** Looks at a file's content. */
  interface Check {
    /**
     * @throws IllegalArgumentException whose message goes on from the file's name
     */
    void check(String pem);
  }

  /** A file that was read. */
  record Content(String name, String text) {
    /** Shows the name only. */
    @Override
    public String toString() {
      return name;
    }
  }

  FileShape(Check check) {
    this.check = check;
  }

  @Override
  @Nullable Content decode(Node node, Place place, Decoding decoding) {
    String name = NAME.decode(node, place, decoding);
    byte[] content = name == null ? null : decoding.file(name, place);
    if (name == null || content == null) {
      return null;
    }
    String text = new String(content, StandardCharsets.UTF_8);
    try {
      check.check(text);
    } catch (IllegalArgumentException e) {
      decoding.problems().add(place, "the file \"" + name + "\" " + e.getMessage());
      return null;
    }
    return new Content(name, text);
  }

  @Override
  Map<String, Object> schema(Map<String, Object> definitions) {
    return NAME.schema(definitions);
  }

  @Override
  String words() {
    return NAME.words();
  }

  @Override
  Object written(Content value) {
    return value.name();
  }
}
