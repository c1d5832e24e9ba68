package dev.skerry.edge.exchange;

import dev.skerry.edge.flow.ProxyError;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Response;
import java.nio.charset.StandardCharsets;

/** The responses that the edge makes by itself. */
final class LocalResponses {
  private LocalResponses() {}

  /** A short plain text. */
  static Answer.Local text(int status, String text) {
    return text(new Response(status, new Fields()), text);
  }

  static Answer.Local text(Response head, String text) {
    String content = text + '\n';
    int length = content.getBytes(StandardCharsets.UTF_8).length;
    head.fields()
        .set(FieldNames.CONTENT_TYPE, "text/plain; charset=utf-8")
        .set(FieldNames.CONTENT_LENGTH, Integer.toString(length));
    if (!head.fields().contains(FieldNames.CACHE_CONTROL)) {
      head.fields().set(FieldNames.CACHE_CONTROL, "no-store");
    }
    return new Answer.Local(head, content);
  }

  /** That head with a page as its content. */
  static Answer.Local page(Response head, ErrorPages.Page page) {
    int length = page.text().getBytes(StandardCharsets.UTF_8).length;
    head.fields()
        .set(FieldNames.CONTENT_TYPE, page.type())
        .set(FieldNames.CONTENT_LENGTH, Integer.toString(length));
    return new Answer.Local(head, page.text());
  }

  /** An error between edge and origin: its status, and what a viewer may know of it. */
  static Answer.Local error(ProxyError error) {
    int status = error.type().status();
    String text =
        switch (error.type().source()) {
          case ORIGIN -> "the origin did not answer as it should: " + error.type().token();
          case EDGE -> "the edge could not handle the request: " + error.type().token();
          case VIEWER -> "the request is not valid: " + error.type().token();
        };
    return text(status, text);
  }
}
