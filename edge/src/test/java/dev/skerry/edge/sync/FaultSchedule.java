package dev.skerry.edge.sync;

import dev.skerry.edge.purge.Expression;
import dev.skerry.edge.purge.ExpressionException;
import dev.skerry.edge.purge.Selector;
import dev.skerry.edge.sync.SimulatedControlPlane.Ordered;
import dev.skerry.edge.sync.SimulatedEdge.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/**
 * One schedule of faults: three edges and a control plane, what befalls them in an order that a
 * seed decides, and what the edges serve meanwhile, compared with what each has acknowledged.
 */
final class FaultSchedule {
  private static final int STEPS = 150;
  private static final long LOST_AFTER = 15_000;

  /** By so much an edge may be wrong about ages, on the side on which more is purged. */
  private static final long SLACK = 1_000;

  private static final int URLS = 6;
  private static final int TAGS = 3;

  private final RandomGenerator random;
  private final SimulatedControlPlane controlPlane = new SimulatedControlPlane();
  private final List<SimulatedEdge> edges = new ArrayList<>();
  private final List<String> history = new ArrayList<>();
  private final boolean validates;
  private long now = 1_700_000_000_000L;
  private long step;

  /**
   * A schedule.
   *
   * @param disk whether edges have one, for whose sake every acknowledgement waits
   */
  FaultSchedule(long seed, boolean disk, Path folder) throws IOException {
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    validates = random.nextBoolean();
    for (int i = 0; i < 3; i++) {
      Path file = i == 1 || !disk ? null : folder.resolve("purges-" + i);
      if (file != null) {
        Files.deleteIfExists(file);
      }
      long skew = random.nextLong(-3_600_000, 3_600_000);
      SimulatedEdge edge =
          new SimulatedEdge(
              file, folder.resolve("last-good"), validates ? "validate" : "serve", skew, () -> now);
      for (int own = random.nextInt(20); own > 0; own--) {
        edge.purges.apply(null, List.of(new Selector.Tag("own")), false);
      }
      edges.add(edge);
    }
  }

  List<String> history() {
    return history;
  }

  void run() throws IOException {
    for (int i = 0; i < STEPS; i++) {
      step++;
      now += random.nextInt(4) == 0 ? random.nextLong(6_000) : random.nextLong(100);
      happen();
      for (SimulatedEdge edge : edges) {
        act(edge);
      }
    }
    makeGood();
  }

  private void happen() throws IOException {
    SimulatedEdge edge = edges.get(random.nextInt(3));
    switch (random.nextInt(24)) {
      case 0, 1, 2, 3, 4 -> say("order", controlPlane.order(selectors(), step, now));
      case 5 -> {
        say("partition", edges.indexOf(edge));
        edge.partitioned = !edge.partitioned;
      }
      case 6 -> {
        say("pause", edges.indexOf(edge));
        edge.paused = !edge.paused;
      }
      case 7 -> kill(edge, false);
      case 8 -> kill(edge, true);
      case 9 -> {
        say("control plane restarts", "");
        controlPlane.restart();
      }
      case 10 -> now += random.nextLong(40_000);
      case 11 -> edge.note();
      case 12 -> edge.purges.retire();
      case 13 -> {
        if (random.nextInt(3) == 0) {
          say("trim", controlPlane.latest());
          controlPlane.trim();
        }
      }
      case 14 -> controlPlane.backUp();
      case 15 -> {
        if (random.nextInt(3) == 0) {
          say("restore", controlPlane.latest());
          controlPlane.restore();
        }
      }
      default -> {
        // Only time goes by.
      }
    }
  }

  private void kill(SimulatedEdge edge, boolean powerFailure) throws IOException {
    say(powerFailure ? "power failure" : "kill", edges.indexOf(edge));
    edge.kill(powerFailure);
    edge.paused = false;
  }

  private void say(String what, Object about) {
    history.add(step + " " + what + " " + about);
  }

