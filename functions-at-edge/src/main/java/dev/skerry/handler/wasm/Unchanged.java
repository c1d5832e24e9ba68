package dev.skerry.handler.wasm;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.Verdict;

/** The verdict of a handler that leaves everything as it is, or has nothing to answer. */
final class Unchanged {
  private Unchanged() {}

  static Verdict verdict(HandlerEvent event) {
    return switch (event.hook()) {
      case VIEWER_REQUEST, ORIGIN_REQUEST, FETCH ->
          new Verdict.ContinueWith(event.request().copy());
      case ORIGIN_RESPONSE, VIEWER_RESPONSE -> {
        if (event.response() == null) {
          throw new IllegalArgumentException("this hook has a response");
        }
        yield new Verdict.Change(event.response().copy());
      }
      case SCHEDULED -> Verdict.done();
    };
  }
}
