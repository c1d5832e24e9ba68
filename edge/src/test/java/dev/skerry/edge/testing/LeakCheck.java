package dev.skerry.edge.testing;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Fails a test class in which a buffer was lost without being released: after each class it lets
 * the collector find what was lost, and Netty's leak detector report it.
 *
 * <p>JUnit finds it by itself. What a class loses late may be blamed on the next one.
 */
public final class LeakCheck implements BeforeAllCallback, AfterAllCallback {
  private static final Duration COLLECTOR_PATIENCE = Duration.ofSeconds(20);
  private static final Leaks LEAKS = Leaks.install();

  /** Collects what the leak detector logs. */
  private static final class Leaks extends AppenderBase<ILoggingEvent> {
    private final List<String> messages = new ArrayList<>();

    static Leaks install() {
      Leaks leaks = new Leaks();
      Logger logger = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);
      leaks.setContext(logger.getLoggerContext());
      leaks.start();
      logger.addAppender(leaks);
      return leaks;
    }

    @Override
    protected void append(ILoggingEvent event) {
      String message = event.getFormattedMessage();
      if (message.startsWith("LEAK:")) {
        synchronized (messages) {
          messages.add(message);
        }
      }
    }

    List<String> take() {
      synchronized (messages) {
        List<String> taken = List.copyOf(messages);
        messages.clear();
        return taken;
      }
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    // being loaded is enough: from now on leaks are collected
  }

  @Override
  public void afterAll(ExtensionContext context) throws InterruptedException {
    if (context.getRequiredTestClass().getEnclosingClass() != null) {
      return;
    }
    List<String> leaks = find();
    if (!leaks.isEmpty()) {
      throw new AssertionError(
          leaks.size() + " leaked buffers, here or just before:\n" + String.join("\n", leaks));
    }
  }

  /** What was lost and not reported yet. */
  static List<String> find() throws InterruptedException {
    // References are handled in the order of collections: after the second all of the first are.
    awaitCollection();
    awaitCollection();
    PooledByteBufAllocator.DEFAULT.directBuffer(1).release(); // tracking one reports the lost ones
    return LEAKS.take();
  }

  private static void awaitCollection() throws InterruptedException {
    ReferenceQueue<Object> queue = new ReferenceQueue<>();
    WeakReference<Object> canary = new WeakReference<>(new Object(), queue);
    System.gc();
    if (queue.remove(COLLECTOR_PATIENCE.toMillis()) == null || !canary.refersTo(null)) {
      throw new AssertionError("the collector did not run");
    }
  }
}
