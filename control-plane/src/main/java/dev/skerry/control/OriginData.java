package dev.skerry.control;

import dev.skerry.control.engine.Checkpoints;
import dev.skerry.control.engine.EngineChoice;
import dev.skerry.control.engine.EnginePlace;
import dev.skerry.origin.access.Access;
import dev.skerry.origin.access.account.Account;
import dev.skerry.origin.access.account.AccountException;
import dev.skerry.origin.access.account.Accounts;
import dev.skerry.origin.access.account.CredentialsFile;
import dev.skerry.origin.access.account.KeyHolder;
import dev.skerry.origin.access.account.MasterKey;
import dev.skerry.origin.access.account.PrivateFileException;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the origin keeps in a data folder, opened: the engine in {@code engine} or in the database
 * of {@code engine-address}, the key of secrets in {@code master-key}, and the first account's key
 * in {@code credentials}. One process at a time has it open.
 */
public final class OriginData implements AutoCloseable {
  /** In which the origin is, for clients that must name one; others are served all the same. */
  public static final String REGION = "us-east-1";

  private static final String MASTER_KEY = "master-key";
  private static final String CREDENTIALS = "credentials";

  private final Path data;
  private final EnginePlace place;
  private final Engine engine;
  private final MasterKey master;
  private final Accounts accounts;
  private final Access access;
  private final CredentialsFile.Ensured first;

  private OriginData(
      Path data,
      EnginePlace place,
      Engine engine,
      MasterKey master,
      Accounts accounts,
      InstantSource clock) {
    this.data = data;
    this.place = place;
    this.engine = engine;
    this.master = master;
    this.accounts = accounts;
    this.access = new Access(accounts, clock);
    this.first = new CredentialsFile(data.resolve(CREDENTIALS), REGION).ensure(accounts);
  }

  /** Opens a folder, with the engine that it has. */
  public static OriginData open(Path data, InstantSource clock) throws IOException {
    return open(data, null, clock);
  }

  /**
   * Opens a folder, which is there; makes in it what is missing.
   *
   * @param wanted the database in which its engine is to be; null for the engine that it has, or
   *     the embedded one
   * @throws IOException with what is wrong, and what to do
   */
  public static OriginData open(
      Path data, EnginePlace.@Nullable Database wanted, InstantSource clock) throws IOException {
    EnginePlace place = EngineChoice.of(data, wanted);
    Path key = data.resolve(MASTER_KEY);
    boolean hasKey = Files.exists(key);
    if (!hasKey && EngineChoice.isMade(data)) {
      throw new IOException(
          "%s is missing, and without it no access key in %s can be used. Restore it from a backup"
              .formatted(key, place));
    }
    try {
      clearCheckpoint(data);
      if (place instanceof EnginePlace.Embedded) {
        MasterKey _ = MasterKey.open(key); // before there is an engine that needs it
      }
      Engine engine = place.open();
      try {
        OriginData opened = open(data, place, engine, clock);
        EngineChoice.remember(data, place);
        return opened;
      } catch (IOException | RuntimeException e) {
        engine.close();
        throw e;
      }
    } catch (EngineException | PrivateFileException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static OriginData open(Path data, EnginePlace place, Engine engine, InstantSource clock)
      throws IOException {
    Path key = data.resolve(MASTER_KEY);
    boolean made = Files.notExists(key);
    MasterKey master = MasterKey.open(key);
    Accounts accounts = new Accounts(engine, master, clock, System::nanoTime);
    if (made && !accounts.list(null).isEmpty()) {
      Files.delete(key);
      throw new IOException(
          """
          %s has accounts, and their key is not in %s. Copy master-key there
          from the data folder of another node that uses it, or from a backup\
          """
              .formatted(place, data));
    }
    try {
      return new OriginData(data, place, engine, master, accounts, clock);
    } catch (AccountException.Sealed e) {
      throw new IOException(
          """
          %s is not the key of the accounts in %s. Copy master-key there
          from the data folder of another node that uses it, or from a backup\
          """
              .formatted(key, place),
          e);
    }
  }

  /** Removes what a reader of a checkpoint left that was killed. */
  private static void clearCheckpoint(Path data) throws IOException {
    try (Checkpoints left = Checkpoints.tryOpen(data)) {
      assert left == null || Files.notExists(left.folder());
    }
  }

  /** The folder, for what is kept beside the engine. */
  public Path folder() {
    return data;
  }

  /** What all is kept in. */
  public Engine engine() {
    return engine;
  }

  /** Under which secrets are kept in it. */
  public MasterKey masterKey() {
    return master;
  }

  /** Whether other processes may write to the engine, too. */
  public boolean isShared() {
    return place instanceof EnginePlace.Database;
  }

  /**
   * Makes the checkpoint of this folder, for who has the right to it.
   *
   * @throws EngineException.Unsupported when there is one, or the engine makes none
   */
  public Path checkpoint() {
    Path folder = Checkpoints.folder(data);
    engine.checkpoint(folder);
    return folder;
  }

  /** Who may ask. */
  public Accounts accounts() {
    return accounts;
  }

  /** Finds out who asks. */
  public Access access() {
    return access;
  }

  /** The account that is the node's own. */
  public Account owner() {
    return first.account();
  }

  /** The key in {@code credentials}; empty where the owner's keys are all disabled or removed. */
  public Optional<KeyHolder> first() {
    return first.holder();
  }

  @Override
  public void close() {
    engine.close();
  }
}
