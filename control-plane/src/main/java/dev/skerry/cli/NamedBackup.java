package dev.skerry.cli;

import dev.skerry.control.engine.Backup;
import dev.skerry.control.engine.EngineChoice;
import java.nio.file.Files;
import java.nio.file.Path;

/** The backup that a command line names; says of what is none what it is instead. */
final class NamedBackup {
  private NamedBackup() {}

  /** The backup in a folder. */
  static Backup in(Path folder) {
    Backup backup = new Backup(folder);
    if (!backup.isBackup()) {
      throw new Failure(ExitCodes.PROBLEM, why(folder));
    }
    return backup;
  }

  private static String why(Path folder) {
    if (Files.notExists(folder)) {
      Path unfinished = folder.resolveSibling(folder.getFileName() + ".unfinished");
      return Files.exists(unfinished)
          ? "there is no %s, only %s of a backup that did not end. Make it anew: skerry backup %s"
              .formatted(folder, unfinished, folder)
          : "there is no %s. Name the folder of a backup, as skerry backup makes it"
              .formatted(folder);
    }
    if (EngineChoice.isMade(folder)) {
      return "%s is a data folder and no backup. Name a backup, or for the data folder itself: skerry engine verify --data %s"
          .formatted(folder, folder);
    }
    return "%s is no backup: there is no engine.dump in it. Name the folder that skerry backup made"
        .formatted(folder);
  }
}
