package dev.skerry.origin.objects;

import dev.skerry.origin.chore.Chore;
import dev.skerry.origin.chore.Trouble;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.objects.content.Orphans;
import dev.skerry.origin.objects.content.Removal;
import dev.skerry.origin.objects.content.Scrubber;
import dev.skerry.origin.objects.row.Octets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the object store leaves to be done behind the calls: contents are removed to which nothing
 * refers, files that earlier processes left, completed uploads, and those of deleted buckets;
 * lifecycle rules are carried out, contents read to see whether they are as they were written, and
 * access logs written.
 *
 * <p>Each {@link Chore} has a thread of its own. All that is to be done stands in the engine: who
 * starts after a fall goes on where it was.
 */
public final class Upkeep implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration EACH_MINUTE = Duration.ofMinutes(1);

  /** A round of lifecycle rules each so many-th part of a day. */
  private static final int ROUNDS_A_DAY = 24;

  /** Octets that are read each second to see whether they are as they were written. */
  private static final long SCRUBBED_BYTES = 4 << 20;

  /** The same where each octet comes from another service, which looks for itself, too. */
  private static final long SCRUBBED_BYTES_AWAY = 256 << 10;

  private static final Duration BETWEEN_SCRUBS = Duration.ofDays(1);

  private final AtomicBoolean closed = new AtomicBoolean();
  private final InstantSource clock;
  private final Scrubber scrubber;
  private final long scrubbedBytes;
  private final Orphans orphans;
  private final Lifecycle lifecycle;
  private final List<Chore> chores;
  private Instant scrubAgain = Instant.MIN;

  /**
   * The upkeep of a store, of which nothing is begun.
   *
   * @param ruleKind the kind of the buckets' setting that has lifecycle rules
   * @param ruleReading those in force of such a setting
   * @param logs has access logs written
   */
  public Upkeep(
      Engine engine,
      ObjectStore store,
      ObjectsSettings settings,
      String ruleKind,
      Function<Octets, List<LifecycleRule>> ruleReading,
      Runnable logs) {
    this.clock = settings.clock();
    boolean away = store.contents().isShared();
    this.scrubber = store.contents().scrubber();
    this.scrubbedBytes = away ? SCRUBBED_BYTES_AWAY : SCRUBBED_BYTES;
    this.orphans = store.contents().orphans();
    this.lifecycle =
        new Lifecycle(
            engine, store, settings, new Lifecycle.Rules(ruleKind, ruleReading), closed::get);
    Removal removal = store.contents().removal();
    Duration rounds = settings.day().dividedBy(ROUNDS_A_DAY);
    this.chores =
        List.of(
            // What others may read stays for long, and need not be looked at each second.
            chore("removal", away ? EACH_MINUTE : SOON, whileMore(removal::step)),
            chore("orphans", EACH_MINUTE, whileMore(orphans::step)),
            chore("uploads", EACH_MINUTE, whileMore(() -> endUploads(store.uploads()))),
            chore("lifecycle", rounds.compareTo(SOON) < 0 ? SOON : rounds, this::applyRules),
            chore("scrub", SOON, this::scrub),
            chore(
                "logs",
                EACH_MINUTE,
                () -> {
                  logs.run();
                  return null;
                }));
  }

  private Chore chore(String name, Duration between, Chore.Work work) {
    return new Chore(new Chore.Title("objects", name), clock, between, work);
  }

  private Chore.Work whileMore(BooleanSupplier step) {
    return () -> {
      boolean more = true;
      while (more && !closed.get()) {
        more = step.getAsBoolean();
      }
      return null;
    };
  }

  private static boolean endUploads(Uploads uploads) {
    boolean abandoned = uploads.removeAbandoned();
    return uploads.forget() || abandoned;
  }

  private @Nullable Instant applyRules() {
    lifecycle.round();
    return null;
  }

  private @Nullable Instant scrub() {
    if (!clock.instant().isBefore(scrubAgain) && !scrubber.step(scrubbedBytes)) {
      scrubAgain = clock.instant().plus(BETWEEN_SCRUBS);
    }
    return null;
  }

  /** Begins all that is not begun. */
  public void start() {
    chores.forEach(Chore::wake);
  }

  /** Does on this thread what is to be done now. */
  void round() {
    chores.forEach(Chore::attempt);
  }

  /** The names of the chores. */
  public List<String> chores() {
    return chores.stream().map(Chore::name).toList();
  }

  /** The chores that fail now. */
  public List<Trouble> troubles() {
    return chores.stream().map(Chore::trouble).filter(Objects::nonNull).toList();
  }

  /** Which contents are not as they were written. */
  public Scrubber.Report scrubbed() {
    return scrubber.report();
  }

  /** Has all end after the transactions that are under way, without waiting for them. */
  public void stop() {
    closed.set(true);
    chores.forEach(Chore::stop);
  }

  /** Ends after the transactions that are under way; waits for them. */
  @Override
  public void close() {
    stop();
    chores.forEach(Chore::close);
    scrubber.close();
  }
}
