package dev.skerry.origin.engine.contract;

import dev.skerry.origin.engine.Committed;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.EngineException;
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
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** An engine whose answers to commits get lost now and then: after the commit, or before it. */
final class UnknownCommits implements Engine {
  private final Engine engine;
  private final SplittableRandom random;
  private int injected;
  private boolean forgetful;

  UnknownCommits(Engine engine, SplittableRandom random) {
    this.engine = engine;
    this.random = random;
  }

  int injected() {
    return injected;
  }

  /** From now on every commit is unknown, and nobody can be asked. */
  void forgetOutcomes() {
    forgetful = true;
  }

  @Override
  public Transaction begin() {
    return new Unsure(engine.begin());
  }

  @Override
  public Outcome outcome(Token token) {
    if (forgetful) {
      throw new EngineException.Unavailable("nobody can be asked");
    }
    return engine.outcome(token);
  }

  private final class Unsure implements Transaction {
    private final Transaction transaction;

    Unsure(Transaction transaction) {
      this.transaction = transaction;
    }

    @Override
    public Stamp commit() {
      int chance = forgetful ? 0 : random.nextInt(4);
      if (chance > 1) {
        return transaction.commit();
      }
      injected++;
      if (chance == 0) {
        transaction.commit();
      } else {
        transaction.close();
      }
      throw new EngineException.CommitUnknown(token(), "the answer was lost", null);
    }

    @Override
    public Token token() {
      return transaction.token();
    }

    @Override
    public byte @Nullable [] get(Key key) {
      return transaction.get(key);
    }

    @Override
    public List<byte @Nullable []> getAll(List<Key> keys) {
      return transaction.getAll(keys);
    }

    @Override
    public void recall(Key key, byte @Nullable [] value) {
      transaction.recall(key, value);
    }

    @Override
    public Rows scan(Scan scan) {
      return transaction.scan(scan);
    }

    @Override
    public void put(Key key, byte[] value) {
      transaction.put(key, value);
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
    public void close() {
      transaction.close();
    }
  }

  @Override
  public <T, X extends Exception> Committed<T> transact(Work<T, X> work) throws X {
    throw new UnsupportedOperationException("the loop is what is tested");
  }

  @Override
  public Snapshot snapshot() {
    return engine.snapshot();
  }

  @Override
  public Feed feed() {
    return engine.feed();
  }

  @Override
  public void checkpoint(Path folder) {
    engine.checkpoint(folder);
  }

  @Override
  public void close() {
    engine.close();
  }
}
