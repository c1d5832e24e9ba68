package dev.skerry.control.fleet;

import dev.skerry.edge.sync.Directive;
import java.io.IOException;
import java.time.Duration;

/** Where an edge is told: a connection, or a link within the process. */
@FunctionalInterface
public interface DirectiveSink {
  /**
   * Tells a directive, when there is room for it.
   *
   * @param atMost so long this waits for room
   * @return false where there was none; then nothing was told
   * @throws IOException when the edge can be told nothing any more
   */
  boolean tell(Directive directive, Duration atMost) throws IOException, InterruptedException;
}
