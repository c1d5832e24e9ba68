package dev.skerry.origin.engine.rocksdb;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Limits;
import dev.skerry.origin.engine.Rows;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Snapshot;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.driver.Age;
import dev.skerry.origin.engine.driver.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One holder of a view. */
final class RocksSnapshot implements Snapshot, Source {
  private final Views views;
  private final View view;
  private final Age age;
  private boolean closed;

  RocksSnapshot(Views views, Age age) {
    this.views = views;
    this.view = views.take();
    this.age = age;
  }

  @Override
  public Stamp stamp() {
    return view.stamp();
  }

  @Override
  public byte @Nullable [] get(Key key) {
    check();
    return view.get(Limits.checked(key));
  }

  @Override
  public List<byte @Nullable []> getAll(List<Key> keys) {
    check();
    Limits.checked(keys).forEach(Limits::checked);
    return view.getAll(keys);
  }

  @Override
  public Rows scan(Scan scan) {
    check();
    return view.scan(scan);
  }

  private void check() {
    if (closed) {
      throw new IllegalStateException("the snapshot has been closed");
    }
    age.check();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      views.release(view);
    }
  }
}
