package dev.skerry.handler.text;

import dev.skerry.handler.Binding;
import dev.skerry.handler.Bindings;
import dev.skerry.handler.KeyValues;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is bound to a handler as {@code cloudfront.js} and {@code web/services.js} are given it:
 * texts, whatever engine runs them. A namespace stays where it is; each question about it is a
 * call. Safe for any thread.
 */
public final class BoundText {
  private final Bindings bindings;
  private final List<String> texts;

  public BoundText(Bindings bindings) {
    this.bindings = bindings;
    this.texts = bindings.byName().entrySet().stream().map(BoundText::text).toList();
  }

  private static String text(Map.Entry<String, Binding> bound) {
    String name = bound.getKey();
    return switch (bound.getValue()) {
      case Binding.Variable variable -> "text\n" + name + '\n' + variable.text();
      case Binding.Secret secret -> "text\n" + name + '\n' + secret.text();
      case KeyValues values -> "key-values\n" + name + '\n' + values.namespace();
      case Binding.Table table -> "table\n" + name + '\n' + table.name();
      case Binding.Bucket bucket -> "bucket\n" + name + '\n' + bucket.name();
      case Binding.Limit limit -> "limit\n" + name + '\n' + limit.name();
      case Binding.Called called -> "handler\n" + name + '\n' + called.id();
    };
  }

  /**
   * One binding: a line with its kind, one with its name, and then its text or the name of its
   * namespace, table or bucket.
   *
   * @param index from 0
   * @return null behind the last
   */
  public @Nullable String binding(int index) {
    return index < texts.size() ? texts.get(index) : null;
  }

  /**
   * What a namespace answers.
   *
   * @param name the binding's
   * @param question {@code get}: the text of a key; {@code count}: how many keys there are; {@code
   *     read}: when they were read (ISO 8601)
   * @return null for a key that is not there
   */
  public @Nullable String ask(String name, String question, String key) {
    KeyValues values = bindings.keyValues(name);
    return switch (question) {
      case "get" -> values.get(key);
      case "count" -> Integer.toString(values.size());
      case "read" -> values.read().toString();
      default -> throw new IllegalArgumentException("there is no question " + question);
    };
  }

  /**
   * A page of a namespace's keys, in their order: a line that says {@code all} or {@code more}, one
   * with the length of each in UTF-16 code units, and then the keys, with nothing between them, as
   * they may have line breaks.
   *
   * @param name the binding's
   * @param prefix what they begin with
   * @param after the last key of the page before; null for the first page
   * @param most how many at most, from 1
   */
  public String keys(String name, String prefix, @Nullable String after, int most) {
    List<String> found = bindings.keyValues(name).keys(prefix, after, most + 1);
    List<String> page = found.subList(0, Math.min(found.size(), most));
    return page.stream()
        .map(key -> Integer.toString(key.length()))
        .collect(
            Collectors.joining(
                " ", found.size() > most ? "more\n" : "all\n", '\n' + String.join("", page)));
  }
}
