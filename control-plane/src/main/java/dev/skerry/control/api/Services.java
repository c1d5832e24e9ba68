package dev.skerry.control.api;

import dev.skerry.http.Request;

/** Tells by a request's head which service it is for. */
@FunctionalInterface
public interface Services {
  /** The service; on an event loop. */
  Service of(Request head);
}
