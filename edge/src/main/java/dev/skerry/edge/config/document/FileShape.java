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
  static final class Content {
    private final String name;
    private final byte[] octets;

    private Content(String name, byte[] octets) {
      this.name = name;
      this.octets = octets;
    }

    String name() {
      return name;
    }

    /** What it holds, as text in UTF-8. */
    String text() {
      return new String(octets, StandardCharsets.UTF_8);
    }

    /** A copy of what it holds. */
    byte[] octets() {
      return octets.clone();
    }

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
    Content read = new Content(name, content);
    try {
      check.check(read.text());
    } catch (IllegalArgumentException e) {
      decoding.problems().add(place, "the file \"" + name + "\" " + e.getMessage());
      return null;
    }
    return read;
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
