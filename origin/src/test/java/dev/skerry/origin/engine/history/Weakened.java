package dev.skerry.origin.engine.history;

import dev.skerry.origin.engine.Committed;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Feed;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Outcome;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Snapshot;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.Token;
import dev.skerry.origin.engine.Topic;
import dev.skerry.origin.engine.Transaction;
import dev.skerry.origin.engine.Work;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An engine broken on purpose, so that it is seen that the check sees. */
public final class Weakened implements Engine {
  /** What is not checked at the commit. */
  public enum Lack {
    /** Reads, but of what is written: snapshot isolation. */
    READS,
    /** Ranges. */
    RANGES
  }

  private final Engine sound;
  private final Lack lack;

  /** Weakens an engine. */
  public Weakened(Engine sound, Lack lack) {
    this.sound = sound;
    this.lack = lack;
  }

  @Override
  public Transaction begin() {
    Transaction transaction = sound.begin();
    return new Careless(transaction, sound.snapshot());
  }

  /** Reads from a snapshot of its own, of which the sound transaction knows nothing. */
  private final class Careless implements Transaction {
    private final Transaction transaction;
    private final Snapshot snapshot;
    private final Set<Boolean> checked = new HashSet<>();
    private final Set<Key> own = new HashSet<>();

    Careless(Transaction transaction, Snapshot snapshot) {
      this.transaction = transaction;
      this.snapshot = snapshot;
    }

    @Override
    public byte @Nullable [] get(Key key) {
      if (lack == Lack.RANGES || own.contains(key)) {
        return transaction.get(key);
      }
      return snapshot.get(key);
    }

    @Override
    public void recall(Key key, byte @Nullable [] value) {
      transaction.recall(key, value);
    }

    @Override
    public Rows scan(Scan scan) {
      // What is its own is seen by the sound transaction, which then checks that range: so it is
      // careless only until it has written there itself.
      return own.stream().anyMatch(scan.range()::contains)
          ? transaction.scan(scan)
          : snapshot.scan(scan);
    }

    @Override
    public void put(Key key, byte[] value) {
      if (lack == Lack.READS) {
        // Whoever writes first wins, as with snapshot isolation.
        checked.add(transaction.get(key) != null);
      }
      own.add(key);
      transaction.put(key, value);
    }

    @Override
    public List<byte @Nullable []> getAll(List<Key> keys) {
      return keys.stream().map(this::get).toList();
    }

    @Override
    public Token token() {
      return transaction.token();
    }

    @Override
    public void delete(Key key) {
      transaction.delete(key);
    }

    @Override
    public void delete(Range range) {
      transaction.delete(range);
    }

    @Override
    public void emit(Topic topic, byte[] entry) {
      transaction.emit(topic, entry);
    }

    @Override
    public Stamp commit() {
      return transaction.commit();
    }

    @Override
    public void close() {
      transaction.close();
      snapshot.close();
    }
  }

  @Override
  public <T, X extends Exception> Committed<T> transact(Work<T, X> work) throws X {
    return sound.transact(work);
  }

  @Override
  public Snapshot snapshot() {
    return sound.snapshot();
  }

  @Override
  public Outcome outcome(Token token) {
    return sound.outcome(token);
  }

  @Override
  public Feed feed() {
    return sound.feed();
  }

  @Override
  public void checkpoint(Path folder) {
    sound.checkpoint(folder);
  }

  @Override
  public void close() {
    sound.close();
  }
}
