package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.error.TableException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What tags must be. Source: the DynamoDB Developer Guide, "Tagging restrictions". */
final class Tags {
  private static final int MOST = 50;
  private static final int MOST_KEY_LENGTH = 128;
  private static final int MOST_VALUE_LENGTH = 256;

  private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

  private Tags() {}

  /** The tags of the member {@code Tags}. */
  static Map<String, String> read(Fields in) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (Fields tag : in.list("Tags")) {
      String key = key(tag.text("Key"));
      String value = tag.text("Value");
      if (value == null
          || value.length() > MOST_VALUE_LENGTH
          || !ALLOWED.matcher(value).matches()) {
        throw TableException.validation("The Tag Value provided is invalid, Value: " + value);
      }
      if (tags.put(key, value) != null) {
        throw TableException.validation(
            "Duplicate Tag Keys provided as input: Duplicate Tag Key found " + key);
      }
    }
    checkNumber(tags.size());
    return tags;
  }

  /** The keys of the member {@code TagKeys}. */
  static List<String> readKeys(Fields in) {
    List<String> keys = in.texts("TagKeys");
    keys.forEach(Tags::key);
    checkNumber(keys.size());
    return keys;
  }

  private static String key(@Nullable String key) {
    if (key == null
        || key.isEmpty()
        || key.length() > MOST_KEY_LENGTH
        || !ALLOWED.matcher(key).matches()) {
      throw TableException.validation("The Tag Key provided is invalid, Key: " + key);
    }
    if (key.regionMatches(true, 0, "aws:", 0, 4)) {
      throw TableException.validation("Tag Key cannot be prefixed with aws:, Key: " + key);
    }
    return key;
  }

  private static void checkNumber(int number) {
    if (number > MOST) {
      throw TableException.validation(
          "Number of Tags exceed the current limit for the provided ResourceArn");
    }
  }

  /** Those of a table and others beside them or in place of them. */
  static Map<String, String> joined(Map<String, String> before, Map<String, String> more) {
    Map<String, String> tags = new LinkedHashMap<>(before);
    tags.putAll(more);
    checkNumber(tags.size());
    return tags;
  }

  /** Those of a table without some. */
  static Map<String, String> without(Map<String, String> before, List<String> keys) {
    Map<String, String> tags = new LinkedHashMap<>(before);
    tags.keySet().removeAll(keys);
    return tags;
  }
}
