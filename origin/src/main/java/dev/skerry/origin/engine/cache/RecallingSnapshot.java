package dev.skerry.origin.engine.cache;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Snapshot;
import dev.skerry.origin.engine.Stamp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A snapshot that takes single rows from memory where they are there as it would read them. */
final class RecallingSnapshot implements Snapshot {
  private final Snapshot snapshot;
  private final CachedEngine engine;
  private boolean closed;

  RecallingSnapshot(Snapshot snapshot, CachedEngine engine) {
    this.snapshot = snapshot;
    this.engine = engine;
  }

  @Override
  public byte @Nullable [] get(Key key) {
    if (closed) {
      throw new IllegalStateException("the snapshot has been closed");
    }
    CachedEngine.Found found = engine.recall(key, snapshot.stamp());
    return found == null ? snapshot.get(key) : found.value();
  }

  @Override
  public List<byte @Nullable []> getAll(List<Key> keys) {
    return snapshot.getAll(keys);
  }

  @Override
  public Rows scan(Scan scan) {
    return snapshot.scan(scan);
  }

  @Override
  public Stamp stamp() {
    return snapshot.stamp();
  }

  @Override
  public void close() {
    closed = true;
    snapshot.close();
  }
}
