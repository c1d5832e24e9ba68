package dev.skerry.control.api;

import dev.skerry.http.Fields;

/**
 * What a service answers to a call.
 *
 * @param status 200 to 599
 * @param fields without {@code content-length}; the reply's own
 * @param content what follows them
 */
public record Reply(int status, Fields fields, ReplyContent content) {
  /** A reply with octets, which nobody changes any more; empty for none. */
  public Reply(int status, Fields fields, byte[] octets) {
    this(status, fields, new ReplyContent.Octets(octets));
  }
}
