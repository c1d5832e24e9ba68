package dev.skerry.origin.engine.rocksdb;

import java.util.ArrayDeque;
import java.util.Deque;

/** Native objects that are given back together, the newest first. One thread at a time. */
final class Natives implements AutoCloseable {
  private final Deque<org.rocksdb.AbstractNativeReference> held = new ArrayDeque<>();

  /** Holds an object and returns it. */
  <T extends org.rocksdb.AbstractNativeReference> T hold(T object) {
    held.push(object);
    return object;
  }

  @Override
  public void close() {
    while (!held.isEmpty()) {
      held.pop().close();
    }
  }
}
