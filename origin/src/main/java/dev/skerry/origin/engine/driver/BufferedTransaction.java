package dev.skerry.origin.engine.driver;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Limits;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.Token;
import dev.skerry.origin.engine.Topic;
import dev.skerry.origin.engine.Transaction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that reads from a source, notes what it read, and keeps what it writes until the
 * commit.
 */
public final class BufferedTransaction implements Transaction {
  private final Token token;
  private final Source source;
  private final Committing committing;
  private final Age age;
  private final ReadSet reads = new ReadSet();
  private final WriteSet writes = new WriteSet();
  private final KnownRows known = new KnownRows();
  private long bytes;
  private boolean ended;

  /**
   * Begins.
   *
   * @param token its name
   * @param source where it reads; closed with it
   * @param committing how it is committed
   * @param age as of its beginning
   */
  public BufferedTransaction(Token token, Source source, Committing committing, Age age) {
    this.token = token;
    this.source = source;
    this.committing = committing;
    this.age = age;
  }

  @Override
  public Token token() {
    return token;
  }

  @Override
  public byte @Nullable [] get(Key key) {
    check();
    Limits.checked(key);
    WriteSet.Write own = writes.of(key);
    if (own != null) {
      return own.value();
    }
    note(key);
    if (known.has(key)) {
      return known.value(key);
    }
    byte[] value = source.get(key);
    known.add(key, value);
    return value;
  }

  @Override
  public void recall(Key key, byte @Nullable [] value) {
    check();
    known.add(key, value);
  }

  @Override
  public List<byte @Nullable []> getAll(List<Key> keys) {
    check();
    List<Key> below = new ArrayList<>(keys.size());
    for (Key key : Limits.checked(keys)) {
      if (writes.of(Limits.checked(key)) == null) {
        note(key);
        if (!known.has(key)) {
          below.add(key);
        }
      }
    }
    List<byte @Nullable []> read = source.getAll(below);
    if (below.size() == keys.size()) {
      return read;
    }
    List<byte @Nullable []> values = new ArrayList<>(keys.size());
    int next = 0;
    for (Key key : keys) {
      WriteSet.Write own = writes.of(key);
      if (own != null) {
        values.add(own.value());
      } else {
        values.add(known.has(key) ? known.value(key) : read.get(next++));
      }
    }
    return values;
  }

  @Override
  public Rows scan(Scan scan) {
    check();
    Rows rows = Overlay.scan(source, writes, scan);
    Range covered = rows.covered();
    grow(covered.from().length() + covered.to().length());
    reads.add(covered);
    return rows;
  }

  @Override
  public void put(Key key, byte[] value) {
    check();
    grow(Limits.checked(key).length() + Limits.checked(value).length);
    writes.put(key, value);
  }

  @Override
  public void delete(Key key) {
    check();
    grow(Limits.checked(key).length());
    writes.delete(key);
  }

  @Override
  public void delete(Range range) {
    check();
    grow(range.from().length() + range.to().length());
    if (!range.isEmpty()) {
      writes.delete(range);
    }
  }

  @Override
  public void emit(Topic topic, byte[] entry) {
    check();
    grow(topic.name().length() + Limits.checked(entry).length);
    writes.emit(topic, entry);
  }

  @Override
  public Stamp commit() {
    check();
    ended = true;
    try {
      return writes.isEmpty() ? source.stamp() : committing.commit(token, reads, writes, age);
    } finally {
      source.close();
    }
  }

  @Override
  public void close() {
    if (!ended) {
      ended = true;
      source.close();
    }
  }

  private void check() {
    if (ended) {
      throw new IllegalStateException("the transaction has been committed or closed");
    }
    age.check();
  }

  private void note(Key key) {
    if (!reads.has(key)) {
      grow(key.length());
      reads.add(key);
    }
  }

  private void grow(int octets) {
    long grown = bytes + octets + Limits.ENTRY_BYTES;
    if (grown > Limits.TRANSACTION_BYTES) {
      throw new EngineException.TooLarge(
          "the transaction would have "
              + grown
              + " bytes, expected at most "
              + Limits.TRANSACTION_BYTES);
    }
    bytes = grown;
  }
}
