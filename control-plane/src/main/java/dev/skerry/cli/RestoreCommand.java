package dev.skerry.cli;

import dev.skerry.control.engine.Backup;
import dev.skerry.control.engine.EngineChoice;
import dev.skerry.control.engine.EnginePlace;
import dev.skerry.control.engine.Restoration;
import dev.skerry.control.fleet.ControlPlaneName;
import dev.skerry.origin.access.account.PrivateFileException;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.dump.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code skerry restore}: makes a data folder of a backup. */
@Command(
    name = "restore",
    header = "Make a data folder of a backup.",
    description = {
      "Reads the backup to its end first: of a damaged one nothing is restored. The data folder"
          + " must",
      "have no data; a node that runs with it afterwards has the tables and accounts of the"
          + " backup.",
      "Broken off, the same command goes on. credentials is written anew when the node starts."
    },
    footer = {
      "Exit codes: 0 it is restored; 1 it is not, or not wholly, and no node starts with a part of"
          + " it;",
      "            2 wrong command line.",
      "",
      "Examples:",
      "  skerry restore /backups/skerry-1 --data /var/lib/restored --master-key /safe/master-key",
      "  skerry restore /backups/skerry-1 --data /var/lib/restored       (made --with-master-key)",
      "  skerry run --api --data /var/lib/restored"
    })
final class RestoreCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FOLDER", description = "The backup.")
  Path folder = Path.of("");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data folder to fill. Default: ./skerry-data")
  Path data = Path.of("skerry-data");

  @Option(
      names = "--master-key",
      paramLabel = "FILE",
      description = "The master-key of the node. Default: the one in the backup")
  @Nullable Path masterKey;

  @Option(
      names = "--engine",
      paramLabel = "URL",
      description = {
        "An empty database to restore into: postgresql://USER@HOST/DATABASE.",
        "Default: in the data folder"
      })
  EnginePlace.@Nullable Database engine;

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine command = Skerry.required(spec).commandLine();
    Backup backup = NamedBackup.in(folder);
    ProgressLines lines = new ProgressLines(command.getErr(), System::nanoTime);
    Path key = key(backup);
    try (DataFolder locked = DataFolder.open(data)) {
      EnginePlace place = engine == null ? EngineChoice.embedded(locked.path()) : engine;
      Report done =
          new Restoration(backup, key, locked.path(), place)
              .run(lines.of("checked"), lines.of("restored"), ControlPlaneName::forget);
      PrintWriter out = command.getOut();
      out.printf("restored %s into %s%n", ProgressLines.text(done), place);
      out.println("now: skerry run --api --data " + data);
      out.flush();
      return ExitCodes.OK;
    } catch (IOException e) {
      throw Failure.of(e);
    } catch (EngineException.Corrupt e) {
      throw new Failure(
          ExitCodes.PROBLEM,
          "cannot restore %s: %s. What is damaged is not trusted: use another backup"
              .formatted(folder, e.getMessage()));
    } catch (EngineException e) {
      throw Failure.of(e);
    } catch (PrivateFileException e) {
      throw Failure.of(e);
    }
  }

  private Path key(Backup backup) {
    Path key = masterKey == null ? backup.masterKey() : masterKey;
    if (key == null || Files.notExists(key)) {
      throw new Failure(
          ExitCodes.PROBLEM,
          key == null
              ? folder + " has no master-key. Name the node's, or your copy: --master-key FILE"
              : "there is no " + key + " (--master-key FILE)");
    }
    return key;
  }
}
