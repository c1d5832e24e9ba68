package dev.skerry.origin.tables.expression;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.value.AttributeNames;
import dev.skerry.origin.tables.value.AttributeValue;
import dev.skerry.origin.tables.value.ItemSize;
import dev.skerry.origin.tables.value.WireValue;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands for {@code #name} and {@code :value} in the expressions of one request, and which of
 * them were used.
 */
final class Placeholders {
  private static final String NAMES = "ExpressionAttributeNames";
  private static final String VALUES = "ExpressionAttributeValues";

  /** The most that a placeholder may have, its sign among it, in bytes. */
  private static final int MAX_KEY_BYTES = 255;

  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<String, AttributeValue> values = new LinkedHashMap<>();
  private final Set<String> unusedNames = new LinkedHashSet<>();
  private final Set<String> unusedValues = new LinkedHashSet<>();

  /**
   * The placeholders of a request; null for a parameter that is not there.
   *
   * @throws TableException of validation, when one is not as it must be
   */
  Placeholders(
      @Nullable Map<String, ? extends @Nullable String> names,
      @Nullable Map<String, WireValue> values) {
    if (names != null) {
      checkKeys(NAMES, '#', names.keySet());
      names.forEach(this::name);
      unusedNames.addAll(names.keySet());
    }
    if (values != null) {
      checkKeys(VALUES, ':', values.keySet());
      values.forEach(this::value);
      unusedValues.addAll(values.keySet());
    }
  }

  private static void checkKeys(String parameter, char sign, Set<String> keys) {
    if (keys.isEmpty()) {
      throw TableException.validation(parameter + " must not be empty");
    }
    for (String key : keys) {
      long bytes = ItemSize.utf8Length(key);
      if (bytes > MAX_KEY_BYTES) {
        throw invalidKey(
            parameter,
            "The expression attribute map contains a key that is too long; size of key: " + bytes);
      }
      if (!isPlaceholder(key, sign)) {
        throw invalidKey(parameter, "Syntax error; key: \"" + key + '"');
      }
    }
  }

  private static TableException invalidKey(String parameter, String text) {
    return TableException.validation(parameter + " contains invalid key: " + text);
  }

  private static boolean isPlaceholder(String key, char sign) {
    return key.length() > 1
        && key.charAt(0) == sign
        && key.chars().skip(1).allMatch(c -> Lexer.isPart((char) c));
  }

  private void name(String key, @Nullable String name) {
    if (name == null || name.isEmpty()) {
      throw invalidValue(NAMES, "Empty attribute name", key);
    }
    AttributeNames.check(name);
    names.put(key, name);
  }

  private void value(String key, WireValue value) {
    switch (value) {
      case WireValue.Valid valid -> values.put(key, valid.value());
      case WireValue.Wrong wrong -> throw invalidValue(VALUES, wrong.text(), key);
    }
  }

  private static TableException invalidValue(String parameter, String text, String key) {
    return TableException.validation(
        parameter + " contains invalid value: " + text + " for key " + key);
  }

  /** The attribute name that {@code #name} stands for, which is used now, or null. */
  @Nullable String name(String placeholder) {
    unusedNames.remove(placeholder);
    return names.get(placeholder);
  }

  /** The value that {@code :value} stands for, which is used now, or null. */
  @Nullable AttributeValue value(String placeholder) {
    unusedValues.remove(placeholder);
    return values.get(placeholder);
  }

  /**
   * Checks that all placeholders were used.
   *
   * @throws TableException of validation, when one was not
   */
  void checkAllUsed() {
    checkUsed(NAMES, unusedNames);
    checkUsed(VALUES, unusedValues);
  }

  private static void checkUsed(String parameter, Set<String> unused) {
    if (!unused.isEmpty()) {
      throw TableException.validation(
          "Value provided in "
              + parameter
              + " unused in expressions: keys: {"
              + String.join(", ", unused)
              + "}");
    }
  }
}
