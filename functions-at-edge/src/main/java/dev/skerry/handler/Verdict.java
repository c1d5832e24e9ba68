package dev.skerry.handler;

import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What came of a call of a handler. */
public sealed interface Verdict {
  /** The exchange goes on with this request. */
  static Verdict continueWith(Request request) {
    return new ContinueWith(request);
  }

  /** The exchange goes on with this request, and with what is wanted besides. */
  static Verdict continueWith(Request request, Directions directions) {
    return new ContinueWith(request, null, directions);
  }

  /**
   * The exchange goes on with this request and this content, which is not changed any more: for
   * handlers that read bodies.
   */
  static Verdict continueWith(Request request, ByteBuffer content) {
    return new ContinueWith(request, content.asReadOnlyBuffer(), Directions.NONE);
  }

  /** The response is this one, with the content that it had. */
  static Verdict change(Response response) {
    return new Change(response);
  }

  /** The response is this one, without content. */
  static Verdict respond(Response response) {
    return new Respond(response, ByteBuffer.allocate(0));
  }

  /** The response is this one, with a text as its content, in UTF-8. */
  static Verdict respond(Response response, String text) {
    return respond(response, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The response is this one, with this content, which is not changed any more. */
  static Verdict respond(Response response, ByteBuffer content) {
    return new Respond(response, content.asReadOnlyBuffer());
  }

  /** A scheduled call has done what it was to do. */
  static Verdict done() {
    return new Done();
  }

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

  /** A scheduled call has come to its end; nothing is answered. */
  record Done() implements Verdict {}

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
      if (!message.isBlank()) {
        return fault.token() + ": " + message;
      }
      // Stops speak for themselves; what threw may have had nothing to say.
      return fault == HandlerFault.EXCEPTION ? fault.token() + ": no message" : fault.token();
    }
  }
}
