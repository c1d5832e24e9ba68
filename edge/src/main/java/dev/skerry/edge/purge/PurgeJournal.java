package dev.skerry.edge.purge;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The purges of an edge on disk, so that they hold for stored responses that outlive the process:
 * every purge is appended and synced before it is acknowledged. When it has grown much it is
 * written anew with what is still remembered.
 *
 * <p>An entry is a purge, or, with eight bytes only, a number above which the next purge must be,
 * or, with a number below 0 first, a {@link Position}: that of the purges before it. The end of an
 * append that was torn was never acknowledged and does not count. If the journal is damaged
 * otherwise, it is not known what was purged: then everything was.
 *
 * <p>Two locks, so that who purges on an event loop never waits for a disk: under the table's it is
 * noted what is to be written ({@link #append}, {@link #due}), under the journal's own it is
 * written. Who has the own one may take the table's, never the other way round.
 */
final class PurgeJournal {
  private static final long SMALL = 1 << 20;
  private static final int GROWTH = 4;

  private final Path file;

  // under the table's lock

  private final UnwrittenPurges unwritten = new UnwrittenPurges();

  /** Where the followed numbering stands with what was appended. */
  private @Nullable Position position;

  // under the journal's own lock

  private final Object fileLock = new Object();
  private @Nullable JournalFile journal;
  private long compactBytes;
  private long synced;

  /** Whether a write has failed, so that the file may lack some of what was appended. */
  private boolean failed;

  PurgeJournal(Path file) {
    this.file = file;
  }

  /**
   * What was purged by those who had the file before.
   *
   * @param purges from the first to the last
   * @param latest no purge had a higher number
   * @param damaged whether there were purges of which nothing is known
   * @param position where the numbering that is followed stands, null for nowhere
   */
  record Restored(List<Purge> purges, long latest, boolean damaged, @Nullable Position position) {}

  Restored restore() throws IOException {
    if (!Files.exists(file)) {
      return new Restored(List.of(), 0, false, null);
    }
    JournalFile.Found found = JournalFile.read(file);
    List<Purge> purges = new ArrayList<>();
    long latest = 0;
    boolean damaged = found.damaged();
    for (byte[] entry : found.entries()) {
      if (entry.length == Long.BYTES) {
        latest = Math.max(latest, ByteBuffer.wrap(entry).getLong());
      } else {
        try {
          if (Position.isIn(entry)) {
            position = Position.read(entry);
            continue;
          }
          Purge purge = PurgeCodec.read(entry);
          purges.add(purge);
          latest = Math.max(latest, purge.sequence());
        } catch (IOException e) {
          damaged = true;
        }
      }
    }
    if (damaged) {
      position = null;
    }
    return new Restored(purges, latest, damaged, position);
  }

  /** Has a position be written with the next {@link #rewrite}. Under the table's lock. */
  void startAt(Position start) {
    position = start;
  }

  /**
   * Notes a purge that is remembered already, to be written by the next {@link #sync}. Under the
   * table's lock.
   *
   * @param follows where the followed numbering stands with it; null if it is not of that
   */
  void append(Purge purge, @Nullable Position follows) {
    if (follows != null) {
      position = follows;
    }
    unwritten.add(purge, follows);
  }

  /**
   * Notes what a request has changed, as {@link #append}.
   *
   * @return whether the caller is to have {@link #sync} called: nobody was told so yet
   */
  boolean appendChanged(Purge purge) {
    return unwritten.addChanged(purge);
  }

  /**
   * What is to be written.
   *
   * @param entries what the file lacks
   * @param all null, or what the file is to consist of, besides the number and the position
   * @param upTo the number of the newest purge among them
   * @param position where the followed numbering stands with them
   */
  record Due(
      List<byte[]> entries, @Nullable List<Purge> all, long upTo, @Nullable Position position) {}

  /** Tells what is to be written: {@link #due}, under the table's lock. */
  interface Table {
    /** What is to be written, all of it if that is wanted. */
    Due due(boolean all);
  }

  /** Takes what is to be written. Under the table's lock. */
  Due due(boolean all, Supplier<List<Purge>> remembered, long latest) {
    boolean whole = all || unwritten.isOverfull();
    return new Due(unwritten.take(), whole ? remembered.get() : null, latest, position);
  }

  /** Writes the file anew, synced. */
  void rewrite(Table table) throws IOException {
    synchronized (fileLock) {
      write(table, true);
    }
  }

  /**
   * Returns when the purge with that number, and all before, will be there after a restart.
   *
   * @throws IOException if that cannot be; the next call tries to make good for it
   */
  void sync(long sequence, Table table) throws IOException {
    synchronized (fileLock) {
      if (synced >= sequence && !failed) {
        return;
      }
      JournalFile now = journal;
      if (now == null) {
        throw new IOException(file + " is closed");
      }
      write(table, failed || now.bytes() > Math.max(SMALL, GROWTH * compactBytes));
    }
  }

  private void write(Table table, boolean anew) throws IOException {
    Due due = table.due(anew);
    try {
      if (due.all() != null) {
        replace(due, due.all());
      } else if (journal != null) {
        journal.append(due.entries());
        journal.sync();
      }
    } catch (IOException e) {
      failed = true;
      throw new IOException(file + " cannot be written: " + e.getMessage(), e);
    }
    failed = false;
    synced = due.upTo();
  }

  private void replace(Due due, List<Purge> remembered) throws IOException {
    List<byte[]> entries = new ArrayList<>(remembered.size() + 2);
    entries.add(ByteBuffer.allocate(Long.BYTES).putLong(due.upTo()).array());
    for (Purge purge : remembered) {
      entries.add(PurgeCodec.write(purge));
    }
    if (due.position() != null) {
      entries.add(due.position().write());
    }
    JournalFile fresh = JournalFile.replace(file, entries);
    JournalFile old = journal;
    journal = fresh;
    compactBytes = fresh.bytes();
    if (old != null) {
      old.close();
    }
  }

  /** Closes the file; what is not {@linkplain #sync synced} is not written. */
  void close() throws IOException {
    synchronized (fileLock) {
      if (journal != null) {
        journal.close();
        journal = null;
      }
    }
  }
}
