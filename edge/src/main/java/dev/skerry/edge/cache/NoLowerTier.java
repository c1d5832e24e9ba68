package dev.skerry.edge.cache;

import java.util.concurrent.Executor;

/** The tier that has nothing and keeps nothing. */
final class NoLowerTier implements LowerTier {
  @Override
  public boolean knows(CacheKey key) {
    return false;
  }

  @Override
  public boolean knows(Variant wanted) {
    return false;
  }

  @Override
  public boolean load(CacheKey key, Executor executor, Waiter waiter) {
    return false;
  }

  @Override
  public boolean load(Variant wanted, Executor executor, Waiter waiter) {
    return false;
  }

  @Override
  public boolean takesMore() {
    return false;
  }

  @Override
  public void stored(StoredResponse stored) {}

  @Override
  public void freshened(StoredResponse stored) {}

  @Override
  public void asked(StoredResponse stored) {}

  @Override
  public void evicted(StoredResponse stored) {}

  @Override
  public void removed(StoredResponse stored) {}

  @Override
  public void removedAll(CacheKey key) {}
}
