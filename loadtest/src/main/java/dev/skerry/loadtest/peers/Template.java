package dev.skerry.loadtest.peers;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text with places like {@code @http@} that are filled in before it is used. */
final class Template {
  private static final Pattern PLACE = Pattern.compile("@([a-z0-9-]+)@");

  private Template() {}

  /** The same of every word of a command. */
  static List<String> fill(List<String> command, Map<String, String> values) {
    return command.stream().map(word -> fill(word, values)).toList();
  }

  /**
   * The text with a value in each place.
   *
   * @throws IllegalArgumentException if a place has no value
   */
  static String fill(String text, Map<String, String> values) {
    return PLACE
        .matcher(text)
        .replaceAll(
            place -> {
              String value = values.get(place.group(1));
              if (value == null) {
                throw new IllegalArgumentException("nothing for the place " + place.group());
              }
              return Matcher.quoteReplacement(value);
            });
  }
}
