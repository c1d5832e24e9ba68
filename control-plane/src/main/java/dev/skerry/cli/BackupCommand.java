package dev.skerry.cli;

import dev.skerry.control.engine.Backup;
import dev.skerry.origin.access.account.PrivateFileException;
import dev.skerry.origin.engine.EngineException;
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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code skerry backup}: writes all that an origin keeps into a new folder. */
@Command(
    name = "backup",
    header = "Write all tables and accounts, as of one moment, into a new folder.",
    description = {
      "Of a running node (which must run with --api) by a checkpoint that it makes while writes go",
      "on, of a stopped one from its data folder, of one whose engine is a database by a snapshot"
          + " of",
      "that. Run it on the node's machine, as its user. FOLDER is there only when it is whole.",
      "",
      "In it:      every table with its items and indexes, every account with its sealed keys.",
      "Not in it:  the records of streams, so continuous backups of tables begin anew where it is",
      "            restored; the configuration file, certificates, logs, the cache and the admin",
      "            token; master-key, without which the access keys cannot be used, unless",
      "            --with-master-key. Keep that apart: who has both has every secret access key."
    },
    footer = {
      "Exit codes: 0 it is written; 1 it is not, and nothing is left of it; 2 wrong command line;",
      "            69 the node does not answer.",
      "",
      "Examples:",
      "  skerry backup /backups/skerry-1",
      "  skerry backup /backups/skerry-1 --data /var/lib/skerry --with-master-key",
      "  skerry engine verify /backups/skerry-1        (is it whole?)",
      "  skerry restore /backups/skerry-1 --data /var/lib/restored"
    })
final class BackupCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FOLDER", description = "The folder to make; it must not exist.")
  Path folder = Path.of("");

  @Option(
      names = "--with-master-key",
      description = "Put a copy of the data folder's master-key into the backup.")
  boolean withMasterKey;

  @Mixin AdminOptions admin = new AdminOptions();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine command = Skerry.required(spec).commandLine();
    Backup backup = new Backup(folder);
    if (backup.exists()) {
      throw new Failure(
          ExitCodes.PROBLEM, folder + " exists, and nothing is overwritten. Choose another name");
    }
    Path key = admin.data.resolve("master-key");
    ProgressLines lines = new ProgressLines(command.getErr(), System::nanoTime);
    try (StandingEngine engine = StandingEngine.open(admin)) {
      Report done = backup.make(engine::dump, withMasterKey ? key : null, lines.of("written"));
      tell(command.getOut(), done, key);
      return ExitCodes.OK;
    } catch (IOException e) {
      throw Failure.of(e);
    } catch (EngineException e) {
      throw Failure.of(e);
    } catch (PrivateFileException e) {
      throw Failure.of(e);
    }
  }

  private void tell(PrintWriter out, Report done, Path key) {
    out.printf("backup %s: %s, as of commit %s%n", folder, ProgressLines.text(done), done.stamp());
    out.println(
        withMasterKey
            ? "master-key is in it: keep it where nobody else reads it"
            : "not in it: %s, without which its access keys cannot be used; keep a copy elsewhere"
                .formatted(key));
    out.flush();
  }
}
