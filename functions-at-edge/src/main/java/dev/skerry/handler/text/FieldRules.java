package dev.skerry.handler.text;

import dev.skerry.handler.HandlerFault;
import dev.skerry.http.Tokens;
import java.util.Locale;

/** What is well-formed in a handler's result, and how it is said that something is not. */
final class FieldRules {
  private FieldRules() {}

  /** A field's name in lower case. */
  static String name(String name) throws InvalidResult {
    String lower = name.toLowerCase(Locale.ROOT);
    if (!Tokens.isToken(lower)) {
      throw invalid("\"" + name + "\" is no name of a field");
    }
    return lower;
  }

  /** A field's value, without white space around it. */
  static String value(String name, String value) throws InvalidResult {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c == 127 || c > 255) {
        throw invalid(
            "the value of the field %s has the character U+%04X".formatted(name, (int) c));
      }
    }
    return value.strip();
  }

  static String uri(String uri) throws InvalidResult {
    if (!uri.startsWith("/")) {
      throw invalid("the uri \"" + uri + "\" does not begin with /");
    }
    return visible("uri", uri, "?#");
  }

  static String query(String query) throws InvalidResult {
    return visible("querystring", query, "#");
  }

  private static String visible(String what, String text, String without) throws InvalidResult {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= 127 || without.indexOf(c) >= 0) {
        throw invalid(
            "the %s has the character U+%04X, which must be percent-encoded"
                .formatted(what, (int) c));
      }
    }
    return text;
  }

  static int status(String status) throws InvalidResult {
    if (!status.matches("[2-5]\\d\\d")) {
      throw invalid("the statusCode " + status + " is not 200 to 599");
    }
    return Integer.parseInt(status);
  }

  static InvalidResult forbidden(String name) {
    return invalid("the field " + name + " cannot be set");
  }

  static InvalidResult fixed(String name) {
    return invalid("the field " + name + " cannot be changed");
  }

  static InvalidResult invalid(String message) {
    return new InvalidResult(HandlerFault.INVALID_RESULT, message);
  }
}
