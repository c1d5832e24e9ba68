package dev.skerry.origin.tables.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pages of scans, in segments and of indexes, against what was put: every item is on one page, and
 * on one only.
 */
class PagesModelTest {
  private static final long SEED = 20_261_121;
  private static final int ITEMS = 60;
  private static final int WALKS = 60;
  private static final Pattern SORT = Pattern.compile("'r':\\{'N':'(\\d+)'}");
  private static final Pattern LAST = Pattern.compile(",'LastEvaluatedKey':(\\{.*})}$");

  private final Random random = new Random(SEED);
  private final TreeSet<Integer> all = new TreeSet<>();
  private final TreeSet<Integer> indexed = new TreeSet<>();

  @Test
  void everyItemIsOnOnePageOfOneSegment(@TempDir Path folder) {
    try (Service service = new Service(folder)) {
      service.makeThings();
      for (int number = 0; number < ITEMS; number++) {
        put(service, number);
      }
      for (int walk = 0; walk < WALKS; walk++) {
        String index = List.of("", "local", "global").get(random.nextInt(3));
        List<Integer> met = walk(service, index, 1 + random.nextInt(5), 1 + random.nextInt(7));
        assertThat(met)
            .as("seed %d walk %d of %s", SEED, walk, index)
            .doesNotHaveDuplicates()
            .containsExactlyInAnyOrderElementsOf(index.isEmpty() ? all : indexed);
      }
    }
  }

  private void put(Service service, int number) {
    boolean inIndex = random.nextInt(3) > 0;
    service.ok(
        "PutItem",
        "{'TableName':'things','Item':{'h':{'S':'p%d'},'r':{'N':'%d'}%s}}"
            .formatted(
                random.nextInt(9),
                number,
                inIndex ? ",'g':{'S':'g" + random.nextInt(4) + "'}" : ""));
    all.add(number);
    if (inIndex) {
      indexed.add(number);
    }
  }

  private List<Integer> walk(Service service, String index, int segments, int limit) {
    String asked =
        "{'TableName':'things','ProjectionExpression':'r'%s,'Limit':%d,'TotalSegments':%d"
            .formatted(index.isEmpty() ? "" : ",'IndexName':'" + index + "'", limit, segments);
    List<Integer> met = new ArrayList<>();
    for (int segment = 0; segment < segments; segment++) {
      String start = "";
      do {
        String page = service.ok("Scan", asked + ",'Segment':" + segment + start + "}");
        Matcher last = LAST.matcher(page);
        start = last.find() ? ",'ExclusiveStartKey':" + last.group(1) : "";
        List<Integer> items =
            SORT.matcher(start.isEmpty() ? page : page.substring(0, last.start()))
                .results()
                .map(found -> Integer.valueOf(found.group(1)))
                .toList();
        assertThat(items).hasSizeLessThanOrEqualTo(limit);
        met.addAll(items);
      } while (!start.isEmpty());
    }
    return met;
  }
}
