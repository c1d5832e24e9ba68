package dev.skerry.handler.js;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The one kind of code that the engine does not stop: the thread is given up, the node goes on. */
class UnstoppableHandlerTest {
  /** Ends by itself at last, so that nothing of it is left behind in the test's JVM. */
  private static final String RECURSION =
      """
      function handler(event) {
        let calls = 0;
        function again() { calls++; try { again() } catch (e) { if (calls < 5e7) again() } }
        again();
        return event.request;
      }
      """;

  @Test
  void recursionThatCatchesItsOverflowDisablesTheHandlerAndNoOther() throws Exception {
    HandlerLimits limits =
        new HandlerLimits(Map.of(HandlerLimit.CPU_TIME, 100L, HandlerLimit.WALL_TIME, 1_000L));
    HandlerSpec hostile = Handlers.spec(RECURSION, limits);
    HandlerSpec peaceful = Handlers.spec("function handler(event) { return event.request }");
    try (Handlers handlers = new Handlers()) {
      handlers.deploy(peaceful, hostile);
      assertThat(call(handlers, hostile))
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
      assertThat(handlers.host.disabled()).isEqualTo(1);
      assertThat(call(handlers, hostile)).isEqualTo(Verdict.Failed.of(HandlerFault.DISABLED));
      assertThat(call(handlers, peaceful)).isInstanceOf(Verdict.ContinueWith.class);
    }
  }

  private static Verdict call(Handlers handlers, HandlerSpec spec) throws HandlerProblem {
    return handlers.call(spec, Handlers.asking(Handlers.request("/")));
  }
}
