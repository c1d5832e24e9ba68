package dev.skerry.origin.tables;

import dev.skerry.origin.engine.Committed;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Entry;
import dev.skerry.origin.engine.FeedPage;
import dev.skerry.origin.engine.Position;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.Transaction;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The past of tables that are recorded: each item as it was before each commit that changed it.
 *
 * <p>The archive follows what the feed tells of the {@link Past} and puts it into rows, in the
 * order of the items and then of the commits; how far it is, is written by the same transaction. So
 * a table as it was after a commit is what it is now, but for the items that have a version in the
 * archive with a later commit: of these, the first such version.
 *
 * <p>Moments are those at which commits say that they were made, made to go up in the order of
 * commits, and never back behind {@link Progress#through}: up to there it is settled for good which
 * commits were made by when. May be used by any thread and by several processes; blocks.
 */
final class Archive {
  private static final Logger log = LoggerFactory.getLogger(Archive.class);

  private static final int PAGE = 500;

  /** Images of so many octets are archived in one transaction, and one more. */
  private static final int BYTES = 2 << 20;

  /** How much later it is when it is written down that nothing happened, in milliseconds. */
  private static final long QUIET = 1_000;

  /** The same where no table is recorded. */
  private static final long LONG_QUIET = 3_600_000;

  private final Engine engine;
  private final InstantSource clock;
  private final LostPast lost;

  Archive(Engine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
    this.lost = new LostPast(engine, clock);
  }

  /**
   * How far it is.
   *
   * @param position in the feed
   * @param through the moment, in milliseconds since 1970, after which all other commits are
   */
  record Progress(Position position, long through) {
    static Progress of(byte @Nullable [] kept) {
      if (kept == null) {
        return new Progress(Position.START, 0);
      }
      ByteBuffer octets = ByteBuffer.wrap(kept);
      Position position = new Position(new Stamp(octets.getLong()), octets.getInt());
      return new Progress(position, octets.getLong());
    }

    byte[] toBytes() {
      return ByteBuffer.allocate(2 * Long.BYTES + Integer.BYTES)
          .putLong(position.stamp().number())
          .putInt(position.index())
          .putLong(through)
          .array();
    }
  }

  /**
   * Archives all that is committed when this is called.
   *
   * @param closed whether to end before that
   * @return whether it did
   */
  boolean catchUp(BooleanSupplier closed) {
    return catchUp(false, closed);
  }

  /**
   * Archives all that is committed when this is called, and tells the moment through which it is
   * settled what was committed, in milliseconds since 1970: that of the call at least, or where
   * others write faster than it is archived that of a commit since then.
   */
  long settle() {
    catchUp(true, () -> false);
    return Progress.of(engine.get(RowKeys.ARCHIVED)).through();
  }

  private boolean catchUp(boolean settles, BooleanSupplier closed) {
    Stamp later = null; // than all that was committed when this was called
    while (!closed.getAsBoolean()) {
      Step step = step(settles);
      if (step.isLast() || (later != null && position().stamp().compareTo(later) >= 0)) {
        return true;
      }
      later = later == null ? step.commit() : later;
    }
    return false;
  }

  private Position position() {
    return Progress.of(engine.get(RowKeys.ARCHIVED)).position();
  }

  /** Archives some of what there is; true when that was all. */
  boolean step() {
    return step(false).isLast();
  }

  /**
   * What came of a step.
   *
   * @param isLast whether it archived all that there was
   * @param commit of the step itself; null where it wrote nothing, or somebody else was quicker
   */
  private record Step(boolean isLast, @Nullable Stamp commit) {
    static final Step AGAIN = new Step(false, null);
  }

  /**
   * Archives some of what there is.
   *
   * @param settles whether to write down that it is later also where nothing happened just now
   */
  private Step step(boolean settles) {
    long seen = clock.millis();
    byte[] kept = engine.get(RowKeys.ARCHIVED);
    Progress from = Progress.of(kept);
    FeedPage page;
    try {
      page = engine.feed().follow(Past.TOPIC, from.position(), PAGE);
    } catch (EngineException.TooOld e) {
      lost.beginAnew(kept, from);
      return Step.AGAIN;
    }
    if (!page.entries().isEmpty()) {
      Committed<Optional<Progress>> done =
          engine.transact(
              transaction -> Optional.ofNullable(archive(transaction, kept, page, seen)));
      return done.result()
          .map(to -> new Step(page.caughtUp() && to.position().equals(page.next()), done.stamp()))
          .orElse(Step.AGAIN);
    }
    long through = page.caughtUp() ? Math.max(from.through(), seen) : from.through();
    Progress to = new Progress(page.next(), through);
    // The place moves on by itself only so often that it is never too old.
    boolean isFar = page.next().stamp().number() - from.position().stamp().number() > PAGE;
    boolean isLater = isToBeSettled(through - from.through(), settles);
    boolean isDone =
        !(isFar || isLater)
            || engine.transact(transaction -> move(transaction, kept, to)).result()
            || !settles;
    return isDone ? new Step(page.caughtUp(), null) : Step.AGAIN;
  }

  private boolean isToBeSettled(long quietFor, boolean settles) {
    return settles ? quietFor > 0 : quietFor >= LONG_QUIET || (quietFor >= QUIET && isRecording());
  }

  private boolean isRecording() {
    return !engine
        .read(snapshot -> snapshot.scan(Scan.of(Range.prefix(RowKeys.RECORDINGS)).upTo(1)))
        .rows()
        .isEmpty();
  }

  static boolean isAt(Transaction transaction, byte @Nullable [] from) {
    return Arrays.equals(transaction.get(RowKeys.ARCHIVED), from);
  }

  static boolean move(Transaction transaction, byte @Nullable [] from, Progress to) {
    if (!isAt(transaction, from)) {
      return false; // somebody else was quicker
    }
    transaction.put(RowKeys.ARCHIVED, to.toBytes());
    return true;
  }

  /**
   * Archives a page, or its beginning; how far it is then, or null when somebody else was quicker.
   * What cannot be read costs the past of its table, and nothing of the others'.
   */
  private @Nullable Progress archive(
      Transaction transaction, byte @Nullable [] kept, FeedPage page, long seen) {
    if (!isAt(transaction, kept)) {
      return null;
    }
    long time = Progress.of(kept).through() + 1;
    Position done = page.next();
    boolean whole = true;
    int bytes = 0;
    Map<Long, Optional<Recording>> recordings = new HashMap<>();
    for (Entry entry : page.entries()) {
      if (bytes > BYTES) {
        whole = false;
        break;
      }
      time = Math.max(time, entry.committedAt().toEpochMilli());
      done = entry.position();
      Past past = past(entry);
      Recording recording = past == null ? null : recording(transaction, past.table(), recordings);
      if (past == null || recording == null || !recording.isNeeded()) {
        continue;
      }
      bytes += entry.octets().length;
      switch (past) {
        case Past.Version version -> {
          try {
            bytes += PastRows.keep(transaction, version, entry.position());
          } catch (EngineException.Corrupt e) {
            recording = lost.lose(transaction, recording, e);
          }
        }
        case Past.Mark(long table, long copy) -> {
          if (copy == Past.Mark.CONTINUOUS) {
            recording = recording.continuous(recording.days(), time);
            recording.put(transaction);
          } else {
            mark(transaction, recording.account(), copy, entry.position().stamp());
          }
        }
        case Past.Unreadable(long table, EngineException.Corrupt cause) ->
            recording = lost.lose(transaction, recording, cause);
      }
      recordings.put(past.table(), Optional.of(recording));
      if (recording.isContinuous()) {
        PastRows.changed(transaction, past.table(), time, entry.position().stamp());
      }
    }
    boolean complete = whole && page.caughtUp();
    Progress to = new Progress(whole ? page.next() : done, complete ? Math.max(time, seen) : time);
    transaction.put(RowKeys.ARCHIVED, to.toBytes());
    return to;
  }

  /** What an entry tells, or null where not even its table can be read. */
  private static @Nullable Past past(Entry entry) {
    try {
      return Past.of(entry.octets());
    } catch (EngineException.Corrupt e) {
      log.error(
          "an entry of the past at {} is passed over: it names no table", entry.position(), e);
      return null;
    }
  }

  private @Nullable Recording recording(
      Transaction transaction, long table, Map<Long, Optional<Recording>> known) {
    return known
        .computeIfAbsent(table, number -> Optional.ofNullable(lost.recording(transaction, number)))
        .orElse(null);
  }

  private static void mark(Transaction transaction, String account, long copy, Stamp moment) {
    byte[] kept = transaction.get(RowKeys.copy(account, copy));
    if (kept == null) {
      return;
    }
    try {
      CopyJob job = CopyJob.of(account, copy, kept).as(moment);
      transaction.put(job.row(), job.toBytes());
    } catch (EngineException.Corrupt e) {
      log.error("copy {} of account {} cannot be made", copy, account, e);
    }
  }
}
