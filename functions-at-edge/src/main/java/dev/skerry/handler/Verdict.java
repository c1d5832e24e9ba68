package dev.skerry.handler;

import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What came of a call of a handler. */
public sealed interface Verdict {
  /**
   * The exchange goes on with this request.
   *
   * @param request a copy of the event's with the handler's changes
   * @param content read-only, in place of what the request had; null where that stays
   * @param directions what is wanted besides
   */
  record ContinueWith(Request request, @Nullable ByteBuffer content, Directions directions)
      implements Verdict {
    /** With nothing but the request. */
    public ContinueWith(Request request) {
      this(request, null, Directions.NONE);
    }
  }

  /**
   * The viewer gets this response, with the content that the event's had.
   *
   * @param response a copy of the event's with the handler's changes
   */
  record Change(Response response) implements Verdict {}

  /**
   * The viewer gets this response and this content.
   *
   * @param response {@code content-length} is not set
   * @param content read-only; empty for none
   */
  record Respond(Response response, ByteBuffer content) implements Verdict {}

  /**
   * The call failed.
   *
   * @param message what happened, for the author: may hold text that the handler made
   * @param place where in the source, {@code file:line}; empty if that is not known
   */
  record Failed(HandlerFault fault, String message, String place) implements Verdict {
    /** A failure that needs no more words. */
    public static Failed of(HandlerFault fault) {
      return new Failed(fault, "", "");
    }

    /** What happened, without the place. */
    public String said() {
      return message.isEmpty() ? fault.token() : fault.token() + ": " + message;
    }
  }
}
