package dev.skerry.handler.host;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A thread of somebody else's, an event loop, that makes calls of handlers by itself. */
final class LoopThread implements WatchedThread {
  private final Workers workers;
  private final long threadId;
  private final AtomicReference<@Nullable Watched> watched = new AtomicReference<>();

  LoopThread(Workers workers, Thread thread) {
    this.workers = workers;
    this.threadId = thread.threadId();
  }

  @Override
  public long threadId() {
    return threadId;
  }

  @Override
  public @Nullable CpuClock cpu() {
    return null;
  }

  @Override
  public @Nullable Watched watched() {
    return watched.get();
  }

  @Override
  public void begin(Watched next) {
    watched.set(next);
    workers.watchdog().wake();
  }

  @Override
  public void end(Watched mine) {
    if (!watched.compareAndSet(mine, null)) {
      workers.cameBack(this);
    }
  }

  /** Nobody can take its place: what else it has to do waits for it. */
  @Override
  public boolean abandon(Watched unstoppable) {
    if (!watched.compareAndSet(unstoppable, null)) {
      return false;
    }
    workers.lost(this);
    return true;
  }
}
