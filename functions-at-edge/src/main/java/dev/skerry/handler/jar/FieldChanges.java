package dev.skerry.handler.jar;

import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.Hook;
import dev.skerry.handler.ProtectedFields;
import dev.skerry.handler.text.FieldRules;
import dev.skerry.handler.text.InvalidResult;
import dev.skerry.http.Fields;
import org.jspecify.annotations.Nullable;

/**
 * What a handler changed in a header section, and whether it may: fields of the connection cannot
 * be set, others stay as they are. A line that is where it was is not looked at any further, so
 * that a few changes cost little.
 */
final class FieldChanges {
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
   * @param like the hook whose fixed fields stay as they are; null if there were none before
   * @throws InvalidResult if one may not be, or all of them are too long
   */
  void check(@Nullable Hook like) throws InvalidResult {
    long bytes = 0;
    for (int i = 0; i < after.size(); i++) {
      bytes += after.name(i).length() + after.value(i).length();
      if (!isWhereItWas(i)) {
        checkLine(after.name(i), after.value(i));
        checkFixed(like, after.name(i));
      }
    }
    for (int i = 0; i < before.size(); i++) {
      if (!isWhereItWas(i)) {
        checkFixed(like, before.name(i));
      }
    }
    if (bytes > limits.get(HandlerLimit.HEADER_BYTES)) {
      throw new InvalidResult(
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

  private void checkFixed(@Nullable Hook like, String name) throws InvalidResult {
    if (like != null && ProtectedFields.isFixed(like, name) && isChanged(name)) {
      throw FieldRules.fixed(name);
    }
  }

  private void checkLine(String name, String value) throws InvalidResult {
    if (!name.equals(FieldRules.name(name))) {
      throw FieldRules.invalid("the name of the field " + name + " is not in lower case");
    }
    if (ProtectedFields.isForbidden(name) && isChanged(name)) {
      throw FieldRules.forbidden(name);
    }
    if (!value.equals(FieldRules.value(name, value))) {
      throw FieldRules.invalid("the value of the field " + name + " has white space around it");
    }
  }

  private boolean isChanged(String name) {
    return !before.all(name).equals(after.all(name));
  }

  /** What cannot be changed in responses stays, where a handler made a new one. */
  static void keepFixed(Hook hook, Fields before, Fields after) {
    after.addAll(
        before
            .copy()
            .removeIf((name, _) -> !ProtectedFields.isFixed(hook, name) || after.contains(name)));
  }
}
