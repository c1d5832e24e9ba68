package dev.skerry.handler;

import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What asks other servers on behalf of handlers. Safe for any thread. */
public interface Subrequests {
  /**
   * Begins to send a request; never blocks. No redirect is followed.
   *
   * @param content of the request, or null for none
   * @param hosts where it may go; the caller has found its name among them
   * @param mostOctets of the response's content; at more of it the request has failed
   * @param done told once, by any thread, unless it is cancelled before
   */
  Running send(
      Request request, byte @Nullable [] content, FetchHosts hosts, long mostOctets, Done done);

  /** A request under way. */
  interface Running {
    /** Ends it; nothing is told any more, unless that has begun. */
    void cancel();
  }

  /** Who waits for a response. */
  interface Done {
    /** All of it has come; the content is read-only. */
    void answered(Response response, ByteBuffer content);

    /** There will be none; the message is for the handler's author. */
    void failed(String message);
  }
}
