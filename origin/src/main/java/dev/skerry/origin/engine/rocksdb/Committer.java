package dev.skerry.origin.engine.rocksdb;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Outcome;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.driver.GroupCommit;
import dev.skerry.origin.engine.driver.Pending;
import dev.skerry.origin.engine.driver.Recent;
import dev.skerry.origin.engine.driver.Watches;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * Commits what waits, a group at a time: checks each transaction in the order in which they came,
 * also against those before it in the group, gives stamps to those that pass, writes them in one
 * synced batch, and only then tells anybody. While one group is synced the next one gathers.
 *
 * <p>One thread.
 */
final class Committer implements GroupCommit {
  private static final long MINUTE_MILLIS = Duration.ofMinutes(1).toMillis();

  private final Storage storage;
  private final RocksSettings settings;
  private final Watches watches;
  private final Disk disk;

  private @Nullable Opened known;
  private Recent recent = new Recent(0, 0);
  private long newest;
  private long minute;

  Committer(Storage storage, Watches watches, Disk disk) {
    this.storage = storage;
    this.settings = storage.settings();
    this.watches = watches;
    this.disk = disk;
  }

  /** Decides all of these that nobody has taken back. */
  @Override
  public void commit(List<Pending> waiting) {
    List<Pending> taken = new ArrayList<>(waiting);
    taken.removeIf(pending -> !pending.take());
    Opened opened;
    try {
      opened = storage.opened();
      know(opened);
    } catch (EngineException e) {
      taken.forEach(pending -> pending.failed(e));
      return;
    }
    Group group;
    try {
      group = new Group(opened.store(), settings.clock().millis());
    } catch (RuntimeException | Error e) {
      taken.forEach(pending -> pending.failed(nothingWritten(e)));
      return;
    }
    try (group) {
      write(opened, group, taken);
    }
  }

  private static EngineException nothingWritten(Throwable cause) {
    return new EngineException.Unavailable(
        "the storage failed, and nothing was written: " + cause, cause);
  }

  /** Begins with nothing known of the past when the storage has been opened anew. */
  private void know(Opened opened) {
    if (known != opened) {
      newest = opened.views().newest().number();
      recent = new Recent(settings.memory().recentBytes(), newest);
      Row last = opened.newest(LogKeys.MINUTES);
      minute = last == null ? 0 : LogKeys.number(last.key());
      known = opened;
    }
  }

  private void write(Opened opened, Group group, List<Pending> taken) {
    long before = newest;
    try {
      recent.forget(opened.views().oldest().number());
      long free = opened.store().freeBytes();
      for (Pending pending : taken) {
        admit(group, pending, free);
      }
      if (group.members().isEmpty()) {
        return;
      }
      seal(opened, group, before);
      disk.write(opened.store(), group.batch());
      opened.views().advance(new Stamp(newest));
    } catch (RocksDBException | IOException | RuntimeException | Error e) {
      settle(opened, taken, e);
      return;
    }
    group.members().forEach(Pending::committed);
    watches.tell(group.topics());
  }

  /** Puts a transaction into the group, or tells why not. */
  private void admit(Group group, Pending pending, long free) throws RocksDBException {
    EngineException refusal = refusal(pending, free);
    if (refusal != null) {
      pending.failed(refusal);
      return;
    }
    newest++;
    recent.add(newest, pending.writes());
    group.add(pending, newest);
  }

  private @Nullable EngineException refusal(Pending pending, long free) {
    try {
      pending.age().check();
    } catch (EngineException.TooOld e) {
      return e;
    }
    long kept = settings.keeping().freeBytes();
    if (free < kept / 2 || (free < kept && pending.writes().adds())) {
      return new EngineException.Unavailable(
          "the disk is full: " + free + " bytes are free, expected " + kept + " to be left");
    }
    String conflict = recent.conflict(pending.token().began().number(), pending.reads());
    return conflict == null ? null : new EngineException.Conflict(conflict);
  }

  /** Ends with what is never zeros, see {@link TornLog}. */
  private void seal(Opened opened, Group group, long before) throws RocksDBException {
    long now = settings.clock().millis() / MINUTE_MILLIS;
    if (now > minute) {
      minute = now;
      byte[] stamp = ByteBuffer.allocate(Long.BYTES).putLong(before).array();
      group.batch().put(opened.store().log(), LogKeys.minute(now), stamp);
    }
    group.seal(newest);
  }

  /** Finds out from what is on disk what became of a group whose write failed. */
  private void settle(Opened opened, List<Pending> taken, Throwable cause) {
    storage.fail(opened, cause);
    Opened again = storage.reopen();
    for (Pending pending : taken) {
      settle(again, pending, cause);
    }
  }

  private static void settle(@Nullable Opened again, Pending pending, Throwable cause) {
    if (pending.isDecided()) {
      return;
    }
    try {
      if (again != null) {
        if (again.outcome(pending.token()) instanceof Outcome.Committed(Stamp stamp)) {
          pending.stamped(stamp.number());
          pending.committed();
        } else {
          pending.failed(nothingWritten(cause));
        }
        return;
      }
    } catch (EngineException e) {
      cause.addSuppressed(e);
    }
    pending.failed(
        new EngineException.CommitUnknown(
            pending.token(), "the storage failed while it was written: " + cause, cause));
  }
}
