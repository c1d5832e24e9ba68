package dev.skerry.origin.chore;

import dev.skerry.origin.chore.Chore.Work;
import dev.skerry.origin.engine.Watch;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * The chores of one part of the program. Each has a thread of its own, so that a long one keeps no
 * other waiting, and one that fails none from being done. May be used by any thread.
 */
public final class Chores implements AutoCloseable {
  private final String of;
  private final InstantSource clock;
  private final List<Chore> chores = new CopyOnWriteArrayList<>();

  /**
   * None so far.
   *
   * @param of whose they are, as in the log
   */
  public Chores(String of, InstantSource clock) {
    this.of = of;
    this.clock = clock;
  }

  /**
   * Adds one that is not begun.
   *
   * @param name one word, unlike all others'
   * @param between how long it pauses at most while all is well
   */
  public Chore add(String name, Duration between, Work work) {
    return add(new Chore(new Chore.Title(of, name), clock, between, work));
  }

  /** The same, done also whenever there is something in what it watches. */
  public Chore add(String name, Duration between, Supplier<Watch> watch, Work work) {
    return add(name, between, work).watching(watch);
  }

  private Chore add(Chore chore) {
    chores.add(chore);
    return chore;
  }

  /** Begins all that are not begun. */
  public void start() {
    chores.forEach(Chore::wake);
  }

  /** Does on this thread what is to be done now. */
  public void round() {
    chores.forEach(Chore::attempt);
  }

  /** Their names, in the order in which a round does them. */
  public List<String> names() {
    return chores.stream().map(Chore::name).toList();
  }

  /** Those that fail now. */
  public List<Trouble> troubles() {
    return chores.stream().map(Chore::trouble).filter(Objects::nonNull).toList();
  }

  /** Ends after the transactions that are under way; waits for them. */
  @Override
  public void close() {
    chores.forEach(Chore::stop);
    chores.forEach(Chore::close);
  }
}
