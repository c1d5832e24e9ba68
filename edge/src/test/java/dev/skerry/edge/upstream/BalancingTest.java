package dev.skerry.edge.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.config.PoolConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How balancers choose, and what a retry budget allows. */
class BalancingTest {
  @Test
  void roundRobinFollowsTheWeightsAndSpreadsThem() {
    Endpoint[] members = {endpoint("a", 5), endpoint("b", 1), endpoint("c", 1)};
    RoundRobin balancer = new RoundRobin(0);
    List<Integer> chosen = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      chosen.add(balancer.choose(members, 0, e -> true));
    }
    assertThat(chosen.stream().filter(i -> i == 0).count()).isEqualTo(50);
    assertThat(chosen.stream().filter(i -> i == 1).count()).isEqualTo(10);
    for (int i = 0; i + 7 <= 70; i += 7) {
      assertThat(chosen.subList(i, i + 7)).contains(1, 2);
    }
  }

  @Test
  void roundRobinLeavesOutWhatIsNotEligible() {
    Endpoint[] members = {endpoint("a", 1), endpoint("b", 1), endpoint("c", 1)};
    RoundRobin balancer = new RoundRobin(7);
    for (int i = 0; i < 10; i++) {
      assertThat(balancer.choose(members, 0, e -> e != members[1])).isNotEqualTo(1);
    }
    assertThat(balancer.choose(members, 0, e -> false)).isEqualTo(-1);
  }

  @Test
  void leastConnectionsChoosesByLoadInProportionToTheWeight() {
    Endpoint[] members = {endpoint("a", 1), endpoint("b", 3)};
    LeastConnections balancer = new LeastConnections(1);
    for (int i = 0; i < 40; i++) {
      members[balancer.choose(members, 0, e -> true)].active.incrementAndGet();
    }
    assertThat(members[0].active.get()).isEqualTo(10);
    assertThat(members[1].active.get()).isEqualTo(30);
  }

  @Test
  void hashMovesOnlyWhatTheRemovedOriginHad() {
    Endpoint[] all = new Endpoint[10];
    for (int i = 0; i < all.length; i++) {
      all[i] = endpoint("origin-" + i, 1);
    }
    Endpoint[] fewer = Arrays.copyOf(all, 9);
    RendezvousHash balancer = new RendezvousHash();
    int[] share = new int[10];
    int moved = 0;
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      long hash = random.nextLong();
      int before = balancer.choose(all, hash, e -> true);
      int after = balancer.choose(fewer, hash, e -> true);
      share[before]++;
      if (before != after) {
        moved++;
        assertThat(before).as("seed %d", seed).isEqualTo(9);
      }
    }
    assertThat(moved).isEqualTo(share[9]);
    for (int each : share) {
      assertThat(each).as("seed %d", seed).isBetween(1_700, 2_300);
    }
  }

  @Test
  void hashFollowsTheWeights() {
    Endpoint[] members = {endpoint("a", 1), endpoint("b", 3)};
    RendezvousHash balancer = new RendezvousHash();
    int heavy = 0;
    for (int i = 0; i < 10_000; i++) {
      heavy += balancer.choose(members, Hashing.mix(i), e -> true);
    }
    assertThat(heavy).isBetween(7_200, 7_800);
  }

  @Test
  void hashKeepsAnOriginWhoseAddressesChange() {
    PoolConfig.Origin origin = new PoolConfig.Origin(false, "a.example", 80, 1);
    OriginCounters counters = new OriginCounters("p", "a.example:80");
    Endpoint other = endpoint("b", 1);
    Endpoint[] before = {at(origin, counters, "192.0.2.1"), other};
    Endpoint[] after = {
      at(origin, counters, "192.0.2.2"), at(origin, counters, "192.0.2.3"), other
    };
    RendezvousHash balancer = new RendezvousHash();
    for (int i = 0; i < 1_000; i++) {
      boolean was = balancer.choose(before, i, e -> true) == 1;
      boolean is = balancer.choose(after, i, e -> true) == 2;
      assertThat(is).isEqualTo(was);
    }
  }

  @Test
  void budgetAllowsAShareOfTheRequestsAndAFewPerSecond() {
    AtomicLong clock = new AtomicLong();
    RetryBudget budget = new RetryBudget(20, 2, clock::get);
    assertThat(drain(budget)).isEqualTo(20);
    for (int i = 0; i < 50; i++) {
      budget.request();
    }
    assertThat(drain(budget)).isEqualTo(10);
    clock.addAndGet(3_000_000_000L);
    assertThat(drain(budget)).isEqualTo(6);
    clock.addAndGet(3_600_000_000_000L);
    assertThat(drain(budget)).isEqualTo(20);
  }

  @Test
  void budgetOfNothingAllowsNothing() {
    RetryBudget budget = new RetryBudget(0, 0, () -> 0);
    budget.request();
    assertThat(budget.tryRetry()).isFalse();
  }

  private static int drain(RetryBudget budget) {
    int allowed = 0;
    while (budget.tryRetry()) {
      allowed++;
    }
    return allowed;
  }

  private static Endpoint endpoint(String name, int weight) {
    PoolConfig.Origin origin = new PoolConfig.Origin(false, name, 80, weight);
    return at(origin, new OriginCounters("p", name), "192.0.2.1");
  }

  private static Endpoint at(PoolConfig.Origin origin, OriginCounters counters, String address) {
    InetSocketAddress socket = new InetSocketAddress(InetAddress.ofLiteral(address), origin.port());
    return new Endpoint(origin, socket, counters);
  }
}
