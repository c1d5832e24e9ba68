package dev.skerry.origin.tables;

import dev.skerry.origin.engine.Engine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * What tables leave to be done behind the calls: indexes are filled, the rows of what was deleted
 * are removed, backups made, counts brought up to date, expired items removed, the past archived,
 * and what is too old forgotten.
 *
 * <p>Each {@link Chore} has a thread of its own, so that a long one keeps no other waiting, and one
 * that fails none from being done. All that is to be done stands in the engine: who starts after a
 * fall goes on where it was, and several processes on one engine may do the same without harm.
 */
public final class Upkeep implements AutoCloseable {
  /** Items are gone at the latest so long, and the time it takes, after they expired. */
  private static final Duration SOON = Duration.ofSeconds(5);

  private static final Duration LATER = Duration.ofSeconds(15);
  private static final Duration EACH_MINUTE = Duration.ofMinutes(1);

  private final AtomicBoolean closed = new AtomicBoolean();
  private final Chore jobs;
  private final Chore copies;
  private final List<Chore> chores;

  /** The upkeep of tables on an engine, of which nothing is begun. */
  Upkeep(Engine engine, TablesSettings settings, Counting counting, Archive archive) {
    InstantSource clock = settings.clock();
    Leftovers leftovers = new Leftovers(engine, closed::get);
    KeptRequests requests = new KeptRequests(engine, settings);
    Streams streams = new Streams(engine, settings);
    Forgetting forgetting = new Forgetting(engine, clock);
    this.jobs = new Chore("jobs", clock, LATER, new Jobs(engine, clock, closed::get)::run);
    this.copies =
        new Chore("copies", clock, LATER, new Copying(engine, clock, closed::get, archive)::run);
    this.chores =
        List.of(
            jobs,
            copies,
            new Chore("counts", clock, LATER, whileMore(() -> !counting.addUp())),
            new Chore("expiry", clock, SOON, new Expiry(engine, clock, closed::get)::run),
            new Chore("leftovers", clock, SOON, whileMore(leftovers::sweep)),
            new Chore("past", clock, SOON, whileMore(() -> !archive.step())),
            new Chore("forgetting", clock, SOON, whileMore(forgetting::step)),
            new Chore("requests", clock, EACH_MINUTE, whileMore(requests::sweep)),
            new Chore("streams", clock, EACH_MINUTE, once(streams::sweep)));
  }

  /** Work in steps, each of which tells whether there may be more to do at once. */
  private Chore.Work whileMore(BooleanSupplier step) {
    return () -> {
      boolean more = true;
      while (more && !closed.get()) {
        more = step.getAsBoolean();
      }
      return null;
    };
  }

  private static Chore.Work once(Runnable work) {
    return () -> {
      work.run();
      return null;
    };
  }

  /** Begins all that is not begun. */
  public void start() {
    chores.forEach(Chore::wake);
  }

  /** Has jobs that were just noted done now. */
  void wakeJobs() {
    jobs.wake();
  }

  /** Has copies that were just noted made now. */
  void wakeCopies() {
    copies.wake();
  }

  /** Does on this thread what is to be done now. */
  void round() {
    chores.forEach(Chore::attempt);
  }

  /** The names of the chores, in the order in which a round does them. */
  public List<String> chores() {
    return chores.stream().map(Chore::name).toList();
  }

  /** The chores that fail now. */
  public List<Trouble> troubles() {
    return chores.stream().map(Chore::trouble).filter(Objects::nonNull).toList();
  }

  /** Ends after the transactions that are under way; waits for them. */
  @Override
  public void close() {
    closed.set(true);
    chores.forEach(Chore::stop);
    chores.forEach(Chore::close);
  }
}
