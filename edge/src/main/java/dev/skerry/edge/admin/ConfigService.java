package dev.skerry.edge.admin;

/** Tells which configuration a node follows; called on a thread that may block. */
@FunctionalInterface
public interface ConfigService {
  /** The configuration in force. */
  ConfigInForce inForce();
}
