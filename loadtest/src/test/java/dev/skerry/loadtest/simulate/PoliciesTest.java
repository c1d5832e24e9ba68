package dev.skerry.loadtest.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.loadtest.simulate.policy.Policy;
import dev.skerry.loadtest.simulate.policy.PolicyKind;
import dev.skerry.loadtest.simulate.trace.Trace;
import dev.skerry.loadtest.simulate.trace.TraceBuilder;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PoliciesTest {
  private static final long SEED = 42;

  private static Trace trace(int requests, int objects, int largest) {
    SplittableRandom random = new SplittableRandom(SEED);
    TraceBuilder builder = new TraceBuilder(requests);
    long[] sizes = random.longs(objects, 1, largest + 1L).toArray();
    while (!builder.isFull()) {
      int object = (int) Math.pow(objects, random.nextDouble()) - 1;
      builder.add(object, sizes[object]);
    }
    return builder.build("random");
  }

  @Test
  void leastRecentlyUsedAgreesWithAPlainOne() {
    Trace trace = trace(20_000, 500, 100);
    long[] weights = trace.weights(0);
    Policy policy = PolicyKind.LRU.make(trace, weights, 3_000);
    LinkedHashMap<Integer, Long> plain = new LinkedHashMap<>(16, 0.75f, true);
    long weight = 0;
    for (int object : trace.requests()) {
      boolean hit = plain.get(object) != null;
      assertThat(policy.request(object)).isEqualTo(hit);
      if (!hit) {
        plain.put(object, weights[object]);
        weight += weights[object];
        while (weight > 3_000) {
          weight -= plain.pollFirstEntry().getValue();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(PolicyKind.class)
  void nothingIsAHitTheFirstTimeAndAllIsWhereAllFits(PolicyKind kind) {
    Trace trace = trace(20_000, 500, 100);
    Policy policy = kind.make(trace, trace.weights(0), 1_000_000);
    Set<Integer> seen = new HashSet<>();
    for (int object : trace.requests()) {
      assertThat(policy.request(object)).isEqualTo(!seen.add(object));
    }
  }

  @ParameterizedTest
  @EnumSource(PolicyKind.class)
  void noneExceedsTheBound(PolicyKind kind) {
    Simulation simulation = new Simulation(trace(50_000, 2_000, 1_000), 10);
    for (long capacity : new long[] {5_000, 50_000, 200_000}) {
      Score score = simulation.replay(kind, capacity);
      Score bound = simulation.bound(capacity);
      assertThat(score.objectRatio()).isBetween(0.0, bound.objectRatio());
      assertThat(score.byteRatio()).isBetween(0.0, bound.byteRatio());
    }
  }

  @ParameterizedTest
  @EnumSource(PolicyKind.class)
  void withOneSizeNoneIsBetterThanBelady(PolicyKind kind) {
    Simulation simulation = new Simulation(trace(50_000, 2_000, 1), 15);
    Score best = simulation.replay(PolicyKind.BELADY, 16 * 100);
    assertThat(simulation.replay(kind, 16 * 100).objectRatio())
        .isLessThanOrEqualTo(best.objectRatio());
  }

  @ParameterizedTest
  @EnumSource(PolicyKind.class)
  void anObjectLargerThanTheCacheIsNeverAHit(PolicyKind kind) {
    TraceBuilder builder = new TraceBuilder(3);
    builder.add(1, 1_000);
    builder.add(1, 1_000);
    builder.add(1, 1_000);
    Simulation simulation = new Simulation(builder.build("large"), 0);
    assertThat(simulation.replay(kind, 999)).isEqualTo(new Score(0, 0));
  }
}
