package dev.skerry.edge.listener;

import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the threads of event loops, each bound to a processor of its own where that is wanted. They
 * may run handlers, and have stacks for that.
 */
final class LoopThreads extends DefaultThreadFactory {
  private static final Logger log = LoggerFactory.getLogger(LoopThreads.class);

  /** As that of threads which run handlers alone; what is not used of it costs no memory. */
  private static final long STACK_BYTES = 4 << 20;

  private final @Nullable Processors processors;
  private final AtomicInteger made = new AtomicInteger();

  private LoopThreads(@Nullable Processors processors) {
    super("skerry-loop");
    this.processors = processors;
  }

  /**
   * Threads that are bound or not.
   *
   * @throws IllegalStateException if they should be and this system cannot do it
   */
  static LoopThreads of(boolean bound) {
    try {
      return new LoopThreads(bound ? Processors.find() : null);
    } catch (UnsupportedOperationException e) {
      throw new IllegalStateException(
          "listen.pin-threads does not work on this machine; leave it out", e);
    }
  }

  @Override
  protected Thread newThread(Runnable loop, String name) {
    return new FastThreadLocalThread(threadGroup, loop, name, STACK_BYTES);
  }

  @Override
  public Thread newThread(Runnable loop) {
    Processors where = processors;
    if (where == null) {
      return super.newThread(loop);
    }
    int n = made.getAndIncrement();
    return super.newThread(
        () -> {
          if (!where.bind(n)) {
            log.warn("an event loop could not be bound to a processor");
          }
          loop.run();
        });
  }
}
