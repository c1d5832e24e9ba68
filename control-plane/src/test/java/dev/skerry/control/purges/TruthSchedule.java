package dev.skerry.control.purges;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.control.purges.TruthPlane.Ordered;
import dev.skerry.edge.cache.StoredResponse;
import dev.skerry.edge.purge.Expression;
import dev.skerry.edge.purge.ExpressionException;
import dev.skerry.edge.purge.PurgeLimits;
import dev.skerry.edge.purge.Selector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/**
 * One schedule of faults: a control plane and three edges, what befalls them in an order that a
 * seed decides, and what the edges serve meanwhile, compared with what each has acknowledged.
 */
final class TruthSchedule {
  private static final int STEPS = 120;
  private static final long LOST_AFTER = 15_000;

  /** By so much an edge may be wrong about ages, on the side on which more is purged. */
  private static final long SLACK = 2_000;

  private static final int URLS = 6;
  private static final int TAGS = 3;
  private static final PurgeLimits NARROW = new PurgeLimits(3, 1, 1, 2, 2);

  private final RandomGenerator random;
  private final List<String> history = new ArrayList<>();
  private final List<TruthEdge> edges = new ArrayList<>();
  private final List<Fetched> fetches = new ArrayList<>();
  private final TruthPlane plane;
  private final boolean validates;
  private long now = 1_700_000_000_000L;
  private long step;

  /** What was fetched: in which step that began, and when its response came, by the true time. */
  private record Fetched(String url, List<String> tags, long step, long cameMillis) {}

  /**
   * A schedule.
   *
   * @param disks how many of the edges have one
   */
  TruthSchedule(long seed, int disks, Path folder) throws IOException {
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    validates = random.nextBoolean();
    plane = new TruthPlane(() -> now, random.nextLong(-3_600_000, 3_600_000));
    for (int i = 0; i < 3; i++) {
      Path disk = i < disks ? Files.createTempDirectory(folder, "edge") : null;
      PurgeLimits limits = random.nextInt(3) == 0 ? NARROW : PurgeLimits.DEFAULT;
      long skew = random.nextLong(-3_600_000, 3_600_000);
      TruthEdge edge =
          new TruthEdge(
              new TruthEdge.Setup("edge-" + i, disk, folder, validates, skew), limits, () -> now);
      for (int own = random.nextInt(20); own > 0; own--) {
        edge.store.purges.apply(null, List.of(new Selector.Tag("own")), false);
      }
      edges.add(edge);
    }
  }

  List<String> history() {
    return history;
  }

  void run() throws IOException, InterruptedException {
    try {
      for (int i = 0; i < STEPS; i++) {
        step++;
        now += random.nextInt(4) == 0 ? random.nextLong(6_000) : random.nextLong(100);
        happen();
        for (TruthEdge edge : edges) {
          act(edge);
          checkWhatIsSaid(edge);
        }
      }
      makeGood();
    } finally {
      for (TruthEdge edge : edges) {
        edge.close();
      }
    }
  }

  private void happen() throws IOException {
    TruthEdge edge = edges.get(random.nextInt(3));
    switch (random.nextInt(30)) {
      case 0, 1, 2, 3, 4, 5 ->
          say("order", plane.order(selectors(), random.nextInt(4) == 0, step, now));
      case 6, 7 -> {
        edge.partitioned = !edge.partitioned;
        say("partitioned " + edge.partitioned, edge.name);
      }
      case 8 -> {
        edge.paused = !edge.paused;
        say("paused " + edge.paused, edge.name);
      }
      case 9 -> end(edge);
      case 10 -> {
        say("the control plane is killed", plane.latest());
        plane.restart();
      }
      case 11 -> now += random.nextLong(40_000);
      case 12 -> edge.note();
      case 13, 14 -> edge.store.tend();
      case 15 -> plane.trim();
      case 16 -> {
        say("backup", plane.latest());
        plane.backUp();
      }
      case 17 -> {
        if (random.nextBoolean()) {
          say("put back from", plane.latest());
          plane.putBack();
          say("put back to", plane.latest());
        }
      }
      case 18 -> edge.store.evictAll();
      case 19 -> plane.write();
      default -> {
        // Only time goes by.
      }
    }
  }

  private void end(TruthEdge edge) throws IOException {
    switch (random.nextInt(3)) {
      case 0 -> {
        say("restart", edge.name);
        edge.restart();
      }
      case 1 -> {
        say("kill", edge.name);
        edge.kill(false);
      }
      default -> {
        say("power failure", edge.name);
        edge.kill(true);
      }
    }
    edge.paused = false;
  }

  private void say(String what, Object about) {
    history.add(step + " " + what + " " + about);
  }

  private List<Selector> selectors() {
    List<Selector> selectors = new ArrayList<>();
    for (int more = random.nextInt(3); more >= 0; more--) {
      selectors.add(selector(selectors.isEmpty()));
    }
    return selectors;
  }

  private Selector selector(boolean mayRead) {
    return switch (random.nextInt(14)) {
      case 0 -> new Selector.Everything();
      case 1 -> new Selector.Host("example.com");
      case 2, 3 -> new Selector.Prefix("example.com/" + random.nextInt(URLS));
      case 4, 5 -> mayRead ? age(random.nextBoolean() ? "age > 10s" : "age < 10s") : tag();
      case 6, 7, 8 -> new Selector.Url("example.com/" + random.nextInt(URLS));
      default -> tag();
    };
  }

  private Selector tag() {
    return new Selector.Tag("t" + random.nextInt(TAGS));
  }

  private static Selector age(String expression) {
    try {
      return new Selector.Matching(Expression.parse(expression));
    } catch (ExpressionException e) {
      throw new AssertionError(e);
    }
  }

