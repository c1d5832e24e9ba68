package dev.skerry.origin.engine.cache;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.Token;
import dev.skerry.origin.engine.Topic;
import dev.skerry.origin.engine.Transaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A transaction that marks what it writes, before it is committed; others take the marks back. */
class MarkingTransaction implements Transaction {
  private final Transaction transaction;
  private final CachedEngine.Marked marked;

  MarkingTransaction(Transaction transaction, CachedEngine.Marked marked) {
    this.transaction = transaction;
    this.marked = marked;
  }

  @Override
  public Token token() {
    return transaction.token();
  }

  @Override
  public byte @Nullable [] get(Key key) {
    marked.recall(key, transaction);
    return transaction.get(key);
  }

  @Override
  public List<byte @Nullable []> getAll(List<Key> keys) {
    keys.forEach(key -> marked.recall(key, transaction));
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
    marked.write(key);
  }

  @Override
  public void delete(Key key) {
    transaction.delete(key);
    marked.write(key);
  }

  @Override
  public void delete(Range range) {
    transaction.delete(range);
    marked.remove(range);
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
  }
}
