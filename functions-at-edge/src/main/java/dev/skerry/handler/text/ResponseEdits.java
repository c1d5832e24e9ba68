package dev.skerry.handler.text;

import dev.skerry.handler.Hook;
import dev.skerry.handler.ProtectedFields;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a handler's result says of the fields and cookies of a response. */
final class ResponseEdits {
  private final Hook hook;
  private final Fields fields;
  private final boolean made;

  /**
   * Edits a response.
   *
   * @param fields mutable
   * @param made whether the handler makes the response, whose length is then the edge's matter
   */
  ResponseEdits(Hook hook, Fields fields, boolean made) {
    this.hook = hook;
    this.fields = fields;
    this.made = made;
  }

  /**
   * Applies both.
   *
   * @param cookies null where they are the same as before
   */
  void apply(ResultLines.Part headers, @Nullable List<Pairs.SetCookie> cookies)
      throws InvalidResult {
    Map<String, List<String>> wanted = FieldEdits.checked(headers.pairs());
    List<String> moreCookies = wanted.remove(FieldNames.SET_COOKIE);
    if (made) {
      wanted.remove(FieldNames.CONTENT_LENGTH);
      make(wanted);
    } else if (headers.isWhole()) {
      FieldEdits.apply(hook, fields, wanted, FieldNames.SET_COOKIE);
    } else {
      FieldEdits.change(hook, fields, wanted);
    }
    if (cookies != null || moreCookies != null) {
      cookies(
          cookies == null ? Pairs.ofSetCookies(fields) : cookies,
          moreCookies == null ? List.of() : moreCookies);
    }
  }

  private void make(Map<String, List<String>> wanted) throws InvalidResult {
    for (Map.Entry<String, List<String>> field : wanted.entrySet()) {
      if (ProtectedFields.isForbidden(field.getKey())) {
        throw FieldRules.forbidden(field.getKey());
      }
      field.getValue().forEach(value -> fields.add(field.getKey(), value));
    }
  }

  private void cookies(List<Pairs.SetCookie> wanted, List<String> more) throws InvalidResult {
    if (!more.isEmpty() || !wanted.equals(Pairs.ofSetCookies(fields))) {
      fields.remove(FieldNames.SET_COOKIE);
      for (Pairs.SetCookie cookie : wanted) {
        fields.add(FieldNames.SET_COOKIE, FieldRules.value(FieldNames.SET_COOKIE, cookie.line()));
      }
      more.forEach(line -> fields.add(FieldNames.SET_COOKIE, line));
    }
  }
}
