package dev.skerry.edge;

import dev.skerry.edge.config.ListenerSettings;
import dev.skerry.edge.exchange.ErrorPages;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * What an edge node is started with, beside its configuration; it does not change while the node
 * runs.
 *
 * @param listener where viewers are served, and how sockets are driven
 * @param data the data folder; must exist
 * @param name of the node in {@code Via}, {@code Cache-Status} and {@code Proxy-Status}: a token
 * @param version of the program, for metrics
 * @param clock now
 * @param errorPages what viewers are shown of errors
 */
public record EdgeSettings(
    ListenerSettings listener,
    Path data,
    String name,
    String version,
    InstantSource clock,
    ErrorPages errorPages) {

  /** For viewers who are strangers. */
  public EdgeSettings(
      ListenerSettings listener, Path data, String name, String version, InstantSource clock) {
    this(listener, data, name, version, clock, ErrorPages.NONE);
  }
}
