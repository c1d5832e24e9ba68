package dev.skerry.handler.text;

import dev.skerry.handler.HandlerFault;
import dev.skerry.http.Tokens;
import java.util.Locale;

/** What is well-formed in a handler's result, and how it is said that something is not. */
public final class FieldRules {
  private FieldRules() {}

  /**
   * A field's name in lower case.
   *
   * @throws InvalidResult if it is none
   */
  public static String name(String name) throws InvalidResult {
    String lower = name.toLowerCase(Locale.ROOT);
    if (!Tokens.isToken(lower)) {
      throw invalid("\"" + name + "\" is no name of a field");
    }
    return lower;
  }

  /**
   * A field's value, without white space around it.
   *
   * @throws InvalidResult if it cannot be sent
   */
  public static String value(String name, String value) throws InvalidResult {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c == 127 || c > 255) {
        throw invalid(
            "the value of the field %s has the character U+%04X".formatted(name, (int) c));
      }
    }
    return value.strip();
  }

  /**
   * A path as it is sent.
   *
   * @throws InvalidResult if it is none
   */
  public static String uri(String uri) throws InvalidResult {
    if (!uri.startsWith("/")) {
      throw invalid("the uri \"" + uri + "\" does not begin with /");
    }
    return visible("uri", uri, "?#");
  }

  /**
   * A query as it is sent, without its question mark.
   *
   * @throws InvalidResult if it is none
   */
  public static String query(String query) throws InvalidResult {
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

  /**
   * A status that a response can have.
   *
   * @throws InvalidResult if it is none
   */
  public static int status(String status) throws InvalidResult {
    if (status.length() != 3
        || !isNumber(status)
        || status.charAt(0) < '2'
        || status.charAt(0) > '5') {
      throw invalid("the statusCode " + status + " is not 200 to 599");
    }
    return Integer.parseInt(status);
  }

  private static boolean isNumber(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** What is said of a field that no handler may set. */
  public static InvalidResult forbidden(String name) {
    return invalid("the field " + name + " cannot be set");
  }

  /** What is said of a field that a handler sees and may not change. */
  public static InvalidResult fixed(String name) {
    return invalid("the field " + name + " cannot be changed");
  }

  /** What is said of a result that is no request or response. */
  public static InvalidResult invalid(String message) {
    return new InvalidResult(HandlerFault.INVALID_RESULT, message);
  }
}
