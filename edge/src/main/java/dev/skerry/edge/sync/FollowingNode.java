package dev.skerry.edge.sync;

import dev.skerry.edge.config.Snapshot;
import dev.skerry.edge.config.document.Compilation.Compiled;
import dev.skerry.edge.observe.HandlerLines;
import dev.skerry.edge.observe.HandlerTail;
import dev.skerry.edge.purge.Purge;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The node that follows, as following needs it. Called by any thread, which may block. */
public interface FollowingNode {
  /**
   * Puts a configuration in force; called by one thread at a time.
   *
   * @return what of it takes a restart, as pointers into the document
   * @throws IOException if it cannot be in force; then the one before still is
   */
  List<String> apply(Compiled configuration) throws IOException;

  /** The configuration in force. */
  Snapshot inForce();

  /**
   * The keys under which responses for a URL are stored, or may have been by a configuration that
   * was in force while what is stored was fetched. Those of a configuration are among them before
   * it is in force.
   *
   * @param url authority, path and query
   */
  Set<String> keys(String url);

  /** Whether anything is stored, in memory or on disk. */
  boolean holds();

  /**
   * How many stored responses a purge would select.
   *
   * @param question names it, for the answer
   */
  Report.Counted count(long question, Purge purge);

  /**
   * Answers a question for lines of a handler as {@link HandlerTail#ask} does.
   *
   * @param answer never blocks
   */
  default void tail(HandlerTail.Asked asked, Consumer<HandlerLines> answer) {
    // A node without handlers has none.
  }

  /** Whether a run of that handler can begin here now. */
  default boolean runs(String handler) {
    return false; // A node without handlers runs none.
  }

  /**
   * Begins a run.
   *
   * @param ended told at its end, by any thread; never blocks
   */
  default void run(ScheduledRun run, Consumer<Report.Ran> ended) {
    throw new IllegalStateException("this node runs no handlers");
  }

  /** How the node is. */
  EdgeVitals vitals();
}
