package dev.skerry.handler.host;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Hook;
import dev.skerry.handler.Verdict;
import java.util.Set;

/** The source of one handler, compiled: what its instances are made of. Safe for any thread. */
public interface Program {
  /** Compiles sources of one language, or of several. */
  @FunctionalInterface
  interface Loader {
    /**
     * Compiles a source without running any of it. May take long; safe for any thread.
     *
     * @throws HandlerProblem if it is not valid
     */
    Program load(HandlerSpec spec) throws HandlerProblem;
  }

  /** The hooks at which it can be called, as far as that is known before it runs. */
  default Set<Hook> hooks() {
    return Hook.OF_EXCHANGES;
  }

  /** Makes an instance in which nothing of the author's has run yet. */
  Instance open(HandlerLog log);

  /**
   * What a call may allocate on the heap before it is stopped: more than its limit where the
   * program itself bounds the memory that its code sees.
   *
   * @param memory the handler's limit, in bytes
   */
  default long heapBytes(long memory) {
    return memory;
  }

  /** A place where the program runs, with memory of its own. Used by one thread at a time. */
  interface Instance extends AutoCloseable {
    /**
     * Runs what the source does before its first call.
     *
     * @throws HandlerProblem if that fails, or leaves no handler
     */
    void start() throws HandlerProblem;

    /** Calls the handler. Throws nothing for what the author's code does, unless it was stopped. */
    Verdict call(HandlerEvent event);

    /** Whether it has come to an end by itself, and another is to take its place. */
    default boolean isSpent() {
      return false;
    }

    /** Whether the last call left something to be done after its verdict. */
    default boolean isUnfinished() {
      return false;
    }

    /** Does what the last call left to be done. Throws as {@link #call} does. */
    default void finish() {}

    /**
     * Stops what runs in it, as soon as it can be stopped; it is of no use afterwards. Any thread;
     * may block while it does not stop.
     */
    void stop();

    /** Gives its memory free; nothing runs in it. */
    @Override
    void close();
  }
}
