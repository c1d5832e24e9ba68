package dev.skerry.edge.purge;

import java.io.Closeable;
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
 * every purge is appended, and synced before it is acknowledged. When it has grown much it is
 * written anew with what is still remembered.
 *
 * <p>An entry is a purge, or, with eight bytes only, a number above which the next purge must be,
 * or, with a number below 0 first, a {@link Position}: that of the purges before it. The end of an
 * append that was torn was never acknowledged and does not count. If the journal is damaged
 * otherwise, it is not known what was purged: then everything was.
 */
final class PurgeJournal implements Closeable {
  private static final long SMALL = 1 << 20;
  private static final int GROWTH = 4;

  private final Path file;
  private final Object syncLock = new Object();
  private @Nullable JournalFile journal;

  /** Where the followed numbering stands with what was appended; under the table's lock. */
  private @Nullable Position position;

  private long compactBytes;
  private volatile long appended;
  private long synced;
  private volatile @Nullable IOException failure;

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

  /** Writes the file anew, synced. Under the table's lock. */
  void rewrite(List<Purge> remembered, long latest) throws IOException {
    List<byte[]> entries = new ArrayList<>(remembered.size() + 1);
    entries.add(ByteBuffer.allocate(Long.BYTES).putLong(latest).array());
    for (Purge purge : remembered) {
      entries.add(PurgeCodec.write(purge));
    }
    if (position != null) {
      entries.add(position.write());
    }
    JournalFile fresh = JournalFile.replace(file, entries);
    JournalFile old;
    synchronized (syncLock) {
      old = journal;
      journal = fresh;
      compactBytes = fresh.bytes();
      synced = appended;
      failure = null;
    }
    if (old != null) {
      old.close();
    }
  }

  /**
   * Appends a purge that is remembered already; {@link #sync} tells whether that went well. Under
   * the table's lock.
   *
   * @param follows where the followed numbering stands with it; null if it is not of that
   */
  void append(Purge purge, @Nullable Position follows, Supplier<List<Purge>> remembered) {
    if (follows != null) {
      position = follows;
    }
    try {
      JournalFile now = journal;
      appended = purge.sequence();
      if (now == null || failure != null || now.bytes() > Math.max(SMALL, GROWTH * compactBytes)) {
        rewrite(remembered.get(), purge.sequence());
      } else {
        byte[] entry = PurgeCodec.write(purge);
        // After the purge: where the end is torn off, the purge is told once more and not missed.
        now.append(follows == null ? List.of(entry) : List.of(entry, follows.write()));
      }
    } catch (IOException e) {
      failure = e;
    }
  }

  /**
   * Returns when the purge with that number, and all before, will be there after a restart.
   *
   * @throws IOException if that cannot be; the next purge tries to make good for it
   */
  void sync(long sequence) throws IOException {
    synchronized (syncLock) {
      IOException failed = failure;
      if (failed != null) {
        throw new IOException(file + " cannot be written: " + failed.getMessage(), failed);
      }
      JournalFile now = journal;
      if (synced >= sequence || now == null) {
        return;
      }
      long upTo = appended;
      try {
        now.sync();
      } catch (IOException e) {
        failure = e;
        throw e;
      }
      synced = upTo;
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (syncLock) {
      if (journal != null) {
        journal.close();
        journal = null;
      }
    }
  }
}
