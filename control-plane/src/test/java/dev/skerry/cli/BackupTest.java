package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups and what is made of them, from the command line. */
class BackupTest {
  private static final long SEED = Long.getLong("skerry.seed", 23);
  private static final int WRITERS = 3;

  @TempDir Path folder = Path.of("");

  @Test
  void aBackupWhileWritesGoOnIsOneMomentAndIsRestoredBesideIt() throws Exception {
    Path data = folder.resolve("data");
    Path backup = folder.resolve("backup");
    Set<String> before;
    try (Program program = Program.runAnywhere(data, "--api", "127.0.0.1:0");
        Bank bank = Bank.at(program.ready("api"), data)) {
      bank.open();
      before = backUpWhileWriting(bank, data, backup);
      assertThat(ok("engine", "verify", "--data", data.toString())).startsWith("whole: ");
      assertThat(data.resolve("checkpoint")).doesNotExist();
    }
    assertThat(mode(backup)).isEqualTo("rwx------");
    assertThat(mode(backup.resolve("engine.dump"))).isEqualTo("rw-------");
    assertThat(backup.resolve("master-key")).doesNotExist();
    assertThat(ok("engine", "verify", backup.toString())).startsWith("whole: ");

    Path beside = folder.resolve("beside");
    String key = data.resolve("master-key").toString();
    assertThat(ok("restore", backup.toString(), "--data", beside.toString(), "--master-key", key))
        .startsWith("restored ");
    assertThat(mode(beside.resolve("master-key"))).isEqualTo("rw-------");
    try (Program program = Program.runAnywhere(beside, "--api", "127.0.0.1:0");
        Bank bank = Bank.at(program.ready("api"), beside)) {
      var items = Books.items(bank, false);
      assertThat(bank.client().describeTable(r -> r.tableName(Bank.TABLE)).table().itemCount())
          .as("told of %d items", items.size())
          .isEqualTo((long) items.size());
      Books.checkTransfers(items, before, "seed " + SEED);
      Books.checkIndex(bank, items, "seed " + SEED);
      assertThat(bank.step(9, "after", new SplittableRandom(SEED))).isTrue();
      assertThat(beside.resolve("credentials"))
          .hasSameTextualContentAs(data.resolve("credentials"));
    }
  }

