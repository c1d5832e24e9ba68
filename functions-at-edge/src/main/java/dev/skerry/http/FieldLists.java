package dev.skerry.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * List-valued fields taken apart (RFC 9110 §5.6.1): members between commas, where commas inside
 * quoted strings do not count, white space around members and empty members fall away.
 */
public final class FieldLists {
  private FieldLists() {}

  /**
   * The index of the comma that ends the member beginning at {@code from}, or the length if none.
   */
  public static int memberEnd(String value, int from) {
    boolean quoted = false;
    for (int i = from; i < value.length(); i++) {
      char c = value.charAt(i);
      if (quoted) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == ',') {
        return i;
      }
    }
    return value.length();
  }

  /** The members of one value, in order. */
  public static List<String> members(@Nullable String value) {
    if (value == null) {
      return Collections.emptyList();
    }
    List<String> members = new ArrayList<>(4);
    addMembers(value, members);
    return members;
  }

  /** The members of all lines of that name, in order. */
  public static List<String> members(Fields fields, String name) {
    List<String> members = null;
    for (int i = 0; i < fields.size(); i++) {
      if (fields.name(i).equals(name)) {
        if (members == null) {
          members = new ArrayList<>(4);
        }
        addMembers(fields.value(i), members);
      }
    }
    return members == null ? Collections.emptyList() : members;
  }

  /** Whether a line of that name has the token as a member, without regard to case. */
  public static boolean containsToken(Fields fields, String name, String token) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.name(i).equals(name) && containsToken(fields.value(i), token)) {
        return true;
      }
    }
    return false;
  }

  private static boolean containsToken(String value, String token) {
    int from = 0;
    while (from < value.length()) {
      int comma = memberEnd(value, from);
      int start = Tokens.skipSpace(value, from, comma);
      int end = Tokens.trimEnd(value, start, comma);
      if (end - start == token.length()
          && value.regionMatches(true, start, token, 0, token.length())) {
        return true;
      }
      from = comma + 1;
    }
    return false;
  }

  private static void addMembers(String value, List<String> members) {
    int from = 0;
    while (from < value.length()) {
      int comma = memberEnd(value, from);
      int start = Tokens.skipSpace(value, from, comma);
      int end = Tokens.trimEnd(value, start, comma);
      if (end > start) {
        members.add(value.substring(start, end));
      }
      from = comma + 1;
    }
  }
}
