package dev.skerry.edge;

import dev.skerry.edge.codec.Flaw;
import dev.skerry.edge.flow.ConnectionFacts;
import dev.skerry.edge.listener.ListenerObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of viewers whose requests never became exchanges, at level DEBUG: anybody can cause as many
 * of them as they like. They are counted in any case.
 */
final class Refusals implements ListenerObserver {
  private static final Logger log = LoggerFactory.getLogger(Refusals.class);

  @Override
  public void refused(ConnectionFacts connection, Flaw flaw, int status) {
    log.debug("refused a request of {} with {}: {}", connection.remote(), status, flaw.text());
  }

  @Override
  public void timedOut(ConnectionFacts connection, String phase) {
    log.debug("{} was too slow in {}", connection.remote(), phase);
  }
}