  /** Writes before, during and after; the transfers that were answered before. */
  private static Set<String> backUpWhileWriting(Bank bank, Path data, Path backup)
      throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    CountDownLatch enough = new CountDownLatch(30);
    SplittableRandom random = new SplittableRandom(SEED);
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        SplittableRandom own = random.split();
        writers.add(
            threads.submit(
                () -> {
                  for (int n = 0; !over.get(); n++) {
                    assertThat(bank.step(writer, "n" + n, own)).isTrue();
                    enough.countDown();
                  }
                  return writer;
                }));
      }
      try {
        enough.await();
        Set<String> before = Set.copyOf(bank.acknowledged());
        String said = ok("backup", backup.toString(), "--data", data.toString());
        assertThat(said).contains("not in it: ", "master-key");
        assertThat(bank.acknowledged()).hasSizeGreaterThan(before.size());
        return before;
      } finally {
        over.set(true);
        for (Future<?> writer : writers) {
          writer.get();
        }
      }
    }
  }

  @Test
  void nothingIsOverwrittenAndNothingDamagedIsRestored() throws Exception {
    Path data = withAccounts("data", 1);
    Path backup = folder.resolve("backup");
    ok("backup", backup.toString(), "--data", data.toString(), "--with-master-key");
    assertThat(mode(backup.resolve("master-key"))).isEqualTo("rw-------");
    refused("nothing is overwritten", "backup", backup.toString(), "--data", data.toString());
    refused("has data already", "restore", backup.toString(), "--data", data.toString());
    String restored = folder + "/new";
    refused("is a data folder and no backup", "restore", data.toString(), "--data", restored);
    refused("there is no nowhere. Name", "engine", "verify", "nowhere");
    refused("is no backup: there is no engine.dump", "engine", "verify", folder.toString());
    refused(
        "there is no folder " + folder.resolve("no"),
        "backup",
        folder + "/no/b",
        "--data",
        data + "");
    refused("there is no data folder", "backup", folder + "/other", "--data", folder + "/none");
    assertThat(folder.resolve("none")).doesNotExist();
    Path wrong = withAccounts("wrong", 1).resolve("master-key");
    Path target = folder.resolve("target");
    String[] withWrongKey = {
      "restore", backup.toString(), "--data", target.toString(), "--master-key", wrong.toString()
    };
    refused("is not the key", withWrongKey);
    assertThat(target.resolve("engine")).doesNotExist();
    assertThat(target.resolve("engine.unfinished")).doesNotExist();
    ok("restore", backup.toString(), "--data", target.toString());
    assertThat(accounts(target)).isEqualTo(accounts(data));

    Path dump = backup.resolve("engine.dump");
    byte[] octets = Files.readAllBytes(dump);
    octets[octets.length / 2] ^= 4;
    Files.write(dump, octets);
    refused("the dump's block", "engine", "verify", backup.toString());
    refused("the dump's block", "restore", backup.toString(), "--data", folder + "/damaged");
    assertThat(folder.resolve("damaged/engine")).doesNotExist();
    assertThat(folder.resolve("damaged/engine.unfinished")).doesNotExist();
  }

  @Test
  void aFolderInUseIsNotRestoredInto() throws Exception {
    Path data = withAccounts("data", 1);
    Path backup = folder.resolve("backup");
    ok("backup", backup.toString(), "--data", data.toString(), "--with-master-key");
    Path used = folder.resolve("used");
    try (DataFolder locked = DataFolder.open(used)) {
      refused("another instance uses", "restore", backup.toString(), "--data", locked.path() + "");
    }
    assertThat(used.resolve("engine")).doesNotExist();
  }

  @Test
  void aBackupThatFindsNoRoomLeavesNothing() throws Exception {
    Path data = withAccounts("data", 40);
    Path backup = folder.resolve("backup");
    try (Program program =
        Program.typeWithShortFiles(4, "backup", backup.toString(), "--data", data.toString())) {
      assertThat(program.exitCode()).isEqualTo(1);
      assertThat(program.remainingLog()).contains("File too large");
    }
    assertThat(backup).doesNotExist();
    assertThat(folder.resolve("backup.unfinished")).doesNotExist();
    ok("backup", backup.toString(), "--data", data.toString());
  }

  @Test
  void whatAKillLeavesIsFinishedByTheSameCommand() throws Exception {
    Path data = withAccounts("data", 40);
    Path backup = folder.resolve("backup");
    killWhenThere(
        folder.resolve("backup.unfinished"),
        "backup",
        backup.toString(),
        "--data",
        data.toString(),
        "--with-master-key");
    if (Files.notExists(backup)) {
      ok("backup", backup.toString(), "--data", data.toString(), "--with-master-key");
    }
    assertThat(folder.resolve("backup.unfinished")).doesNotExist();
    Path target = folder.resolve("target");
    killWhenThere(
        target.resolve("engine.unfinished"),
        "restore",
        backup.toString(),
        "--data",
        target.toString());
    if (Files.notExists(target.resolve("engine"))) {
      ok("restore", backup.toString(), "--data", target.toString());
    }
    assertThat(accounts(target)).isEqualTo(accounts(data));
  }

  private static void killWhenThere(Path sign, String... words) throws Exception {
    try (Program program = Program.type(words)) {
      while (program.isAlive() && Files.notExists(sign)) {
        Thread.onSpinWait();
      }
      program.kill();
    }
  }

  private Path withAccounts(String name, int count) {
    Path data = folder.resolve(name);
    for (int i = 0; i < count; i++) {
      String account = "account-" + i;
      ok("account", "add", account, "--email", account + "@test", "--data", data.toString());
    }
    return data;
  }

  /** All that is in a data folder's engine, as a command tells it. */
  private static String accounts(Path data) {
    return ok("engine", "verify", "--data", data.toString()).replaceAll(", as of .*", "");
  }

  private static String ok(String... words) {
    Terminal terminal = Terminal.type(words);
    assertThat(terminal.err()).isEmpty();
    assertThat(terminal.exitCode()).isZero();
    return terminal.out();
  }

  private static void refused(String why, String... words) {
    Terminal terminal = Terminal.type(words);
    assertThat(terminal.err()).contains(why);
    assertThat(terminal.exitCode()).isEqualTo(1);
  }

  private static String mode(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
