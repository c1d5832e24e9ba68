package dev.skerry.handler.text;

import dev.skerry.handler.Hook;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import java.util.List;
import java.util.Map;

/** What a handler's result changes in the fields and cookies of a request. */
final class RequestEdits {
  private final Hook hook;
  private final Request request;

  /** Edits a request, which is changed. */
  RequestEdits(Hook hook, Request request) {
    this.hook = hook;
    this.request = request;
  }

  void apply(List<Pairs.Pair> headers, List<Pairs.Pair> cookies) throws InvalidResult {
    Map<String, List<String>> wanted = FieldEdits.checked(headers);
    if (!List.of(request.authority()).equals(wanted.remove(FieldNames.HOST))) {
      throw FieldRules.fixed(FieldNames.HOST);
    }
    if (wanted.containsKey(FieldNames.COOKIE)) {
      throw FieldRules.invalid("cookies are set in request.cookies, not among the headers");
    }
    FieldEdits.apply(hook, request.fields(), wanted, FieldNames.COOKIE);
    cookies(cookies);
  }

  /** Cookies that mean what they did stay as they were sent. */
  private void cookies(List<Pairs.Pair> wanted) throws InvalidResult {
    Fields fields = request.fields();
    if (!Pairs.grouped(wanted).equals(Pairs.grouped(Pairs.ofCookies(fields)))) {
      fields.remove(FieldNames.COOKIE);
      if (!wanted.isEmpty()) {
        String line = Pairs.joined(wanted, "; ");
        fields.add(FieldNames.COOKIE, FieldRules.value(FieldNames.COOKIE, line));
      }
    }
  }
}
