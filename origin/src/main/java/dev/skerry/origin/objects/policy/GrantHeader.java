package dev.skerry.origin.objects.policy;

import java.util.List;
import java.util.Locale;

/**
 * The value of one {@code x-amz-grant-*} header: {@code id="…", uri="…", emailAddress="…"}, with or
 * without quotation marks.
 */
record GrantHeader(Permission permission, String value, GranteeNames names) {
  /** Adds what it grants; refuses what is none, and more grants than a list may have. */
  void readInto(List<Grant> grants) {
    int at = 0;
    while (at <= value.length()) {
      int end = endOfElement(at);
      if (grants.size() >= Acl.MOST_GRANTS) {
        throw refusal("At most " + Acl.MOST_GRANTS + " grants are allowed");
      }
      grants.add(new Grant(grantee(value.substring(at, end).trim()), permission));
      at = end + 1;
    }
  }

  private int endOfElement(int from) {
    boolean quoted = false;
    for (int i = from; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        return i;
      }
    }
    return value.length();
  }

  private Grantee grantee(String element) {
    int equals = element.indexOf('=');
    if (equals < 0) {
      throw refusal("Argument format not recognized");
    }
    String type = element.substring(0, equals).trim().toLowerCase(Locale.ROOT);
    String name = unquoted(element.substring(equals + 1).trim());
    return switch (type) {
      case "id" -> names.canonical(name);
      case "uri" -> GranteeNames.group(name);
      case "emailaddress" -> names.email(name);
      default -> throw refusal("Argument format not recognized");
    };
  }

  private String unquoted(String text) {
    boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
    String name = quoted ? text.substring(1, text.length() - 1) : text;
    if (name.isEmpty() || name.indexOf('"') >= 0) {
      throw refusal("Argument format not recognized");
    }
    return name;
  }

  private PolicyException refusal(String message) {
    return PolicyException.argument(message, permission.header(), value);
  }
}
