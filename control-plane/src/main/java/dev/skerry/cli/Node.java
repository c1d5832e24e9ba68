package dev.skerry.cli;

import dev.skerry.edge.config.Snapshot;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A running edge as {@code skerry run} drives it. */
interface Node extends AutoCloseable {
  /** Where viewers are answered: one URL per listener. */
  List<URI> edges();

  /** Where the admin API answers. */
  URI admin();

  /** Puts a configuration in force without cutting a connection. */
  void apply(Snapshot snapshot);

  /** The exchanges under way. */
  long exchanges();

  /**
   * Takes no new connections and lets the exchanges under way finish.
   *
   * @return completes when none is left, or when the time is over
   */
  CompletableFuture<Void> drain(Duration atMost);

  /** Stops at once and gives everything free. */
  @Override
  void close();
}
