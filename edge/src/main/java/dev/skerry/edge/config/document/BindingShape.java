package dev.skerry.edge.config.document;

import dev.skerry.handler.Binding;
import java.util.Map;

/** How it is written what handlers are given by name. */
final class BindingShape {
  private static final int MOST_BINDINGS = 64;
  private static final int TEXT_CHARACTERS = 64 << 10;
  private static final int SECRET_CHARACTERS = 8;

  static final Field<String> VARIABLE =
      Field.of(
              "variable",
              Scalars.anyText("text", TEXT_CHARACTERS),
              "This text, which the configuration in force shows.")
          .like("hello");
  static final Field<Binding.Secret> SECRET =
      Field.of(
              "secret",
              Scalars.text(
                      "a secret of at least 8 characters", TEXT_CHARACTERS, BindingShape::secret)
                  .secret(),
              "This text, which is never shown; lines that the handler logs have stars in its"
                  + " place.")
          .like("\"${ENV:API_KEY}\"");
  static final Field<FileShape.Content> SECRET_FILE =
      Field.of(
              "secret-file",
              new FileShape(BindingShape::checkSecretFile),
              "The text of this file without the line end at its end; never shown either.")
          .like("api-key.txt");
  static final Field<String> NAMESPACE =
      Field.of(
              "key-values",
              Texts.NAME,
              "A namespace to look keys up in, by its name in the document's key-values.")
          .like("redirects");

  static final Field<String> TABLE =
      Field.of(
              "table",
              Texts.TABLE,
              "A table of the table API, in the control plane's own account. What a response was"
                  + " made of purges it when it changes.")
          .like("products");
  static final Field<String> BUCKET =
      Field.of(
              "bucket",
              Texts.BUCKET,
              "A bucket of the object store. What a response was made of purges it when it"
                  + " changes.")
          .like("pictures");

  static final Field<Integer> REQUESTS =
      Field.of("limit", Scalars.integer(1, 1_000_000), "How many in a period, also at once.")
          .required()
          .like("20");
  static final Field<Long> PERIOD =
      Field.of(
              "period",
              Scalars.duration(1_000, 86_400_000),
              "In which so many are admitted; whole seconds.")
          .or(60_000L);
  static final Field<Settings> RATE_LIMIT =
      Field.of(
          "rate-limit",
          ObjectShape.of(
              "rate-limit-binding",
              "How often something may happen, by keys that the handler says; each edge counts for"
                  + " itself.",
              REQUESTS,
              PERIOD),
          "A limit that the handler counts by.");
  static final Field<String> HANDLER =
      Field.of(
              "handler",
              Texts.NAME,
              "Another handler, by its id in handlers, which makes responses for this one.")
          .like("prices");

  /** Of a handler. */
  static final Field<Map<String, Settings>> BINDINGS =
      Field.of(
          "bindings",
          new MapShape<>(
              "a name of letters, digits and underscores that begins with no digit",
              Texts::bindingName,
              ObjectShape.of(
                  "binding",
                  "What a handler finds under a name; one of these.",
                  VARIABLE,
                  SECRET,
                  SECRET_FILE,
                  NAMESPACE,
                  TABLE,
                  BUCKET,
                  RATE_LIMIT,
                  HANDLER),
              MOST_BINDINGS),
          "What it is given by name.");

  static final Field<NamespaceFile.Entries> SOURCE =
      Field.of(
              "source",
              new NamespaceFile(),
              "A file with one object whose values are texts; JSON if its name ends with .json,"
                  + " else YAML.")
          .like("redirects.json");
  static final Field<Map<String, Located<String>>> ENTRIES =
      Field.of(
              "entries",
              new MapShape<>(
                  "a key",
                  Texts::key,
                  Located.of(Scalars.anyText("text", TreeReader.MAX_BYTES)),
                  TreeReader.MAX_NODES),
              "Keys with their texts, in place of a file.")
          .like("{/old: /new}");

  /** Of the document. */
  static final Field<Map<String, Settings>> NAMESPACES =
      Field.of(
          "key-values",
          new MapShape<>(
              "a namespace's name",
              Texts::namespace,
              ObjectShape.of(
                  "key-values",
                  "Keys with a text each, which handlers look up (docs/handlers.md). They are no"
                      + " secrets: entries are shown with the configuration.",
                  SOURCE,
                  ENTRIES),
              1_000),
          "Namespaces of keys and values by name, for the bindings of handlers.");

  private BindingShape() {}

  private static Binding.Secret secret(String text) {
    if (text.length() < SECRET_CHARACTERS) {
      throw new IllegalArgumentException("is too short");
    }
    return new Binding.Secret(text);
  }

  private static void checkSecretFile(String text) {
    if (text.indexOf('\uFFFD') >= 0) {
      throw new IllegalArgumentException("holds no text in UTF-8");
    }
    String secret = withoutLineEnd(text);
    if (secret.length() < SECRET_CHARACTERS || secret.length() > TEXT_CHARACTERS) {
      throw new IllegalArgumentException(
          "holds no secret of %d to %d characters".formatted(SECRET_CHARACTERS, TEXT_CHARACTERS));
    }
  }

  /** A file's text without the line end that editors put at its end. */
  static String withoutLineEnd(String text) {
    return text.replaceFirst("\\r?\\n\\z", "");
  }
}