  // ---- what an edge does

  private void act(TruthEdge edge) throws IOException, InterruptedException {
    if (!edge.partitioned) {
      if (edge.isCut(plane) && !edge.paused && random.nextBoolean()) {
        edge.connect(plane);
      }
      if (!edge.isCut(plane)) {
        edge.exchange(random.nextLong(400));
      }
    }
    if (edge.paused) {
      return;
    }
    request(edge);
    if (random.nextInt(3) > 0) {
      edge.carryOut(1 + random.nextInt(4));
      request(edge);
      if (random.nextInt(3) > 0) {
        edge.settle(random.nextLong(400));
      }
    }
    request(edge);
    request(edge);
  }

  private void request(TruthEdge edge) {
    TruthStore store = edge.store;
    String url = "example.com/" + random.nextInt(URLS);
    if (store.idUnderWay(url) >= 0 && random.nextInt(3) == 0) {
      complete(store, url);
    }
    StoredResponse found = store.find(url);
    if (found != null && !store.mustValidate()) {
      served(edge, TruthStore.id(found), found.isSoftPurged());
      if (random.nextBoolean()) {
        store.asked(found);
      }
      if (!found.isSoftPurged() && random.nextInt(8) > 0) {
        return;
      }
    }
    int id = fetches.size();
    fetches.add(new Fetched(url, List.of("t" + random.nextInt(TAGS), "own"), step, now));
    // Its tags stay as they were where it is only confirmed.
    @Nullable StoredResponse validating = found;
    if (validating != null) {
      Fetched old = fetches.get(TruthStore.id(validating));
      fetches.set(id, new Fetched(url, old.tags(), step, now));
    }
    boolean _ = store.fetch(url, id, validating, (by, stale) -> served(edge, by, stale));
    if (random.nextInt(3) == 0) {
      complete(store, url);
    }
  }

  private void complete(TruthStore store, String url) {
    int id = store.idUnderWay(url);
    if (id < 0) {
      return;
    }
    Fetched begun = fetches.get(id);
    fetches.set(id, new Fetched(url, begun.tags(), begun.step(), now));
    store.complete(url, begun.tags(), ("body of " + id).getBytes(UTF_8));
  }

  // ---- what must never be

  private void served(TruthEdge edge, int id, boolean stale) {
    Fetched fetched = fetches.get(id);
    for (Ordered ordered : edge.acknowledged) {
      if (isMeant(ordered, fetched) && !(stale && ordered.purge().soft())) {
        throw new AssertionError(
            "%s serves %s in step %d although it has acknowledged %s"
                .formatted(edge.name, fetched, step, ordered));
      }
    }
    if (validates) {
      for (Ordered ordered : plane.ordered) {
        if (isMeant(ordered, fetched)
            && !(stale && ordered.purge().soft())
            && now >= ordered.trueMillis() + LOST_AFTER) {
          throw new AssertionError(
              "%s serves %s in step %d unvalidated, long after %s"
                  .formatted(edge.name, fetched, step, ordered));
        }
      }
    }
  }

  /** Whether a purge is certainly about what was fetched. */
  private static boolean isMeant(Ordered ordered, Fetched fetched) {
    return fetched.step() < ordered.step()
        && ordered.purge().selectors().stream().anyMatch(s -> selects(s, ordered, fetched));
  }

  private static boolean selects(Selector selector, Ordered ordered, Fetched fetched) {
    return switch (selector) {
      case Selector.Everything() -> true;
      case Selector.Host(String host) -> fetched.url().startsWith(host + "/");
      case Selector.Prefix(String prefix) -> fetched.url().startsWith(prefix);
      case Selector.Url(String url) -> fetched.url().equals(url);
      case Selector.Tag(String tag) -> fetched.tags().contains(tag);
      case Selector.Matching(Expression expression) -> {
        long age = ordered.trueMillis() - fetched.cameMillis();
        yield expression.text().contains(">") ? age > 10_000 + SLACK : age < 10_000 - SLACK;
      }
    };
  }

  /** The control plane says of no edge that it has applied a purge that it has not acknowledged. */
  private void checkWhatIsSaid(TruthEdge edge) {
    long applied = plane.applied(edge.name);
    for (Ordered ordered : plane.ordered) {
      if (ordered.purge().sequence() <= applied && !edge.acknowledged.contains(ordered)) {
        throw new AssertionError(
            "%s is said to have applied up to %d in step %d, and has not acknowledged %s"
                .formatted(edge.name, applied, step, ordered));
      }
    }
  }

  /** When all is well again, every edge gets to know every purge. */
  private void makeGood() throws IOException, InterruptedException {
    for (TruthEdge edge : edges) {
      edge.paused = false;
      edge.partitioned = false;
      for (int i = 0; i < 40 && !isCurrent(edge); i++) {
        now += 500;
        if (edge.isCut(plane)) {
          edge.connect(plane);
        }
        edge.exchange(0);
        edge.carryOut(1_000);
        edge.settle(0);
        edge.exchange(0);
      }
      if (!isCurrent(edge)) {
        throw new AssertionError(edge.name + " stays behind: " + edge.status());
      }
      step++;
      for (int url = 0; url < URLS; url++) {
        StoredResponse found = edge.store.find("example.com/" + url);
        if (found != null) {
          served(edge, TruthStore.id(found), found.isSoftPurged());
        }
      }
      checkWhatIsSaid(edge);
    }
  }

  private boolean isCurrent(TruthEdge edge) {
    return !edge.isCut(plane)
        && edge.status().current()
        && edge.status().applied() == plane.latest()
        && plane.applied(edge.name) == plane.latest();
  }
}
