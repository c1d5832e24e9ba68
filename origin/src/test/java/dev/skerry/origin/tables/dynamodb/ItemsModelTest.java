package dev.skerry.origin.tables.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random writes and queries answer as a map in memory would. */
class ItemsModelTest {
  private static final long SEED = Long.getLong("skerry.seed", 20261121);
  private static final int STEPS = 600;

  private final Random random = new Random(SEED);

  /** Items by partition and sort key: the value of g, empty for none. */
  private final Map<String, NavigableMap<Integer, String>> twin = new TreeMap<>();

  @Test
  void tablesAndIndexesAgreeWithTheirTwin(@TempDir Path folder) {
    try (Service service = new Service(folder)) {
      service.makeThings();
      for (int step = 0; step < STEPS; step++) {
        String partition = "p" + random.nextInt(4) + (random.nextBoolean() ? "" : "x".repeat(500));
        int sort = random.nextInt(21) - 10;
        switch (random.nextInt(5)) {
          case 0, 1 -> put(service, partition, sort);
          case 2 -> delete(service, partition, sort);
          case 3 -> queryPartition(service, partition, step);
          default -> queryIndex(service, step);
        }
      }
    }
  }

  private void put(Service service, String partition, int sort) {
    String g = random.nextInt(3) == 0 ? "" : "g" + random.nextInt(3);
    service.ok(
        "PutItem",
        "{'TableName':'things','Item':{'h':{'S':'%s'},'r':{'N':'%d'}%s}}"
            .formatted(partition, sort, g.isEmpty() ? "" : ",'g':{'S':'" + g + "'}"));
    twin.computeIfAbsent(partition, name -> new TreeMap<>()).put(sort, g);
  }

  private void delete(Service service, String partition, int sort) {
    service.ok(
        "DeleteItem",
        "{'TableName':'things','Key':{'h':{'S':'%s'},'r':{'N':'%d'}}}".formatted(partition, sort));
    twin.getOrDefault(partition, new TreeMap<>()).remove(sort);
  }

  private void queryPartition(Service service, String partition, int step) {
    boolean forward = random.nextBoolean();
    int low = random.nextInt(21) - 10;
    NavigableMap<Integer, String> wanted =
        twin.getOrDefault(partition, new TreeMap<>()).tailMap(low, false);
    Collection<Integer> sorts = (forward ? wanted : wanted.descendingMap()).keySet();
    String page =
        service.ok(
            "Query",
            ("{'TableName':'things','KeyConditionExpression':'h = :h and r > :r',"
                    + "'ProjectionExpression':'r','ScanIndexForward':%s,"
                    + "'ExpressionAttributeValues':{':h':{'S':'%s'},':r':{'N':'%d'}}}")
                .formatted(forward, partition, low));
    assertThat(page)
        .as("seed %d step %d", SEED, step)
        .contains(
            sorts.stream()
                .map(sort -> "{'r':{'N':'" + sort + "'}}")
                .collect(Collectors.joining(",", "'Items':[", "]")));
  }

  private void queryIndex(Service service, int step) {
    String g = "g" + random.nextInt(3);
    long wanted =
        twin.values().stream().flatMap(each -> each.values().stream()).filter(g::equals).count();
    assertThat(
            service.ok(
                "Query",
                ("{'TableName':'things','IndexName':'global','KeyConditionExpression':'g = :g',"
                        + "'Select':'COUNT','ExpressionAttributeValues':{':g':{'S':'%s'}}}")
                    .formatted(g)))
        .as("seed %d step %d", SEED, step)
        .contains("'Count':" + wanted + ",");
  }
}
