package dev.skerry.origin.engine.dump;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Consumer;

/**
 * All rows of an engine, out of it and into another, whichever they are.
 *
 * <p>Rows are those of one moment. An engine is dumped while nobody writes to it, or from something
 * that stands still: a checkpoint opened as an engine of its own, a snapshot that lives long
 * enough. Throws {@link dev.skerry.origin.engine.EngineException}s, and what a stream throws;
 * blocks.
 */
public final class Dump {
  private Dump() {}

  /**
   * Writes the rows of an engine to which nobody writes meanwhile; within the age of a snapshot
   * somebody may.
   *
   * @param to the caller's to close; better buffered
   * @throws dev.skerry.origin.engine.EngineException.Conflict when somebody did for longer
   */
  public static Report write(Engine from, OutputStream to, Progress progress) throws IOException {
    try (EngineRows rows = new EngineRows(from)) {
      return write(rows, to, progress);
    }
  }

  /**
   * Writes the rows of a snapshot, and closes it.
   *
   * @throws dev.skerry.origin.engine.EngineException.TooOld when it does not live so long
   */
  public static Report write(Snapshot from, OutputStream to, Progress progress) throws IOException {
    try (EngineRows rows = new EngineRows(from)) {
      return write(rows, to, progress);
    }
  }

  private static Report write(RowSource rows, OutputStream to, Progress progress)
      throws IOException {
    DumpWriter writer = new DumpWriter(to, rows.stamp());
    Report done = Report.of(rows.stamp());
    for (Row row = rows.next(); row != null; row = rows.next()) {
      done = done.and(row);
      if (writer.add(row)) {
        progress.at(done);
      }
    }
    writer.end(done);
    return done;
  }

  /**
   * Puts the rows of a dump into an engine that has none, or a first part of the same, of which
   * nobody else knows yet. When it returns all of them are there, and the engine's stamps go on
   * after the dump's; broken off before, it can be begun again.
   *
   * @param from the caller's to close; better buffered
   * @throws dev.skerry.origin.engine.EngineException.Corrupt when the dump is damaged or has no
   *     end; what came before the damage is in the engine
   * @throws dev.skerry.origin.engine.EngineException.Unsupported when the engine has other rows, or
   *     it is no dump
   */
  public static Report read(InputStream from, Engine into, Progress progress) throws IOException {
    try (DumpReader rows = new DumpReader(from)) {
      return new Filling(rows, into, progress).run();
    }
  }

  /** Puts the rows of an engine to which nobody writes into another; otherwise as {@link #read}. */
  public static Report copy(Engine from, Engine into, Progress progress) throws IOException {
    try (EngineRows rows = new EngineRows(from)) {
      return new Filling(rows, into, progress).run();
    }
  }

  /** Reads a dump to its end and puts it nowhere: whether it is whole. */
  public static Report verify(InputStream from, Progress progress) throws IOException {
    return verify(from, row -> {}, progress);
  }

  /** The same, and shows each row; what that throws ends it. */
  public static Report verify(InputStream from, Consumer<Row> look, Progress progress)
      throws IOException {
    try (DumpReader rows = new DumpReader(from)) {
      Report done = Report.of(rows.stamp());
      for (Row row = rows.next(); row != null; row = rows.next()) {
        look.accept(row);
        done = done.and(row);
        if (done.rows() % 10_000 == 0) {
          progress.at(done);
        }
      }
      return done;
    }
  }
}
