package dev.skerry.handler.jar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What goes on within the JDK without coming back: the thread is given up, the node goes on. */
class UnstoppableJarsTest {
  /** The test's end of a loop that has no code of the author's in it. */
  private static final String ENDS = UnstoppableJarsTest.class.getName();

  @Test
  void aLoopOfTheJdkThatNeverCallsBackDisablesTheHandlerAndNoOther() throws Exception {
    AtomicBoolean ends = new AtomicBoolean();
    System.getProperties().put(ENDS, ends);
    HandlerSpec endless =
        JarHandlers.spec(
            Jars.viewerRequest(
                "",
                """
                AtomicBoolean ends = (AtomicBoolean) System.getProperties().get("%s");
                Stream.generate(ends::get).anyMatch(Boolean.TRUE::equals);
                return Verdict.continueWith(request);
                """
                    .formatted(ENDS)),
            new HandlerLimits(Map.of(HandlerLimit.CPU_TIME, 100L, HandlerLimit.WALL_TIME, 1_000L)));
    HandlerSpec peaceful =
        JarHandlers.spec(Jars.viewerRequest("", "return Verdict.continueWith(request);"));
    try (JarHandlers handlers = new JarHandlers()) {
      handlers.deploy(peaceful, endless);
      assertThat(call(handlers, endless))
          .isInstanceOfSatisfying(
              Verdict.Failed.class,
              failed ->
                  assertThat(failed.fault())
                      .isIn(HandlerFault.CPU_TIME, HandlerFault.WALL_TIME, HandlerFault.MEMORY));
      long begun = System.nanoTime();
      while (handlers.host.disabled() == 0
          && System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(60)) {
        assertThat(call(handlers, peaceful)).isInstanceOf(Verdict.ContinueWith.class);
      }
      assertThat(call(handlers, endless)).isEqualTo(Verdict.Failed.of(HandlerFault.DISABLED));
      assertThat(handlers.host.abandonedThreads()).isEqualTo(1);
      assertThat(call(handlers, peaceful)).isInstanceOf(Verdict.ContinueWith.class);
      ends.set(true);
      long freed = System.nanoTime();
      while (handlers.host.abandonedThreads() > 0
          && System.nanoTime() - freed < TimeUnit.SECONDS.toNanos(60)) {
        Thread.onSpinWait();
      }
      assertThat(handlers.host.abandonedThreads()).isZero();
    } finally {
      ends.set(true);
      System.getProperties().remove(ENDS);
    }
  }

  private static Verdict call(JarHandlers handlers, HandlerSpec spec) {
    return handlers.call(spec, JarHandlers.asking(JarHandlers.request("/")));
  }
}
