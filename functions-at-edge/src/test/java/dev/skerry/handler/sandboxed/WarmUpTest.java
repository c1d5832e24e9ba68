package dev.skerry.handler.sandboxed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.handler.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A warm-up that fails would warm nothing, and nobody would see it. */
class WarmUpTest {
  @Test
  void everyCallOfAModuleSucceedsButTheFirstWhichThrows() {
    List<Verdict> verdicts = ModuleWarmUp.calls();
    assertThat(verdicts.getFirst()).isInstanceOf(Verdict.Failed.class);
    assertThat(verdicts.subList(1, verdicts.size()))
        .isNotEmpty()
        .noneMatch(Verdict.Failed.class::isInstance);
  }
}
