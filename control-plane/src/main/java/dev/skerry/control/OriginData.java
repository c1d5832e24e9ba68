package dev.skerry.control;

import dev.skerry.origin.access.Access;
import dev.skerry.origin.access.account.Accounts;
import dev.skerry.origin.access.account.CredentialsFile;
import dev.skerry.origin.access.account.KeyHolder;
import dev.skerry.origin.access.account.MasterKey;
import dev.skerry.origin.access.account.PrivateFileException;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * What the origin keeps in a data folder, opened: the engine in {@code engine}, the key of secrets
 * in {@code master-key}, and the first account's key in {@code credentials}. One process at a time
 * has it open.
 */
public final class OriginData implements AutoCloseable {
  /** In which the origin is, for clients that must name one; others are served all the same. */
  public static final String REGION = "us-east-1";

  private static final String ENGINE = "engine";
  private static final String MASTER_KEY = "master-key";
  private static final String CREDENTIALS = "credentials";

  private final RocksEngine engine;
  private final Accounts accounts;
  private final Access access;
  private final KeyHolder first;

  private OriginData(RocksEngine engine, MasterKey master, Path data, InstantSource clock) {
    this.engine = engine;
    this.accounts = new Accounts(engine, master, clock, System::nanoTime);
    this.access = new Access(accounts, clock);
    this.first = new CredentialsFile(data.resolve(CREDENTIALS), REGION).ensure(accounts);
  }

  /**
   * Opens a folder, which is there; makes in it what is missing.
   *
   * @throws IOException with what is wrong, and what to do
   */
  public static OriginData open(Path data, InstantSource clock) throws IOException {
    Path folder = data.resolve(ENGINE);
    Path key = data.resolve(MASTER_KEY);
    if (Files.exists(folder) && Files.notExists(key)) {
      throw new IOException(
          "%s is missing, and without it no access key in %s can be used. Restore it from a backup"
              .formatted(key, folder));
    }
    try {
      MasterKey master = MasterKey.open(key);
      RocksEngine engine = RocksEngine.open(RocksSettings.in(folder));
      try {
        return new OriginData(engine, master, data, clock);
      } catch (RuntimeException e) {
        engine.close();
        throw e;
      }
    } catch (EngineException | PrivateFileException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** What all is kept in. */
  public RocksEngine engine() {
    return engine;
  }

  /** Who may ask. */
  public Accounts accounts() {
    return accounts;
  }

  /** Finds out who asks. */
  public Access access() {
    return access;
  }

  /** The account to which the tables belong, and its key in {@code credentials}. */
  public KeyHolder first() {
    return first;
  }

  @Override
  public void close() {
    engine.close();
  }
}
