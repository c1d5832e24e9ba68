package dev.skerry.handler.text;

import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.Hook;
import dev.skerry.http.Tokens;
import java.util.Locale;
import java.util.Set;

/**
 * What handlers may set (CloudFront's "Restrictions on all edge functions", as far as it is about
 * HTTP and not about AWS): fields of the connection not at all, others only as they are.
 */
final class FieldRules {
  private static final Set<String> FORBIDDEN =
      Set.of(
          "connection",
          "expect",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private static final Set<String> FIXED_IN_REQUESTS =
      Set.of("cdn-loop", "content-length", "host", "via");

  private static final Set<String> FIXED_IN_RESPONSES =
      Set.of(
          "age",
          "cache-status",
          "content-encoding",
          "content-length",
          "content-range",
          "proxy-status",
          "via",
          "warning");

  private FieldRules() {}

  /** Whether a handler at that hook sees the field and cannot change it. */
  static boolean isFixed(Hook hook, String name) {
    return (hook == Hook.VIEWER_REQUEST ? FIXED_IN_REQUESTS : FIXED_IN_RESPONSES).contains(name);
  }

  /** Whether no handler may set the field, though one may see it and let it go. */
  static boolean isForbidden(String name) {
    return FORBIDDEN.contains(name);
  }

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
