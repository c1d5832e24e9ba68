package dev.skerry.origin.engine.postgres;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where processes tell each other that they emitted something.
 *
 * @param name PostgreSQL's, of LISTEN and NOTIFY; null where the database has none
 * @param payload by which a process knows its own
 */
record Channel(@Nullable String name, String payload) {
  static Channel of(String schema, boolean supported) {
    return new Channel(supported ? "skerry_" + schema : null, UUID.randomUUID().toString());
  }
}
