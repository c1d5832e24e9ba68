package dev.skerry.control.purges;

import dev.skerry.control.fleet.Newest;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Topic;
import dev.skerry.origin.engine.Transaction;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Every purge that was ordered, in the order of its number, on the engine. The number is taken in
 * the transaction that writes the purge, so the order of numbers is that of commits, and whoever
 * sees a number can see all below it.
 *
 * <p>Orders that come at the same time are written in one transaction: a purge waits for at most
 * one commit before its own. May be used by any thread; all but {@link #latest}, {@link #floor} and
 * mostly {@link #after} ask the engine, and may throw its exceptions.
 */
public final class PurgeLog {
  /** Numbers above this are nobody's: the log's own is not raised so high. */
  static final long NUMBER_MAX = Long.MAX_VALUE / 2;

  /** Told of each commit, so that other control planes of the same engine hear of it. */
  static final Topic TOPIC = new Topic("skerry.purges");

  private static final int PAGE = 1_000;
  private static final byte[] NOTHING = new byte[0];

  private final Engine engine;
  private final InstantSource clock;
  private final PurgeLogLimits limits;
  private final OrderBatches batches = new OrderBatches(this::commit);
  private final List<Runnable> followers = new CopyOnWriteArrayList<>();
  private final PurgeTail tail;
  private volatile Newest newest;
  private volatile Newest floor;

  private record Written(LoggedPurge logged, int bytes) {}

  /** What a transaction wrote after a number, and above a floor, that it found. */
  private record Batch(Newest before, Newest floor, List<Written> written) {}

  /** Opens the log of an engine. */
  public PurgeLog(Engine engine, InstantSource clock, PurgeLogLimits limits) {
    this.engine = engine;
    this.clock = clock;
    this.limits = limits;
    newest = engine.read(PurgeRows::newest);
    floor = engine.read(PurgeRows::floor);
    tail = new PurgeTail(newest.sequence());
  }

  /** The highest number that was given, 0 for none. */
  public long latest() {
    return newest.sequence();
  }

  /** The highest number that was given, and when. */
  Newest newest() {
    return newest;
  }

  /**
   * Purges up to this number may have been forgotten: who has not applied it must forget all that
   * it has.
   */
  public long floor() {
    return floor.sequence();
  }

  /** The floor, and when its number was given; 0 where that is not known any more. */
  Newest floorGiven() {
    return floor;
  }

  /** Has something run whenever there is another purge; it must not block. */
  public void whenOrdered(Runnable follower) {
    followers.add(follower);
  }

  /**
   * Numbers a purge and writes it; it is on stable storage when this returns.
   *
   * @param committed told of it when it is durable, before anybody else is
   */
  LoggedPurge append(PurgeDraft draft, Consumer<LoggedPurge> committed) {
    return batches.commit(draft, committed);
  }

  /**
   * Numbers and writes the purges that a transaction finds out, in that transaction: it may read
   * and write rows of its own, which are committed with the purges or not at all.
   *
   * @param drafting may be asked again, where the transaction met a conflict
   * @param committed told of each when they are durable, before anybody else is
   * @return them, in the order of their numbers
   */
  List<LoggedPurge> append(Drafting drafting, Consumer<LoggedPurge> committed) {
    List<LoggedPurge> appended = new ArrayList<>();
    batches.exclusively(
        () -> {
          Batch batch = commit(drafting);
          batch.written.forEach(written -> appended.add(written.logged));
          appended.forEach(committed);
          publish(batch);
        });
    if (!appended.isEmpty()) {
      followers.forEach(Runnable::run);
    }
    return appended;
  }

  private void commit(List<OrderBatches.Order> orders) {
    List<PurgeDraft> drafts = orders.stream().map(OrderBatches.Order::draft).toList();
    Batch batch = commit(transaction -> drafts);
    for (int i = 0; i < orders.size(); i++) {
      orders.get(i).committed().accept(batch.written.get(i).logged);
    }
    publish(batch);
    for (int i = 0; i < orders.size(); i++) {
      orders.get(i).done().complete(batch.written.get(i).logged);
    }
    followers.forEach(Runnable::run);
  }

  private Batch commit(Drafting drafting) {
    long now = clock.millis();
    return engine
        .transact(
            transaction -> {
              List<PurgeDraft> drafts = drafting.in(transaction);
              Newest before = PurgeRows.newest(transaction);
              return new Batch(
                  before,
                  PurgeRows.floor(transaction),
                  write(transaction, before.sequence(), now, drafts));
            })
        .result();
  }

  /** Lets others see what was committed. */
  private void publish(Batch batch) {
    // Before anybody sees the numbers above it: who is behind it has missed what is below it.
    raiseFloor(batch.floor);
    readUpTo(batch.before);
    for (Written written : batch.written) {
      tail.add(written.logged, written.bytes);
      newest = given(written.logged);
    }
  }

  private static List<Written> write(
      Transaction transaction, long before, long now, List<PurgeDraft> drafts) {
    List<Written> written = new ArrayList<>(drafts.size());
    long sequence = before;
    for (PurgeDraft draft : drafts) {
      sequence++;
      LoggedPurge logged = draft.numbered(sequence, now);
      written.add(new Written(logged, PurgeRows.put(transaction, logged)));
    }
    if (!written.isEmpty()) {
      PurgeRows.putNewest(transaction, new Newest(sequence, now));
      long bytes = written.stream().mapToLong(Written::bytes).sum();
      PurgeRows.addVolume(transaction, before, sequence, bytes);
      transaction.emit(TOPIC, NOTHING);
    }
    return written;
  }

  /** Takes over what other control planes of the same engine have ordered. */
  void refresh() {
    batches.exclusively(
        () -> {
          Newest before = newest;
          Newest known = engine.read(PurgeRows::newest);
          raiseFloor(engine.read(PurgeRows::floor));
          readUpTo(known);
          if (!newest.equals(before)) {
            followers.forEach(Runnable::run);
          }
        });
  }

  private void readUpTo(Newest known) {
    while (newest.sequence() < known.sequence()) {
      long from = newest.sequence();
      List<LoggedPurge> page =
          engine.read(reads -> PurgeRows.above(reads, from, known.sequence(), PAGE));
      page.forEach(logged -> tail.add(logged, PurgeRows.size(logged)));
      newest = page.isEmpty() ? known : given(page.getLast());
    }
  }

  private static Newest given(LoggedPurge logged) {
    return new Newest(logged.sequence(), logged.purge().atMillis());
  }

  /**
   * The purges after a number, from the lowest, all of them or the first of them.
   *
   * @param most 1 to {@value #PAGE}
   * @return null when some of them may have been forgotten
   */
  public @Nullable List<LoggedPurge> after(long sequence, int most) {
    long upTo = latest();
    List<LoggedPurge> found = sequence >= upTo ? List.of() : tail.after(sequence, most);
    if (found == null) {
      found =
          engine.read(
              reads -> {
                raiseFloor(PurgeRows.floor(reads));
                return PurgeRows.above(reads, sequence, upTo, most);
              });
    }
    return sequence < floor.sequence() ? null : found;
  }

  /** The purges before a number, from the highest; those that are forgotten are not there. */
  List<LoggedPurge> before(long sequence, int most) {
    return engine.read(reads -> PurgeRows.below(reads, sequence, most));
  }

  /** The purge of a number. */
  Optional<LoggedPurge> find(long sequence) {
    return sequence <= 0
        ? Optional.empty()
        : engine.read(reads -> PurgeRows.above(reads, sequence - 1, sequence, 1)).stream()
            .findFirst();
  }

  /**
   * Whether what an edge applied last is this log's purge of that number, so that what it lacks are
   * the purges after it. It is not, where a log was put back to an older state and has given the
   * number again.
   *
   * @param applied its number, up to {@link #latest}
   * @param atMillis when it was ordered, 0 for unknown
   */
  boolean isKnown(long applied, long atMillis) {
    Newest lowest = floor;
    if (applied < lowest.sequence()) {
      return true; // the edge is told to forget
    }
    if (applied == lowest.sequence() && atMillis == lowest.atMillis()) {
      return true; // also 0 and 0: before the first purge
    }
    return atMillis != 0
        && find(applied).filter(found -> found.purge().atMillis() == atMillis).isPresent();
  }

  /**
   * Sees to it that all further numbers are above one that an edge has applied, which is above all
   * that are known here when this was restored from an old backup. Who has applied less has missed
   * purges of which nothing is known any more, so the floor is raised to there, too.
   *
   * @throws IllegalArgumentException for a number that no log can have given
   */
  public void raise(long applied) {
    if (applied > NUMBER_MAX) {
      throw new IllegalArgumentException(
          "expected a number up to %d, got %d".formatted(NUMBER_MAX, applied));
    }
    if (applied <= latest()) {
      return;
    }
    Newest raised = new Newest(applied, clock.millis());
    engine.write(
        transaction -> {
          if (PurgeRows.newest(transaction).sequence() < applied) {
            PurgeRows.putNewest(transaction, raised);
            PurgeRows.putFloor(transaction, raised);
            transaction.emit(TOPIC, NOTHING);
          }
        });
    refresh();
  }

  /** Forgets what is older, or more, than is kept; to be called now and then. */
  void trim() {
    Newest upTo = engine.read(this::forgettable);
    if (upTo.sequence() > floor()) {
      raiseFloor(upTo); // first, so that nobody is told what comes after a gap
      engine.write(
          transaction -> {
            if (PurgeRows.floor(transaction).sequence() < upTo.sequence()) {
              PurgeRows.deleteUpTo(transaction, upTo.sequence());
              PurgeRows.putFloor(transaction, upTo);
            }
          });
    }
  }

  private Newest forgettable(Reads reads) {
    long latest = PurgeRows.newest(reads).sequence();
    Newest lowest = PurgeRows.floor(reads);
    long upTo = Math.max(lowest.sequence(), latest - limits.most());
    long volume = PurgeRows.upToVolume(reads, limits.bytes());
    upTo = Math.max(upTo, Math.min(volume, latest - limits.least()));
    long youngest = clock.millis() - limits.age().toMillis();
    for (LoggedPurge logged : PurgeRows.above(reads, upTo, latest - limits.least(), PAGE)) {
      if (logged.purge().atMillis() >= youngest) {
        break;
      }
      upTo = logged.sequence();
    }
    if (upTo == lowest.sequence()) {
      return lowest;
    }
    return PurgeRows.above(reads, upTo - 1, upTo, 1).stream()
        .findFirst()
        .map(PurgeLog::given)
        .orElse(new Newest(upTo, 0));
  }

  private synchronized void raiseFloor(Newest to) {
    if (to.sequence() > floor.sequence()) {
      floor = to;
    }
  }
}
