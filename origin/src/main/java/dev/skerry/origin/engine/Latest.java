package dev.skerry.origin.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads of what is there when they are made. May be used by any thread. */
record Latest(Engine engine) implements Reads {
  @Override
  public byte @Nullable [] get(Key key) {
    return engine.get(key);
  }

  @Override
  public List<byte @Nullable []> getAll(List<Key> keys) {
    return engine.getAll(keys);
  }

  @Override
  public Rows scan(Scan scan) {
    return engine.read(snapshot -> snapshot.scan(scan));
  }
}
