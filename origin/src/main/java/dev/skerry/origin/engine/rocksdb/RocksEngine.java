package dev.skerry.origin.engine.rocksdb;

import dev.skerry.origin.engine.Committed;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Feed;
import dev.skerry.origin.engine.Limits;
import dev.skerry.origin.engine.Outcome;
import dev.skerry.origin.engine.Snapshot;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.Token;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.engine.Work;
import dev.skerry.origin.engine.driver.Age;
import dev.skerry.origin.engine.driver.Attempts;
import dev.skerry.origin.engine.driver.BufferedTransaction;
import dev.skerry.origin.engine.driver.CommitQueue;
import dev.skerry.origin.engine.driver.Watches;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The engine in one folder of this machine, for one process. */
public final class RocksEngine implements Engine {
  private final RocksSettings settings;
  private final Storage storage;
  private final Watches watches = new Watches();
  private final CommitQueue queue;
  private final Tending tending;
  private final Feed feed;
  private final Attempts attempts;

  private RocksEngine(RocksSettings settings, Disk disk) {
    this.settings = settings;
    this.storage = new Storage(settings);
    this.queue =
        new CommitQueue(
            new Committer(storage, watches, disk),
            settings.commitWait(),
            settings.memory().queueBytes());
    this.tending = new Tending(storage);
    this.feed = new RocksFeed(storage, watches);
    this.attempts = new Attempts(this, settings.patience(), settings.ticker());
  }

  /**
   * Opens a folder, which is made when there is none.
   *
   * @throws dev.skerry.origin.engine.EngineException.Unavailable when it is in use, or cannot be
   *     read
   * @throws dev.skerry.origin.engine.EngineException.Corrupt when a file is damaged
   * @throws dev.skerry.origin.engine.EngineException.Unsupported when its format is another
   */
  public static RocksEngine open(RocksSettings settings) {
    return open(settings, Store::writeSynced);
  }

  /** Opens a folder, to be written by another way. */
  static RocksEngine open(RocksSettings settings, Disk disk) {
    RocksEngine engine = new RocksEngine(settings, disk);
    engine.queue.start();
    engine.tending.start();
    return engine;
  }

  @Override
  public <T, X extends Exception> Committed<T> transact(Work<T, X> work) throws X {
    return attempts.transact(work);
  }

  @Override
  public Transaction begin() {
    Age age = new Age("the transaction", Limits.TRANSACTION_AGE, settings.ticker());
    RocksSnapshot snapshot = new RocksSnapshot(storage.opened().views(), age);
    ThreadLocalRandom random = ThreadLocalRandom.current();
    Token token = new Token(new UUID(random.nextLong(), random.nextLong()), snapshot.stamp());
    return new BufferedTransaction(token, snapshot, queue, age);
  }

  @Override
  public Snapshot snapshot() {
    Age age = new Age("the snapshot", Limits.SNAPSHOT_AGE, settings.ticker());
    return new RocksSnapshot(storage.opened().views(), age);
  }

  @Override
  public Outcome outcome(Token token) {
    return storage.opened().outcome(token);
  }

  @Override
  public Feed feed() {
    return feed;
  }

  @Override
  public void checkpoint(Path folder) {
    Opened opened = storage.opened();
    opened.viewed(
        view -> {
          opened.store().checkpoint(folder);
          return view;
        });
  }

  /**
   * Reads all files, and compares them with their checksums.
   *
   * @throws dev.skerry.origin.engine.EngineException.Corrupt when one is damaged
   */
  public void verify() {
    storage.opened().store().verify();
  }

  @Override
  public void continueAfter(Stamp stamp) {
    storage.restart(opened -> opened.continueAfter(stamp, settings.clock().millis()));
  }

  /** What it holds now; for metrics. */
  public RocksGauges gauges() {
    return storage.opened().gauges();
  }

  /** One round of all that the engine does by itself. */
  void tend() {
    tending.round(true);
  }

  @Override
  public void close() {
    tending.close();
    queue.close();
    watches.close();
    storage.close();
  }
}
