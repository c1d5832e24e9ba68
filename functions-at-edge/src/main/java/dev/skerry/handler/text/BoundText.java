package dev.skerry.handler.text;

import dev.skerry.handler.Binding;
import dev.skerry.handler.Bindings;
import dev.skerry.handler.KeyValues;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is bound to a handler as {@code cloudfront.js} is given it: texts, whatever engine runs it.
 * A namespace stays where it is; each question about it is a call. Safe for any thread.
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
    };
  }

  /**
   * One binding: a line with its kind, one with its name, and then its text or the name of its
   * namespace.
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
}
