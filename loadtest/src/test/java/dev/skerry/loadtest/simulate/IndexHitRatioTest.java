package dev.skerry.loadtest.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.loadtest.simulate.policy.PolicyKind;
import dev.skerry.loadtest.simulate.synthetic.SyntheticTrace;
import dev.skerry.loadtest.simulate.trace.Trace;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was promised of the edge's index, on every made-up trace. */
class IndexHitRatioTest {
  private static final long SEED = 7;
  private static final int REQUESTS = 200_000;
  private static final long OVERHEAD_BYTES = 1_024;
  private static final double FIVE_POINTS = 0.05;

  @ParameterizedTest
  @EnumSource(SyntheticTrace.class)
  void itIsBetterThanLeastRecentlyUsedAndNearTheBest(SyntheticTrace kind) {
    Trace trace = kind.make(SEED, REQUESTS);
    Simulation simulation = new Simulation(trace, OVERHEAD_BYTES);
    long all = Arrays.stream(trace.weights(OVERHEAD_BYTES)).sum();
    for (double percent : new double[] {0.3, 1, 3, 10}) {
      long capacity = Math.round(all * percent / 100);
      double index = simulation.replay(PolicyKind.SKERRY, capacity).objectRatio();
      double recency = simulation.replay(PolicyKind.LRU, capacity).objectRatio();
      double best =
          Arrays.stream(PolicyKind.values())
              .filter(policy -> !policy.seesFuture())
              .mapToDouble(policy -> simulation.replay(policy, capacity).objectRatio())
              .max()
              .orElseThrow();
      assertThat(index).as("above LRU at %s %%", percent).isGreaterThan(recency);
      assertThat(index).as("near the best at %s %%", percent).isGreaterThan(best - FIVE_POINTS);
    }
  }
}
