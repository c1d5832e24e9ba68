package dev.skerry.edge.codec;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the header section of one message says about its framing and its connection (RFC 9112 §6,
 * §9; RFC 9110 §7.6.1).
 */
final class ConnectionFields {
  private @Nullable String host;
  private int hosts;
  private @Nullable String contentLength;
  private int contentLengths;
  private boolean contentLengthsDiffer;
  private @Nullable String transferEncoding;
  private @Nullable String upgradeField;
  private boolean close;
  private boolean keepAlive;
  private boolean upgradeOption;
  private boolean invalidOption;
  private List<String> nominated = List.of();

  void reset() {
    host = null;
    hosts = 0;
    contentLength = null;
    contentLengths = 0;
    contentLengthsDiffer = false;
    transferEncoding = null;
    upgradeField = null;
    close = false;
    keepAlive = false;
    upgradeOption = false;
    invalidOption = false;
    nominated = List.of();
  }

  void take(KnownNames.Role role, String value, Fields fields) {
    switch (role) {
      case HOST -> {
        host = value;
        hosts++;
      }
      case CONTENT_LENGTH -> {
        contentLengthsDiffer |= contentLength != null && !contentLength.equals(value);
        contentLength = value;
        if (contentLengths++ == 0) {
          fields.add(FieldNames.CONTENT_LENGTH, value);
        }
      }
      case TRANSFER_ENCODING ->
          transferEncoding = transferEncoding == null ? value : transferEncoding + ", " + value;
      case CONNECTION -> options(value);
      case TE -> {
        if (listHolds(value, "trailers") && !fields.contains(FieldNames.TE)) {
          fields.add(FieldNames.TE, "trailers");
        }
      }
      case UPGRADE -> upgradeField = upgradeField == null ? value : upgradeField + ", " + value;
      case DROPPED, UNKNOWN, END_TO_END -> {
        // Nothing to keep apart.
      }
    }
  }

  /**
   * Takes out of the section what {@code Connection} names, if it is of no use to other recipients.
   */
  void removeNominated(Fields fields) {
    if (!nominated.isEmpty()) {
      fields.removeIf((name, value) -> nominated.contains(name));
    }
  }

  @Nullable String host() {
    return host;
  }

  int hosts() {
    return hosts;
  }

  /** The one Content-Length, or the last of several; null if there is none. */
  @Nullable String contentLength() {
    return contentLength;
  }

  int contentLengths() {
    return contentLengths;
  }

  boolean contentLengthsDiffer() {
    return contentLengthsDiffer;
  }

  @Nullable String transferEncoding() {
    return transferEncoding;
  }

  boolean close() {
    return close;
  }

  boolean keepAlive() {
    return keepAlive;
  }

  boolean invalidOption() {
    return invalidOption;
  }

  /**
   * The protocols of {@code Upgrade} if {@code Connection} names it, without {@code h2c}, which
   * nobody may forward; else null.
   */
  @Nullable String upgrade() {
    if (!upgradeOption || upgradeField == null) {
      return null;
    }
    StringBuilder protocols = new StringBuilder();
    for (String protocol : upgradeField.split(",", -1)) {
      String trimmed = protocol.strip();
      if (!trimmed.isEmpty() && !trimmed.equalsIgnoreCase("h2c")) {
        protocols.append(protocols.isEmpty() ? "" : ", ").append(trimmed);
      }
    }
    return protocols.isEmpty() ? null : protocols.toString();
  }

  /** Whether the list has that element, whatever its case and parameters. */
  static boolean listHolds(String list, String element) {
    for (int from = 0; from <= list.length(); ) {
      int comma = list.indexOf(',', from);
      int end = comma < 0 ? list.length() : comma;
      int semicolon = list.indexOf(';', from);
      int stop = semicolon >= 0 && semicolon < end ? semicolon : end;
      if (equalsTrimmed(list, from, stop, element)) {
        return true;
      }
      from = end + 1;
    }
    return false;
  }

  private void options(String value) {
    for (int from = 0; from <= value.length(); ) {
      int comma = value.indexOf(',', from);
      int end = comma < 0 ? value.length() : comma;
      option(value, from, end);
      from = end + 1;
    }
  }

  private void option(String value, int from, int to) {
    if (equalsTrimmed(value, from, to, "keep-alive")) {
      keepAlive = true;
    } else if (equalsTrimmed(value, from, to, "close")) {
      close = true;
    } else if (equalsTrimmed(value, from, to, "upgrade")) {
      upgradeOption = true;
    } else {
      nominate(value.substring(from, to).strip());
    }
  }

  private void nominate(String option) {
    if (option.isEmpty()) {
      return;
    }
    if (!Octets.isToken(option)) {
      invalidOption = true;
      return;
    }
    String name = lower(option);
    if (KnownNames.role(KnownNames.find(name)) == KnownNames.Role.UNKNOWN) {
      if (nominated.isEmpty()) {
        nominated = new ArrayList<>(2);
      }
      nominated.add(name);
    }
  }

  private static String lower(String token) {
    return token.toLowerCase(java.util.Locale.ROOT);
  }

  private static boolean equalsTrimmed(String text, int from, int to, String expected) {
    int start = from;
    int end = to;
    while (start < end && Octets.isSpace((byte) text.charAt(start))) {
      start++;
    }
    while (end > start && Octets.isSpace((byte) text.charAt(end - 1))) {
      end--;
    }
    return end - start == expected.length()
        && text.regionMatches(true, start, expected, 0, expected.length());
  }
}
