package dev.skerry.control.engine;

import dev.skerry.origin.access.account.AccountException;
import dev.skerry.origin.access.account.Accounts;
import dev.skerry.origin.access.account.MasterKey;
import dev.skerry.origin.access.account.PrivateFile;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.dump.Dump;
import dev.skerry.origin.engine.dump.Progress;
import dev.skerry.origin.engine.dump.Report;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Makes a data folder of a backup and a master key. The folder has no engine until all is in it,
 * and nothing is put anywhere with a key that does not open the backup's secrets.
 *
 * @param backup what is restored
 * @param masterKey the file of the key with which the backup's secrets are sealed
 * @param data the folder, which is there, and locked by the caller
 * @param place where its engine is to be
 */
public record Restoration(Backup backup, Path masterKey, Path data, EnginePlace place) {
  private static final String MASTER_KEY = "master-key";

  /**
   * Reads the backup to its end, and only then begins. Broken off, it is begun again and goes on.
   *
   * @param last is done with the rows when they are all there, before anybody else can use them
   * @throws IOException when the folder has an engine or another key, or the key does not fit
   * @throws dev.skerry.origin.engine.EngineException saying what is damaged, or what cannot be
   *     written
   */
  public Report run(Progress reading, Progress writing, Consumer<Engine> last) throws IOException {
    if (EngineChoice.isMade(data)) {
      throw new IOException(
          data + " has data already, and nothing is overwritten. Choose another: --data DIR");
    }
    String key = PrivateFile.read(masterKey);
    Path kept = data.resolve(MASTER_KEY);
    if (Files.exists(kept) && !PrivateFile.read(kept).equals(key)) {
      throw new IOException(
          kept
              + " is another key than the backup's, and is not overwritten. Choose another --data");
    }
    MasterKey master = MasterKey.open(masterKey);
    requireWholeAndOpenedBy(master, reading);
    Report done =
        NewEngine.fill(
            place,
            (engine, progress) -> {
              Report all = read(engine, progress);
              last.accept(engine);
              PrivateFile.write(kept, key.getBytes(StandardCharsets.UTF_8));
              return all;
            },
            writing);
    EngineChoice.remember(data, place);
    return done;
  }

  private void requireWholeAndOpenedBy(MasterKey master, Progress reading) throws IOException {
    try {
      Report _ = backup.verify(row -> Accounts.requireOpens(master, row), reading);
    } catch (AccountException.Sealed e) {
      throw new IOException(
          masterKey + " is not the key with which the secrets of the backup were sealed", e);
    }
  }

  private Report read(Engine engine, Progress progress) throws IOException {
    try (InputStream in = backup.open()) {
      return Dump.read(in, engine, progress);
    }
  }
}
