package dev.skerry.control.api;

import dev.skerry.http.Request;

/** One of the services that share the port, as its clients know it. */
public interface Service {
  /** Bytes of content that a call may have; one that has more meets {@link Obstacle#TOO_LARGE}. */
  long contentBytesMax();

  /** Answers a call; on a virtual thread, may block. */
  Reply answer(Call call);

  /** Says in the service's own way why a call does not reach it; on an event loop. */
  Reply refuse(Request head, Obstacle why);
}
