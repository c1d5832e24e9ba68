package dev.skerry.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One choice of a negotiation field such as {@code Accept-Encoding}, with its quality value (RFC
 * 9110 §12.4.2).
 *
 * @param value in lower case, without parameters
 * @param thousandths the weight, 0 (not acceptable) to 1000
 */
public record Weighted(String value, int thousandths) {
  /** A field with more choices than this is read up to here; the rest says nothing. */
  private static final int MAX_CHOICES = 64;

  /**
   * The choices of a field in the order in which they stand. A choice with a malformed weight has
   * weight 0: it is not offered rather than guessed.
   */
  public static List<Weighted> parse(@Nullable String field) {
    List<Weighted> choices = new ArrayList<>(4);
    if (field == null) {
      return choices;
    }
    int from = 0;
    while (from < field.length() && choices.size() < MAX_CHOICES) {
      int comma = FieldLists.memberEnd(field, from);
      Weighted choice = choice(field, from, comma);
      if (choice != null) {
        choices.add(choice);
      }
      from = comma + 1;
    }
    return choices;
  }

  private static @Nullable Weighted choice(String field, int from, int end) {
    int semicolon = field.indexOf(';', from);
    int valueEnd = semicolon < 0 || semicolon > end ? end : semicolon;
    int start = Tokens.skipSpace(field, from, valueEnd);
    int stop = Tokens.trimEnd(field, start, valueEnd);
    if (start == stop) {
      return null;
    }
    return new Weighted(
        field.substring(start, stop).toLowerCase(Locale.ROOT), weight(field, valueEnd, end));
  }

  /**
   * The weight among the parameters between {@code from} and {@code end}; 1000 if there is none.
   */
  private static int weight(String field, int from, int end) {
    int i = from;
    while (i < end) {
      int name = Tokens.skipSpace(field, i + 1, end);
      int next = field.indexOf(';', name);
      int stop = next < 0 || next > end ? end : next;
      if (stop - name >= 2
          && (field.charAt(name) == 'q' || field.charAt(name) == 'Q')
          && field.charAt(name + 1) == '=') {
        return thousandths(field, name + 2, Tokens.trimEnd(field, name + 2, stop));
      }
      i = stop;
    }
    return 1000;
  }

  private static int thousandths(String s, int from, int end) {
    int length = end - from;
    if (length < 1 || length > 5 || (length > 1 && s.charAt(from + 1) != '.')) {
      return 0;
    }
    int weight = 0;
    for (int i = 0; i < 4; i++) {
      int at = i == 0 ? from : from + 1 + i;
      int digit = at < end ? s.charAt(at) - '0' : 0;
      if (digit < 0 || digit > 9) {
        return 0;
      }
      weight = weight * 10 + digit;
    }
    return weight > 1000 ? 0 : weight;
  }
}
