package dev.skerry.handler.testing;

import com.sun.management.ThreadMXBean;
import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Hook;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.host.HandlerLog;
import dev.skerry.handler.host.Program;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Programs of another loader, whose calls are measured where they run. */
final class MeteredPrograms implements Program.Loader {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Program.Loader loader;
  private final AtomicReference<Outcome.@Nullable Usage> last = new AtomicReference<>();

  /** Done when nothing is left to be done of the last call. */
  private volatile CompletableFuture<@Nullable Void> rest = CompletableFuture.completedFuture(null);

  MeteredPrograms(Program.Loader loader) {
    this.loader = loader;
  }

  /** What the last call took that came to its end; asked once. */
  Outcome.@Nullable Usage takeLast() {
    return last.getAndSet(null);
  }

  /** Waits for what the last call left to be done after its verdict, so many milliseconds. */
  void awaitRest(long mostMillis) {
    var _ = rest.completeOnTimeout(null, mostMillis, TimeUnit.MILLISECONDS).join();
  }

  @Override
  public Program load(HandlerSpec spec) throws HandlerProblem {
    Program program = loader.load(spec);
    return new Program() {
      @Override
      public Set<Hook> hooks() {
        return program.hooks();
      }

      @Override
      public Instance open(HandlerLog log) {
        return metered(program.open(log));
      }

      @Override
      public long heapBytes(long memory) {
        return program.heapBytes(memory);
      }
    };
  }

  private Program.Instance metered(Program.Instance instance) {
    return new Program.Instance() {
      @Override
      public void start() throws HandlerProblem {
        instance.start();
      }

      @Override
      public Verdict call(HandlerEvent event) {
        long cpu = THREADS.getCurrentThreadCpuTime();
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        Verdict verdict = instance.call(event);
        last.set(
            new Outcome.Usage(
                THREADS.getCurrentThreadCpuTime() - cpu,
                THREADS.getCurrentThreadAllocatedBytes() - allocated));
        if (instance.isUnfinished()) {
          rest = new CompletableFuture<>();
        }
        return verdict;
      }

      @Override
      public boolean isUnfinished() {
        return instance.isUnfinished();
      }

      @Override
      public void finish() {
        try {
          instance.finish();
        } finally {
          var _ = rest.complete(null);
        }
      }

      @Override
      public boolean isSpent() {
        return instance.isSpent();
      }

      @Override
      public void stop() {
        instance.stop();
      }

      @Override
      public void close() {
        instance.close();
      }
    };
  }
}
