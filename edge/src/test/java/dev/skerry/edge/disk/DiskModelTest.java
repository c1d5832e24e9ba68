package dev.skerry.edge.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.cache.StoredHead;
import dev.skerry.edge.cache.StoredResponse;
import dev.skerry.http.Fields;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random operations on a disk and on a map. What the disk gives must be what was stored last, or
 * nothing; nothing only where something was evicted, dropped or damaged.
 */
class DiskModelTest {
  private static final int KEYS = 60;

  @TempDir Path folder;

  private Random random = new Random();
  private final Map<String, Integer> newest = new HashMap<>();

  /** What may be found after damage: an older version can come to light where a newer is lost. */
  private final Map<String, Set<Integer>> everStored = new HashMap<>();

  private int version;

  @SuppressWarnings("NullAway.Init") // Each test makes its own.
  private DiskWorld world;

  private byte[] body(int bodyVersion) {
    Random content = new Random(bodyVersion);
    int size =
        switch (bodyVersion % 5) {
          case 0 -> content.nextInt(100);
          case 1, 2 -> content.nextInt(5_000);
          case 3 -> content.nextInt(100_000);
          default -> content.nextInt(700_000);
        };
    byte[] bytes = new byte[size];
    content.nextBytes(bytes);
    return bytes;
  }

  private String path() {
    return "/" + random.nextInt(KEYS);
  }

  private void put() {
    String path = path();
    version++;
    world.keep(world.response(path, body(version), "etag", "\"" + version + "\""));
    newest.put(path, version);
    everStored.computeIfAbsent(path, p -> new HashSet<>()).add(version);
  }

  private void freshen() {
    String path = path();
    List<StoredResponse> found = world.find(path);
    if (!found.isEmpty()) {
      StoredResponse old = found.getFirst();
      Fields fields = Fields.of("etag", String.valueOf(old.head().validators().etag()), "x", "y");
      StoredHead head = old.head().freshened(fields, old.head().freshness(), world.purges.begin());
      StoredResponse fresh = old.withHead(head);
      if (fresh != null) {
        world.store.replace(old, fresh);
      }
    }
  }

  private void remove() {
    String path = path();
    world.store.removeAll(DiskWorld.key(path));
    newest.remove(path);
    everStored.remove(path);
  }

  /** Whether something was found; fails if it is anything else than what was stored last. */
  private boolean checkNewest(String path) {
    byte[] found = world.body(path);
    if (found == null) {
      return false;
    }
    int expected = newest.getOrDefault(path, -1);
    assertThat(expected).as("%s was removed", path).isPositive();
    assertThat(found).as(path).isEqualTo(body(expected));
    return true;
  }

  @Test
  void itGivesWhatWasStoredLastOrNothing() {
    long seed = new Random().nextLong();
    System.out.println("DiskModelTest seed " + seed);
    random = new Random(seed);
    world = new DiskWorld(folder, 64L << 20);
    for (int i = 0; i < 3_000; i++) {
      switch (random.nextInt(20)) {
        case 0, 1, 2, 3, 4, 5 -> put();
        case 6 -> freshen();
        case 7 -> remove();
        case 8 -> world.store.clear();
        case 9 -> {
          if (random.nextInt(10) == 0) {
            world.restart();
          }
        }
        default -> checkNewest(path());
      }
    }
    world.restart();
    long found = newest.keySet().stream().filter(this::checkNewest).count();
    assertThat(found).as("of %d", newest.size()).isGreaterThan(newest.size() / 2);
    assertThat(world.tier.counters().damaged()).isZero();
    world.close();
  }

  @Test
  void damageNeverShowsAndLosesLittle() throws IOException {
    long seed = new Random().nextLong();
    System.out.println("DiskModelTest damage seed " + seed);
    random = new Random(seed);
    world = new DiskWorld(folder, 256L << 20);
    for (int round = 0; round < 25; round++) {
      for (int i = 0; i < 40; i++) {
        put();
        if (random.nextInt(10) == 0) {
          world.settle();
        }
      }
      world.settle();
      world.stop();
      int damaged = damage(1 + random.nextInt(3));
      world.open();
      int lost = 0;
      for (String path : List.copyOf(newest.keySet())) {
        byte[] found = world.body(path);
        if (found == null) {
          lost++;
          // It stays lost until it is stored again, and counts for this round only.
          newest.remove(path);
        } else {
          assertThat(everStored.getOrDefault(path, Set.of()))
              .as("round %d, %s: what was stored once", round, path)
              .anyMatch(stored -> java.util.Arrays.equals(body(stored), found));
        }
      }
      assertThat(lost).as("lost in round %d", round).isLessThanOrEqualTo(damaged);
      world.store.clear();
    }
    world.close();
  }

  /** Flips bytes anywhere, or cuts the end of a segment; how many objects that may cost. */
  private int damage(int times) throws IOException {
    List<Path> segments;
    try (Stream<Path> files = Files.list(folder.resolve("disk"))) {
      segments = files.filter(file -> SegmentFile.number(file).isPresent()).sorted().toList();
    }
    int cost = 0;
    for (int i = 0; i < times; i++) {
      Path file = segments.get(random.nextInt(segments.size()));
      try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
        if (random.nextInt(4) == 0 && raw.length() > 200_000) {
          // Within the footer and, often, the last record.
          raw.setLength(raw.length() - 1 - random.nextInt(4_000));
          cost += 10;
        } else if (raw.length() > 0) {
          long at = (long) (random.nextDouble() * raw.length());
          raw.seek(at);
          int old = raw.read();
          raw.seek(at);
          raw.write(old ^ 1 << random.nextInt(8));
          cost += 2;
        }
      }
    }
    return cost;
  }
}
