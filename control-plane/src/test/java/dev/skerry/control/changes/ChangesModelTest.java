package dev.skerry.control.changes;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.control.purges.LoggedPurge;
import dev.skerry.edge.purge.Selector;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import dev.skerry.origin.tables.TableDefinition;
import dev.skerry.origin.tables.value.Item;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random changes of three tables, restarts in the middle, and sites that begin and end to ask, with
 * one follower or two on one engine: each change that was asked for is in the log once, in order.
 */
class ChangesModelTest {
  private static final int STEPS = 200;
  private static final String[] SITES = {"shop", "blog"};
  private static final String[] NAMES = {"Orders", "Prices", "Quiet"};

  private final Path folder;
  private final Map<String, TableDefinition> tables = new HashMap<>();
  private final Map<String, List<String>> expected = new HashMap<>();
  private final Map<String, Set<String>> before = new HashMap<>();
  private final Map<String, Integer> deleted = new HashMap<>();
  private final Set<String> asked = new TreeSet<>();
  private final List<Origin.Node> nodes = new ArrayList<>();
  private RocksEngine engine;
  private Origin origin;
  private int written;

  ChangesModelTest(@TempDir Path folder) {
    this.folder = folder;
    engine = RocksEngine.open(RocksSettings.in(folder.resolve("db")));
    origin = new Origin(engine);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void eachChangeThatIsAskedForIsPurgedOnceAndInOrder(long seed) {
    Random random = new Random(seed);
    try {
      for (String name : NAMES) {
        tables.put(name, origin.make(Origin.ACCOUNT, name, name.equals("Prices")));
      }
      begin(1 + random.nextInt(2));
      for (int step = 0; step < STEPS; step++) {
        switch (random.nextInt(20)) {
          case 0 -> restart(1 + random.nextInt(2));
          case 1 -> ask(random);
          case 2 -> replace(NAMES[random.nextInt(NAMES.length)]);
          case 3, 4, 5, 6, 7, 8, 9 -> step(random);
          default -> change(random);
        }
      }
      nodes.forEach(Origin.Node::catchUp);
      compare("seed " + seed);
    } finally {
      end();
    }
  }

  private void begin(int followers) {
    for (int i = 0; i < followers; i++) {
      nodes.add(origin.new Node());
    }
    // The place is there before anybody asks, as in a control plane that runs.
    nodes.forEach(Origin.Node::catchUp);
  }

  private void end() {
    nodes.forEach(Origin.Node::close);
    nodes.clear();
    origin.close();
    engine.close();
  }

  /** Whatever followers knew is lost, wherever they were. */
  private void restart(int followers) {
    end();
    engine = RocksEngine.open(RocksSettings.in(folder.resolve("db")));
    origin = new Origin(engine);
    for (int i = 0; i < followers; i++) {
      nodes.add(origin.new Node());
    }
  }

  private void step(Random random) {
    var _ = nodes.get(random.nextInt(nodes.size())).follower.step();
  }

  /** What was asked for until now is done first, so that it is known what has to be in the log. */
  private void ask(Random random) {
    nodes.forEach(Origin.Node::catchUp);
    asked.clear();
    for (String name : NAMES) {
      if (!name.equals("Quiet") && random.nextInt(3) > 0) {
        asked.add("shop=" + name);
        if (random.nextBoolean()) {
          asked.add("blog=" + name);
        }
      }
    }
    asked.add("other=" + Origin.OTHER_ACCOUNT + ":Orders"); // another account's
    if (random.nextInt(4) == 0) {
      asked.clear();
    }
    origin.ask(asked.toArray(String[]::new));
    nodes.forEach(Origin.Node::catchUp);
  }

  private void change(Random random) {
    String name = NAMES[random.nextInt(NAMES.length)];
    List<Item> items = new ArrayList<>();
    for (int left = 1 + random.nextInt(random.nextInt(20) == 0 ? 300 : 5); left > 0; left--) {
      written++;
      boolean sorted = name.equals("Prices");
      items.add(Origin.item("k" + (sorted ? written % 3 : written), sorted ? written : null, 1));
      expect(name, "t:" + name + (sorted ? "/k" + written % 3 : "") + "/" + key(sorted));
    }
    origin.write(definition(name), items);
  }

  private String key(boolean sorted) {
    return sorted ? Integer.toString(written) : "k" + written;
  }

  private TableDefinition definition(String name) {
    return requireNonNull(tables.get(name));
  }

  private void replace(String name) {
    nodes.forEach(Origin.Node::catchUp); // what was changed before is told by its own tags
    origin.delete(Origin.ACCOUNT, name);
    for (String site : SITES) {
      if (asked.contains(site + "=" + name)) {
        deleted.merge(site + " " + name, 1, Integer::sum);
      }
    }
    tables.put(name, origin.make(Origin.ACCOUNT, name, name.equals("Prices")));
  }

  private void expect(String name, String target) {
    for (String site : SITES) {
      if (asked.contains(site + "=" + name)) {
        expected.computeIfAbsent(site, _ -> new ArrayList<>()).add(target);
      } else {
        before.computeIfAbsent(site, _ -> new HashSet<>()).add(target);
      }
    }
  }

  private String differs(Map<String, List<String>> told) {
    for (String site : SITES) {
      List<String> wanted = expected.getOrDefault(site, List.of());
      List<String> actual = told.getOrDefault(site, List.of());
      for (int i = 0; i < Math.max(wanted.size(), actual.size()); i++) {
        String one = i < wanted.size() ? wanted.get(i) : "no more";
        String other = i < actual.size() ? actual.get(i) : "no more";
        if (!one.equals(other)) {
          return "of " + site + " expected at " + i + " " + one + ", got " + other;
        }
      }
    }
    return "by sites that did not ask: " + told.keySet();
  }

  private void compare(String when) {
    Map<String, List<String>> told = new HashMap<>();
    Map<String, Integer> ends = new HashMap<>();
    for (LoggedPurge logged : nodes.getFirst().purges.before(Long.MAX_VALUE, 10_000).reversed()) {
      assertThat(logged.by()).as(when).isEqualTo("changes");
      for (Selector selector : logged.purge().selectors()) {
        String site = String.valueOf(logged.purge().site());
        switch (selector) {
          case Selector.Tag(String tag) when tag.endsWith("/*") -> {
            // of many changes
          }
          case Selector.Tag(String tag) ->
              told.computeIfAbsent(site, _ -> new ArrayList<>()).add(tag);
          case Selector.Matching(var expression) ->
              ends.merge(site + " " + expression.text().split("[:/]", 3)[1], 1, Integer::sum);
          default -> throw new AssertionError(when + ": nothing else is purged, got " + selector);
        }
      }
    }
    // A change shortly before a site asked may be purged, too, where its place was not written.
    told.forEach(
        (site, targets) -> {
          assertThat(targets).as(when).doesNotHaveDuplicates();
          targets.removeIf(target -> before.getOrDefault(site, Set.of()).contains(target));
        });
    told.values().removeIf(List::isEmpty);
    assertThat(told.equals(expected)).as(when + ": " + differs(told)).isTrue();
    deleted.forEach(
        (what, times) ->
            assertThat(ends.getOrDefault(what, 0)).as(when).isGreaterThanOrEqualTo(times));
  }
}
