package dev.skerry.origin.tables;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Position;
import dev.skerry.origin.engine.Transaction;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of tables whose past is lost, because it cannot be read or was not followed in time:
 * their continuous backups begin anew, and the copies and exports of them that were being made are
 * given up.
 */
final class LostPast {
  private static final Logger log = LoggerFactory.getLogger(LostPast.class);

  private final Engine engine;
  private final InstantSource clock;

  LostPast(Engine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /** What is recorded of a table, or null; where that cannot be read, nothing is any more. */
  @Nullable Recording recording(Transaction transaction, long table) {
    try {
      return Recording.find(transaction, table);
    } catch (EngineException.Corrupt e) {
      log.error(
          "it cannot be read what is recorded of table {}: its continuous backups end, and copies"
              + " of it are given up",
          table,
          e);
      transaction.delete(RowKeys.recording(table));
      giveUpCopies(transaction, Copying.all(transaction), table);
      giveUpExports(transaction, Exports.ROWS.running(transaction), table);
      return null;
    }
  }

  /**
   * Goes on from the oldest that the feed still has: nobody followed it for so long that some of
   * the past is lost. Continuous backups begin anew, and copies and exports of tables are given up;
   * those of backups need no past. Nothing is done where somebody else has done it: what was begun
   * since then lacks nothing.
   */
  void beginAnew(byte @Nullable [] kept, Archive.Progress from) {
    List<Recording> recordings = engine.<List<Recording>, RuntimeException>read(Recording::all);
    if (!recordings.isEmpty()) {
      log.warn(
          "changes of tables were not archived for so long that some are lost: continuous backups"
              + " begin anew, and the copies and exports of tables that were being made are given"
              + " up");
    }
    Position oldest = engine.feed().oldest();
    List<CopyJob> copies = engine.<List<CopyJob>, RuntimeException>read(Copying::all);
    for (CopyJob copy : copies) {
      if (copy.source() instanceof CopyJob.OfTable) {
        engine.write(
            transaction -> {
              if (Archive.isAt(transaction, kept)) {
                Copying.giveUp(transaction, copy, clock.instant());
              }
            });
      }
    }
    for (Export export : engine.<List<Export>, RuntimeException>read(Exports.ROWS::running)) {
      engine.write(
          transaction -> {
            if (Archive.isAt(transaction, kept)) {
              Exports.lose(transaction, export, clock.instant());
            }
          });
    }
    for (Recording recording : recordings) {
      engine.write(
          transaction -> {
            if (Archive.isAt(transaction, kept)) {
              beginAnew(transaction, recording);
            }
          });
    }
    engine.write(
        transaction ->
            Archive.move(transaction, kept, new Archive.Progress(oldest, from.through())));
  }

  /** Lets continuous backups of one table begin anew, and gives up the copies of it. */
  Recording lose(Transaction transaction, Recording recording, EngineException.Corrupt cause) {
    log.error("the past of table {} is lost up to here", recording.table(), cause);
    List<CopyJob> copies = Copying.of(transaction, recording.account());
    giveUpCopies(transaction, copies, recording.table());
    giveUpExports(
        transaction, Exports.ROWS.running(transaction, recording.account()), recording.table());
    beginAnew(transaction, recording);
    Recording left = Recording.find(transaction, recording.table());
    return left == null ? recording : left;
  }

  private void giveUpCopies(Transaction transaction, List<CopyJob> copies, long table) {
    for (CopyJob copy : copies) {
      if (copy.from() == table && copy.source() instanceof CopyJob.OfTable) {
        Copying.giveUp(transaction, copy, clock.instant());
      }
    }
  }

  private void giveUpExports(Transaction transaction, List<Export> exports, long table) {
    for (Export export : exports) {
      if (export.table().number() == table) {
        Exports.lose(transaction, export, clock.instant());
      }
    }
  }

  private static void beginAnew(Transaction transaction, Recording seen) {
    Recording recording = Recording.find(transaction, seen.table());
    if (recording != null && recording.isContinuous()) {
      recording.continuous(recording.days(), 0).put(transaction);
      Past.mark(transaction, recording.table(), Past.Mark.CONTINUOUS);
    }
  }
}
