package dev.skerry.handler.jar;

import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Tokens;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a handler changed in a header section, and whether it may: fields of the connection cannot
 * be set, others stay as they are. A line that is where it was is not looked at any further, so
 * that a few changes cost little.
 */
final class FieldChanges {
  private static final Set<String> OF_CONNECTIONS =
      Set.of(
          FieldNames.CONNECTION,
          FieldNames.EXPECT,
          FieldNames.HOST,
          FieldNames.KEEP_ALIVE,
          FieldNames.PROXY_AUTHENTICATE,
          FieldNames.PROXY_AUTHORIZATION,
          FieldNames.PROXY_CONNECTION,
          FieldNames.TE,
          FieldNames.TRAILER,
          FieldNames.TRANSFER_ENCODING,
          FieldNames.UPGRADE);

  /** What cannot be changed in requests. */
  static final Set<String> IN_REQUESTS =
      Set.of(FieldNames.CDN_LOOP, FieldNames.CONTENT_LENGTH, FieldNames.VIA);

  /** What cannot be changed in responses. */
  static final Set<String> IN_RESPONSES =
      Set.of(
          FieldNames.AGE,
          FieldNames.CACHE_STATUS,
          FieldNames.CONTENT_ENCODING,
          FieldNames.CONTENT_LENGTH,
          FieldNames.CONTENT_RANGE,
          FieldNames.PROXY_STATUS,
          FieldNames.VIA,
          FieldNames.WARNING);

  /** In responses that a handler makes nothing is there that could be changed. */
  static final Set<String> IN_MADE = Set.of();

  /** What a response says of its content (RFC 9110 §8 and §14, RFC 9530). */
  private static final List<String> ABOUT_CONTENT =
      List.of(
          FieldNames.ACCEPT_RANGES,
          FieldNames.CONTENT_ENCODING,
          FieldNames.CONTENT_LENGTH,
          FieldNames.CONTENT_RANGE,
          FieldNames.ETAG,
          FieldNames.LAST_MODIFIED,
          "content-digest",
          "content-md5",
          "digest",
          "repr-digest");

  private final Fields before;
  private final Fields after;
  private final HandlerLimits limits;

  FieldChanges(Fields before, Fields after, HandlerLimits limits) {
    this.before = before;
    this.after = after;
    this.limits = limits;
  }

  /**
   * Checks every line that is new or elsewhere.
   *
   * @throws Refused if one may not be, or all of them are too long
   */
  void check(Set<String> fixed) throws Refused {
    long bytes = 0;
    for (int i = 0; i < after.size(); i++) {
      bytes += after.name(i).length() + after.value(i).length();
      if (!isWhereItWas(i)) {
        checkLine(after.name(i), after.value(i));
        checkFixed(fixed, after.name(i));
      }
    }
    for (int i = 0; i < before.size(); i++) {
      if (!isWhereItWas(i)) {
        checkFixed(fixed, before.name(i));
      }
    }
    if (bytes > limits.get(HandlerLimit.HEADER_BYTES)) {
      throw new Refused(
          HandlerFault.RESULT_SIZE,
          "fields of more than " + limits.get(HandlerLimit.HEADER_BYTES) + " bytes (header-bytes)");
    }
  }

  private boolean isWhereItWas(int i) {
    return i < before.size()
        && i < after.size()
        && before.name(i).equals(after.name(i))
        && before.value(i).equals(after.value(i));
  }

  private void checkFixed(Set<String> fixed, String name) throws Refused {
    if (fixed.contains(name) && !before.all(name).equals(after.all(name))) {
      throw new Refused("the field " + name + " cannot be changed");
    }
  }

  private void checkLine(String name, String value) throws Refused {
    if (!Tokens.isToken(name)) {
      throw new Refused("\"" + name + "\" is no name of a field");
    }
    if (!name.equals(name.toLowerCase(Locale.ROOT))) {
      throw new Refused("the name of the field " + name + " is not in lower case");
    }
    if (OF_CONNECTIONS.contains(name) && !before.all(name).equals(after.all(name))) {
      throw new Refused("the field " + name + " cannot be set");
    }
    checkValue(name, value);
  }

  private static void checkValue(String name, String value) throws Refused {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c == 127 || c > 255) {
        throw new Refused(
            "the value of the field %s has the character U+%04X".formatted(name, (int) c));
      }
    }
    if (!value.equals(value.strip())) {
      throw new Refused("the value of the field " + name + " has white space around it");
    }
  }

  /** What a response says that is not about its content stays, where a handler made a new one. */
  static void keepFixed(Fields before, Fields after) {
    for (String name : IN_RESPONSES) {
      if (!after.contains(name)) {
        before.all(name).forEach(value -> after.add(name, value));
      }
    }
  }

  /** Takes out what is about the content that was; what is said of the new content stays. */
  static void forgetContent(Fields before, Fields after) {
    for (String name : ABOUT_CONTENT) {
      if (after.all(name).equals(before.all(name))) {
        after.remove(name);
      }
    }
  }
}
