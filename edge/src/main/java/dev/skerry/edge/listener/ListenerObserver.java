package dev.skerry.edge.listener;

import dev.skerry.edge.codec.Flaw;
import dev.skerry.edge.flow.ConnectionFacts;

/**
 * Is told of what a listener answers by itself, so that it can be logged; called on event loops,
 * must not block.
 */
public interface ListenerObserver {
  /** Nobody looks. */
  ListenerObserver NONE =
      new ListenerObserver() {
        @Override
        public void refused(ConnectionFacts connection, Flaw flaw, int status) {}

        @Override
        public void timedOut(ConnectionFacts connection, String phase) {}
      };

  /**
   * A request was refused.
   *
   * @param status the answer; 0 if there was none, as where an HTTP/2 stream is reset
   */
  void refused(ConnectionFacts connection, Flaw flaw, int status);

  /**
   * A viewer was too slow.
   *
   * @param phase {@code header}, {@code content} or {@code write}
   */
  void timedOut(ConnectionFacts connection, String phase);
}
