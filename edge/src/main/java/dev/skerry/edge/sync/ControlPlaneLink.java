package dev.skerry.edge.sync;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an edge reaches its control plane: over HTTPS, within the process, or simulated. One thread
 * uses it at a time, and may block; reports may be sent by any.
 */
public interface ControlPlaneLink {
  /**
   * Comes to the control plane; returns when it has been let in. The first directive is its {@link
   * Directive.Welcome}.
   *
   * @throws RevokedException if this edge is not wanted any more
   * @throws IOException if it cannot be reached or does not take this edge now
   */
  Conversation open(Hello hello) throws IOException, InterruptedException;

  /** One connection, from Hello to its end. */
  interface Conversation extends AutoCloseable {
    /**
     * The next directive, in the order in which they were told.
     *
     * @param atMost waits so long, 0 for not at all
     * @return null if there was none in that time
     * @throws IOException when the connection has ended; directives that came before are told first
     */
    @Nullable Directive next(Duration atMost) throws IOException, InterruptedException;

    /**
     * Sends reports, in order, without waiting until they have arrived.
     *
     * @throws IOException when the connection has ended
     */
    void report(List<Report> reports) throws IOException;

    /** Ends it. Idempotent, for any thread; whoever waits in {@link #next} is woken. */
    @Override
    void close();
  }

  /** The control plane does not want this edge any more: it is not to come back by itself. */
  final class RevokedException extends IOException {
    private static final long serialVersionUID = 1L;

    /** With what the control plane said. */
    public RevokedException(String message) {
      super(message);
    }
  }
}
