package dev.skerry.edge.admin;

/** Tells how a node is; called on a thread that may block. */
@FunctionalInterface
public interface StatusService {
  /** The node's state now. */
  NodeStatus status();
}
