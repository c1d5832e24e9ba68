package dev.skerry.control.api;

import dev.skerry.edge.flow.ViewerStream;

/**
 * A reply with how its content is sent.
 *
 * @param hasContent whether what {@code sending} has follows the head
 */
record Outgoing(Reply reply, boolean hasContent, Sending sending) {
  /** Nothing is sent, and nothing held. */
  private static final Sending NOTHING =
      new Sending() {
        @Override
        public boolean send(ViewerStream viewer) {
          return true;
        }

        @Override
        public void release() {
          // Nothing is held.
        }
      };

  /** A reply whose head is all of it. */
  static Outgoing head(Reply reply) {
    return new Outgoing(reply, false, NOTHING);
  }

  /** A reply with content in memory, which counts from now on until it is sent or released. */
  static Outgoing octets(Reply reply, ReplyContent.Octets content, ContentBudget budget) {
    return new Outgoing(reply, true, new OctetsSending(budget, content.octets()));
  }

  /**
   * A reply that was made without the service's work: its content is in memory, or there is none.
   */
  static Outgoing refusal(Reply reply, ContentBudget budget) {
    return switch (reply.content()) {
      case ReplyContent.Octets octets -> octets(reply, octets, budget);
      case ReplyContent _ -> head(reply);
    };
  }

  long length() {
    return reply.content().length();
  }

  int status() {
    return reply.status();
  }
}
