package dev.skerry.origin.tables;

import dev.skerry.origin.chore.Chore;
import dev.skerry.origin.chore.Trouble;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.tables.transfer.BucketAccess;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * What tables leave to be done behind the calls: indexes are filled, the rows of what was deleted
 * are removed, backups, exports and imports made, counts brought up to date, expired items removed,
 * the past archived, and what is too old forgotten.
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
  private final Chore exports;
  private final Chore imports;
  private final List<Chore> chores;

  /** The upkeep of tables on an engine, of which nothing is begun. */
  Upkeep(
      Engine engine,
      TablesSettings settings,
      Counting counting,
      Archive archive,
      BucketAccess buckets) {
    InstantSource clock = settings.clock();
    Leftovers leftovers = new Leftovers(engine, closed::get);
    KeptRequests requests = new KeptRequests(engine, settings);
    Streams streams = new Streams(engine, settings);
    Forgetting forgetting = new Forgetting(engine, clock);
    this.jobs = new Chore(title("jobs"), clock, LATER, new Jobs(engine, clock, closed::get)::run);
    this.copies =
        new Chore(
            title("copies"), clock, LATER, new Copying(engine, clock, closed::get, archive)::run);
    this.exports =
        new Chore(
            title("exports"),
            clock,
            LATER,
            new Exporting(engine, settings, closed::get, archive, buckets)::run);
    this.imports =
        new Chore(
            title("imports"),
            clock,
            LATER,
            new Importing(engine, clock, closed::get, buckets)::run);
    this.chores =
        List.of(
            jobs,
            copies,
            exports,
            imports,
            new Chore(title("counts"), clock, LATER, whileMore(() -> !counting.addUp())),
            new Chore(title("expiry"), clock, SOON, new Expiry(engine, clock, closed::get)::run),
            new Chore(title("leftovers"), clock, SOON, whileMore(leftovers::sweep)),
            new Chore(title("past"), clock, SOON, whileMore(() -> !archive.step())),
            new Chore(title("forgetting"), clock, SOON, whileMore(forgetting::step)),
            new Chore(title("requests"), clock, EACH_MINUTE, whileMore(requests::sweep)),
            new Chore(title("streams"), clock, EACH_MINUTE, once(streams::sweep)));
  }

  private static Chore.Title title(String name) {
    return new Chore.Title("tables", name);
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

  /** Has exports that were just asked for made now. */
  void wakeExports() {
    exports.wake();
  }

  /** Has imports that were just asked for made now. */
  void wakeImports() {
    imports.wake();
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
