package dev.skerry.edge.config.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What can be written in a document: for editors (JSON Schema, draft 2020-12) and for people
 * (Markdown).
 */
public final class Reference {
  private Reference() {}

  /** The JSON Schema of a document. */
  public static String jsonSchema() {
    Map<String, Object> definitions = new LinkedHashMap<>();
    Map<String, Object> reference = DocumentShape.SHAPE.schema(definitions);
    Map<String, Object> schema =
        Ordered.map(
            "$schema",
            "https://json-schema.org/draft/2020-12/schema",
            "title",
            "Skerry edge configuration");
    schema.putAll(reference);
    schema.put("$defs", definitions);
    return Rendering.json(schema) + "\n";
  }

  /** The reference page. */
  public static String markdown() {
    return introduction() + new ReferencePage().text();
  }

  private static String introduction() {
    try (InputStream in = Reference.class.getResourceAsStream("introduction.md")) {
      if (in == null) {
        throw new IllegalStateException("the introduction of the reference page is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
