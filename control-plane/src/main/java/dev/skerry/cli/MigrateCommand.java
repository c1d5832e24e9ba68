package dev.skerry.cli;

import dev.skerry.control.engine.EnginePlace;
import dev.skerry.control.engine.NewEngine;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.dump.Dump;
import dev.skerry.origin.engine.dump.Report;
import dev.skerry.origin.tables.Tables;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code skerry migrate}: copies all rows of one engine into another. */
@Command(
    name = "migrate",
    header = "Copy all that is in one engine into another.",
    description = {
      "Nobody may write meanwhile: stop the nodes first. The engine that is copied stays as it is.",
      "The other must be empty, or have a part of the same rows: broken off, the same command goes",
      "on after the last row that is there. Records of streams are not copied, so continuous",
      "backups of tables begin anew in the other, and backups that are being made are given up."
    },
    footer = {
      "An engine is rocksdb:FOLDER, where FOLDER is 'engine' in a data folder, or",
      "postgresql://USER@HOST[:PORT]/DATABASE[?PARAMETERS], see docs/engine.md.",
      "",
      "Exit codes: 0 all is copied; 1 it is not, or not wholly; 2 wrong command line.",
      "",
      "Examples:",
      "  skerry migrate --from rocksdb:skerry-data/engine --to postgresql://skerry@db1/skerry",
      "  mv skerry-data/engine skerry-data/engine.migrated",
      "  skerry run --api --engine postgresql://skerry@db1/skerry"
    })
final class MigrateCommand implements Callable<Integer> {
  @Option(
      names = "--from",
      paramLabel = "ENGINE",
      required = true,
      description = "Required. The engine that is copied.")
  @Nullable EnginePlace from;

  @Option(
      names = "--to",
      paramLabel = "ENGINE",
      required = true,
      description = "Required. The engine that is filled; a FOLDER must not exist.")
  @Nullable EnginePlace to;

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine command = Skerry.required(spec).commandLine();
    EnginePlace source = from;
    EnginePlace target = to;
    if (source == null || target == null || source.equals(target)) {
      throw new ParameterException(command, "expected --from and --to that are two engines");
    }
    if (source instanceof EnginePlace.Embedded embedded && !embedded.exists()) {
      throw new Failure(ExitCodes.PROBLEM, "there is no engine in " + embedded.folder());
    }
    ProgressLines lines = new ProgressLines(command.getErr(), System::nanoTime);
    try (Engine engine = source.open()) {
      Tables.addUpCounts(engine);
      Report done =
          NewEngine.fill(
              target, (into, progress) -> Dump.copy(engine, into, progress), lines.of("copied"));
      PrintWriter out = command.getOut();
      out.printf("copied %s from %s into %s%n", ProgressLines.text(done), source, target);
      out.flush();
      return ExitCodes.OK;
    } catch (IOException e) {
      throw Failure.of(e);
    } catch (EngineException e) {
      throw Failure.of(e);
    }
  }
}
