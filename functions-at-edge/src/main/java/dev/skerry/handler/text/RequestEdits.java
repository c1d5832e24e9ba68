package dev.skerry.handler.text;

import dev.skerry.handler.Hook;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a handler's result changes in the fields and cookies of a request. */
final class RequestEdits {
  private final Hook hook;
  private final Request request;

  /** Edits a request, which is changed. */
  RequestEdits(Hook hook, Request request) {
    this.hook = hook;
    this.request = request;
  }

  void apply(ResultLines.Part headers, ResultLines.Part cookies) throws InvalidResult {
    Map<String, List<String>> wanted = FieldEdits.checked(headers.pairs());
    host(wanted.remove(FieldNames.HOST), headers.isWhole());
    if (wanted.containsKey(FieldNames.COOKIE)) {
      throw FieldRules.invalid("cookies are set in request.cookies, not among the headers");
    }
    if (headers.isWhole()) {
      FieldEdits.apply(hook, request.fields(), wanted, FieldNames.COOKIE);
    } else {
      FieldEdits.change(hook, request.fields(), wanted);
    }
    if (!cookies.isSame()) {
      cookies(cookies.pairs());
    }
  }

  private void host(@Nullable List<String> wanted, boolean isNeeded) throws InvalidResult {
    if (wanted == null ? isNeeded : !wanted.equals(List.of(request.authority()))) {
      throw FieldRules.fixed(FieldNames.HOST);
    }
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