  private List<Selector> selectors() {
    return List.of(
        switch (random.nextInt(12)) {
          case 0 -> new Selector.Everything();
          case 1 -> new Selector.Host("example.com");
          case 2 -> new Selector.Prefix("example.com/" + random.nextInt(URLS));
          case 3 -> age(random.nextBoolean() ? "age > 10s" : "age < 10s");
          case 4, 5, 6 -> new Selector.Url("example.com/" + random.nextInt(URLS));
          default -> new Selector.Tag("t" + random.nextInt(TAGS));
        });
  }

  private static Selector age(String expression) {
    try {
      return new Selector.Matching(Expression.parse(expression));
    } catch (ExpressionException e) {
      throw new AssertionError(e);
    }
  }

  /** What an edge does by itself, if it runs. */
  private void act(SimulatedEdge edge) throws IOException {
    boolean reached = !edge.partitioned;
    if (reached && edge.isCut(controlPlane) && !edge.paused && random.nextBoolean()) {
      edge.connect(controlPlane);
    }
    if (reached && !edge.isCut(controlPlane)) {
      edge.hear(random.nextLong(400));
    }
    if (edge.paused) {
      return;
    }
    serve(edge);
    if (random.nextInt(3) > 0) {
      edge.carryOut(1 + random.nextInt(4));
      serve(edge);
      if (random.nextInt(3) > 0) {
        edge.settle();
      }
    }
    serve(edge);
  }

  private void serve(SimulatedEdge edge) {
    String url = "example.com/" + random.nextInt(URLS);
    Item served =
        random.nextInt(3) == 0 && edge.fills.containsKey(url)
            ? edge.complete(url)
            : edge.lookup(url);
    if (served != null) {
      check(edge, served);
    } else if (!edge.fills.containsKey(url)) {
      edge.fetch(url, List.of("t" + random.nextInt(TAGS), "own"), step);
    }
  }

  // ---- what must never be served

  private void check(SimulatedEdge edge, Item served) {
    for (Ordered purge : edge.acknowledged) {
      if (isMeant(purge, served)) {
        throw new AssertionError(
            "edge %d serves %s although it has acknowledged %s"
                .formatted(edges.indexOf(edge), served, purge));
      }
    }
    if (!validates) {
      return;
    }
    for (Ordered purge : controlPlane.log) {
      if (isMeant(purge, served) && now >= purge.trueMillis() + LOST_AFTER) {
        throw new AssertionError(
            "edge %d serves %s at %d unvalidated, long after %s"
                .formatted(edges.indexOf(edge), served, now, purge));
      }
    }
  }

  /** Whether a purge is certainly about what was fetched. */
  private static boolean isMeant(Ordered ordered, Item item) {
    if (item.step() >= ordered.step()) {
      return false;
    }
    long age = ordered.trueMillis() - item.bornTrue();
    Selector selector = ordered.purge().selectors().getFirst();
    return switch (selector) {
      case Selector.Matching(Expression expression) ->
          expression.text().contains(">") ? age > 10_000 + SLACK : age < 10_000 - SLACK;
      default -> selector.selects(item, 0);
    };
  }

  /** When all is well again, every edge gets to know every purge. */
  private void makeGood() throws IOException {
    for (SimulatedEdge edge : edges) {
      edge.paused = false;
      edge.partitioned = false;
      for (int i = 0; i < 20 && !isCurrent(edge); i++) {
        now += 500;
        if (edge.isCut(controlPlane)) {
          edge.connect(controlPlane);
        }
        edge.hear(0);
        edge.carryOut(1_000);
        edge.settle();
      }
      if (!isCurrent(edge)) {
        throw new AssertionError("edge " + edges.indexOf(edge) + " stays behind");
      }
      step++;
      for (String url : edge.urls()) {
        @Nullable Item served = edge.lookup(url);
        if (served != null) {
          check(edge, served);
        }
      }
      edge.purges.close();
    }
  }

  private boolean isCurrent(SimulatedEdge edge) {
    return !edge.isCut(controlPlane)
        && edge.status().current()
        && edge.status().applied() == controlPlane.latest();
  }
}
