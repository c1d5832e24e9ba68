package dev.skerry.handler.js;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.handler.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A warm-up that fails would warm nothing, and nobody would see it. */
class WarmUpTest {
  @Test
  void everyCallOfAFunctionSucceedsButTheFirstWhichThrows() {
    onlyTheFirstFails(JsWarmUp.calls());
  }

  @Test
  void everyCallOfAModuleSucceedsButTheFirstWhichThrows() {
    onlyTheFirstFails(ModuleWarmUp.calls());
  }

  private static void onlyTheFirstFails(List<Verdict> verdicts) {
    assertThat(verdicts.getFirst()).isInstanceOf(Verdict.Failed.class);
    assertThat(verdicts.subList(1, verdicts.size()))
        .isNotEmpty()
        .noneMatch(Verdict.Failed.class::isInstance);
  }
}
