package dev.skerry.origin.engine.postgres;

import dev.skerry.testing.postgres.PostgresServer;

/** Settings with a schema of which nobody else knows. */
final class FreshSchema {
  private FreshSchema() {}

  static PostgresSettings in(PostgresServer server) {
    return PostgresSettings.at(PostgresAddress.parse(server.address()));
  }

  /** The same by another port. */
  static PostgresSettings in(PostgresServer server, int otherPort) {
    return PostgresSettings.at(PostgresAddress.parse(server.address(otherPort)));
  }
}
