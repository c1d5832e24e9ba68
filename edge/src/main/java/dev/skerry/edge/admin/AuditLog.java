package dev.skerry.edge.admin;

import java.io.IOException;

/** Keeps what was changed, and what was refused; called on a virtual thread and may block. */
@FunctionalInterface
public interface AuditLog {
  /** Keeps nothing. */
  AuditLog NONE = line -> {};

  /**
   * Keeps one. When this returns it is durable; only then is the call answered.
   *
   * @throws IOException if it cannot be
   */
  void add(AuditLine line) throws IOException;
}
