package dev.skerry.cli;

import dev.skerry.control.engine.Checkpoints;
import dev.skerry.control.engine.EngineChoice;
import dev.skerry.control.engine.EnginePlace;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.dump.Dump;
import dev.skerry.origin.engine.dump.Progress;
import dev.skerry.origin.engine.dump.Report;
import dev.skerry.origin.engine.postgres.PostgresEngine;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.tables.Tables;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The engine of a data folder as of one moment, whoever uses it meanwhile: a database's by a
 * snapshot, a running node's by a checkpoint that it makes, and the folder's own where no node
 * runs, which is locked until this is closed.
 */
final class StandingEngine implements AutoCloseable {
  /** For so long a database keeps what is replaced while it is read. */
  private static final Duration SNAPSHOT_AGE = Duration.ofHours(24);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Engine engine;

  private StandingEngine(Path data, AdminOptions admin) throws IOException {
    try {
      engine = place(data, admin).open();
      open.push(engine);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private EnginePlace place(Path data, AdminOptions admin) throws IOException {
    EnginePlace place = EngineChoice.of(data, null);
    if (!(place instanceof EnginePlace.Embedded embedded)) {
      return place;
    }
    if (!embedded.exists()) {
      throw new Failure(ExitCodes.PROBLEM, data + " has no tables and no accounts yet");
    }
    DataFolder folder = DataFolder.tryOpen(data);
    if (folder == null) {
      return checkpoint(data, admin);
    }
    open.push(folder);
    return place;
  }

  /** Opens it. */
  static StandingEngine open(AdminOptions admin) throws IOException {
    Path data = admin.data;
    if (!Files.isDirectory(data)) {
      throw new Failure(ExitCodes.PROBLEM, "there is no data folder " + data + " (--data DIR)");
    }
    return new StandingEngine(data, admin);
  }

  private EnginePlace checkpoint(Path data, AdminOptions admin) throws IOException {
    Checkpoints right = Checkpoints.tryOpen(data);
    if (right == null) {
      throw new Failure(
          ExitCodes.PROBLEM, "another backup or check of " + data + " is under way: wait for it");
    }
    open.push(right);
    var _ = admin.client().post("/v1/checkpoint", JsonNodeFactory.instance.objectNode());
    return new EnginePlace.Embedded(right.folder());
  }

  /**
   * Writes all rows. What the feed alone has does not go with them, so counts are added up before;
   * where nodes use a database meanwhile they may lack what was written during the last moment.
   */
  Report dump(OutputStream out, Progress progress) throws IOException {
    Tables.addUpCounts(engine);
    return write(out, progress);
  }

  private Report write(OutputStream out, Progress progress) throws IOException {
    return engine instanceof PostgresEngine database
        ? Dump.write(database.snapshot(SNAPSHOT_AGE), out, progress)
        : Dump.write(engine, out, progress);
  }

  /** Reads all rows, and the files that have them. */
  Report verify(Progress progress) throws IOException {
    if (engine instanceof RocksEngine embedded) {
      embedded.verify();
    }
    return write(OutputStream.nullOutputStream(), progress);
  }

  @Override
  public void close() throws IOException {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (IOException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
  }
}
