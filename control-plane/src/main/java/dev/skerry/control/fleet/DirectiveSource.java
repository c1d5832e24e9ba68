package dev.skerry.control.fleet;

import dev.skerry.edge.sync.Directive;
import dev.skerry.edge.sync.Hello;
import org.jspecify.annotations.Nullable;

/**
 * Something that edges are told of, each from where it is: configurations, purges, questions.
 *
 * <p>Who has something new calls {@link Fleet#tellAll} or {@link Fleet#tell} once it can be read.
 */
public interface DirectiveSource {
  /**
   * What an edge says that it has, as far as that means something here: a number that was given
   * again since, for something else, counts as 0. May block.
   *
   * @throws RuntimeException when that cannot be known now; the edge is turned away and comes again
   */
  default Hello meant(Hello said) {
    return said;
  }

  /**
   * An edge has come. Called before it is told anything, on a thread that may block.
   *
   * @param edge its name
   * @param hello what it has by now
   * @return what it is told, from there on
   * @throws RuntimeException when that cannot be known now; the edge is turned away and comes again
   */
  Following begin(String edge, Hello hello);

  /** Where one edge is in what a source has to tell. Used by one thread at a time. */
  @FunctionalInterface
  interface Following {
    /**
     * What this edge is to be told next; with that it counts as told. Asked whenever the edge has
     * taken what it was told before, in turn with the other sources, so that none holds up another
     * for longer than one directive takes. May block.
     *
     * @return null where there is nothing now; asked again when the session was woken up, and now
     *     and then
     */
    @Nullable Directive next();

    /** The edge is told nothing more by this. Called once. */
    default void end() {}
  }
}
