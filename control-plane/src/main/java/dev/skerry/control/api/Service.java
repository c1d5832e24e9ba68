package dev.skerry.control.api;

import dev.skerry.http.Request;
import java.io.IOException;

/** One of the services that share the port, as its clients know it. */
public interface Service {
  /** Bytes of content that a call may have; one that has more meets {@link Obstacle#TOO_LARGE}. */
  long contentBytesMax();

  /**
   * Whether calls are answered as soon as their heads are there, and read their content as it
   * comes; else all of it is there before a call begins.
   */
  default boolean streams() {
    return false;
  }

  /**
   * Answers a call; on a virtual thread, may block. Content that was not read to its end is dropped
   * when this returns.
   *
   * @throws LostContentException when the content did not come whole: the call is {@linkplain
   *     #refuse refused} for that reason
   * @throws IOException as an unchecked exception: {@link Obstacle#FAILED}
   */
  Reply answer(Call call) throws IOException;

  /**
   * Says in the service's own way why a call does not reach it; on any thread, without blocking.
   */
  Reply refuse(Request head, Obstacle why);
}
