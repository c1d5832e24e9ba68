package dev.skerry.edge.rules;

import dev.skerry.edge.rules.Verdict.Reason;
import dev.skerry.edge.rules.Verdict.Respond;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Response;

/** The responses that rules make. */
final class Responses {
  private Responses() {}

  /** A response of one line of text that no cache keeps. */
  static Respond refusal(int status, String text, Reason reason, String... namesAndValues) {
    String content = text + "\n";
    Fields fields =
        Fields.of(namesAndValues)
            .add(FieldNames.CACHE_CONTROL, "no-store")
            .add(FieldNames.CONTENT_TYPE, "text/plain; charset=utf-8")
            .add(FieldNames.CONTENT_LENGTH, Integer.toString(content.length()));
    return new Respond(new Response(status, fields), content, reason);
  }
}
