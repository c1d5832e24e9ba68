package dev.skerry.control.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.control.engine.EnginePlace;
import dev.skerry.edge.sync.EdgeVitals;
import dev.skerry.origin.access.account.MasterKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One hundred edges that follow one control plane over TLS, and what that has it hold. */
class HundredEdgesTest {
  private static final int EDGES = 100;
  private static final int ROUNDS = 3;
  private static final Duration LONG = Duration.ofMinutes(3);

  private static final Pattern EDGES_OWN =
      Pattern.compile("HttpClient-|ForkJoinPool|skerry-follow");

  @TempDir private Path data = Path.of("");

  private final List<LightEdge> edges = new ArrayList<>();
  private PlaneNode node = unset();

  @BeforeEach
  void open() throws Exception {
    node =
        new PlaneNode(
            new EnginePlace.Embedded(data.resolve("engine")),
            MasterKey.open(data.resolve("master-key")));
    var _ = node.apply("/first", null);
    String token = node.token(3 * EDGES);
    for (int i = 0; i < EDGES; i++) {
      edges.add(join("edge-" + i, token));
    }
  }

  /** Where no answer comes in time it may have joined nevertheless, and comes as another then. */
  private LightEdge join(String name, String token) throws Exception {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (true) {
      try {
        return new LightEdge(name, token, List.of(node.url()), data.resolve(name));
      } catch (IOException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        boolean _ = node.plane.membership().revoke(name, node.plane.fleet());
      }
    }
  }

  @AfterEach
  void close() {
    edges.forEach(LightEdge::close);
    node.close();
  }

  @Test
  void oneHundredEdgesAreCurrentAndWhatIsHeldForThemDoesNotGrow() throws Exception {
    awaitAll();
    List<String> threads = platformThreads();
    for (int round = 0; round < ROUNDS; round++) {
      for (LightEdge edge : edges) {
        // It comes again at once: what was held of its session is to be let go.
        Session session = node.plane.fleet().session(edge.name());
        if (session != null) {
          session.end("a round of the test is over");
        }
      }
      awaitAll();
      var _ = node.apply("/" + round, null);
      long sequence = node.purge(Duration.ZERO).logged().sequence();
      await(() -> edges.stream().allMatch(edge -> edge.status().applied() == sequence));
    }
    await(() -> edges.stream().allMatch(edge -> edge.status().version() == 1 + ROUNDS));
    awaitAll();

    Fleet fleet = node.plane.fleet();
    assertThat(fleet.edges()).hasSize(EDGES);
    await(() -> fleet.connected() == EDGES);
    // What was held of sessions before is let go soon, and so is what is held of a report.
    await(() -> LivingObjects.of(Session.class) == EDGES);
    await(() -> LivingObjects.of(FollowExchange.class) == EDGES);
    await(() -> LivingObjects.of(StreamSink.class) == EDGES);
    await(() -> LivingObjects.of(CallExchange.class) == 0);
    assertThat(LivingObjects.of(TrafficRing.class)).isLessThanOrEqualTo(EDGES + 2);
    assertThat(LivingObjects.of(EdgeVitals.class)).isLessThanOrEqualTo(3 * EDGES);
    assertThat(platformThreads())
        .as("threads; at first %s", threads)
        .hasSizeLessThan(threads.size() + EDGES / 10); // some come late, but none for each edge
  }

  private void awaitAll() {
    Fleet fleet = node.plane.fleet();
    for (LightEdge edge : edges) {
      // None of them is connected at first, so nothing would be waited for: look at each.
      await(() -> edge.status().current() && fleet.session(edge.name()) != null);
    }
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited " + LONG).isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  /** Threads that are not those of the edges, nor of their clients, nor carry virtual ones. */
  private static List<String> platformThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> !EDGES_OWN.matcher(name).lookingAt())
        .toList();
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // Set before each test.
  private static <T> T unset() {
    return null;
  }
}
