package dev.skerry.cli;

import dev.skerry.origin.access.account.PrivateFileException;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.dump.Progress;
import dev.skerry.origin.engine.dump.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code skerry engine verify}: reads all rows of an engine or of a backup. */
@Command(
    name = "verify",
    header = "Read all that is in an engine or a backup: is it whole?",
    description = {
      "Compares every file of a data folder's engine, or every block of a backup, with its"
          + " checksums,",
      "and reads all rows. A running node goes on meanwhile: what it is asked for is a checkpoint,"
          + " and",
      "what a database is asked for is a snapshot."
    },
    footer = {
      "Exit codes: 0 it is whole; 1 it is damaged or cannot be read; 2 wrong command line;",
      "            69 the node does not answer.",
      "",
      "Examples:",
      "  skerry engine verify",
      "  skerry engine verify --data /var/lib/skerry",
      "  skerry engine verify /backups/skerry-1"
    })
final class EngineVerifyCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "BACKUP",
      description = "The folder of a backup. Default: the engine of the data folder")
  @Nullable Path folder;

  @Mixin AdminOptions admin = new AdminOptions();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine command = Skerry.required(spec).commandLine();
    Progress progress = new ProgressLines(command.getErr(), System::nanoTime).of("read");
    try {
      Report done = folder == null ? engine(progress) : backup(folder, progress);
      PrintWriter out = command.getOut();
      out.printf("whole: %s, as of commit %s%n", ProgressLines.text(done), done.stamp());
      out.flush();
      return ExitCodes.OK;
    } catch (IOException e) {
      throw Failure.of(e);
    } catch (EngineException e) {
      throw Failure.of(e);
    } catch (PrivateFileException e) {
      throw Failure.of(e);
    }
  }

  private Report engine(Progress progress) throws IOException {
    try (StandingEngine engine = StandingEngine.open(admin)) {
      return engine.verify(progress);
    } catch (EngineException.Corrupt e) {
      throw new Failure(
          ExitCodes.PROBLEM,
          "the engine of %s is damaged: %s. Restore a backup into another folder: skerry restore"
              .formatted(admin.data, e.getMessage()));
    }
  }

  private static Report backup(Path folder, Progress progress) throws IOException {
    try {
      return NamedBackup.in(folder).verify(progress);
    } catch (EngineException.Corrupt e) {
      throw new Failure(
          ExitCodes.PROBLEM,
          "the backup %s is damaged: %s. Use another one".formatted(folder, e.getMessage()));
    }
  }
}
