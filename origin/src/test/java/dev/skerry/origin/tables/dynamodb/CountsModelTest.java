package dev.skerry.origin.tables.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts and indexes agree with the items, whoever wrote them when. */
class CountsModelTest {
  private static final long SEED = Long.getLong("skerry.seed", 20261121);
  private static final int CLIENTS = 4;
  private static final int STEPS = 120;
  private static final Pattern COUNT = Pattern.compile("'Count':(\\d+)");

  @Test
  void countsAreThoseOfAScanWhileAnIndexIsMade(@TempDir Path folder) throws InterruptedException {
    String description;
    try (Service service = new Service(folder)) {
      service.makeThings();
      SplittableRandom random = new SplittableRandom(SEED);
      for (int i = 0; i < 250; i++) {
        step(service, random);
      }
      List<Thread> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        SplittableRandom own = random.split();
        clients.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      for (int step = 0; step < STEPS; step++) {
                        step(service, own);
                      }
                    }));
      }
      service.ok(
          "UpdateTable",
          "{'TableName':'things','AttributeDefinitions':[{'AttributeName':'k','AttributeType':'S'},"
              + "{'AttributeName':'r','AttributeType':'N'}],"
              + "'GlobalSecondaryIndexUpdates':[{'Create':{'IndexName':'later','KeySchema':["
              + "{'AttributeName':'k','KeyType':'HASH'},{'AttributeName':'r','KeyType':'RANGE'}],"
              + "'Projection':{'ProjectionType':'INCLUDE','NonKeyAttributes':['x']}}}]}");
      for (Thread client : clients) {
        client.join();
      }
      description = service.described("things", "'TableName':'things'");
      while (description.contains("CREATING")) {
        description = service.described("things", "'TableName':'things'");
      }
      check(service, description);
    }
    try (Service service = new Service(folder)) {
      check(service, service.described("things", "'TableName':'things'"));
      for (int h = 0; h < 3; h++) {
        for (int r = 0; r < 60; r++) {
          service.ok("DeleteItem", "{'TableName':'things'," + key(h, r) + "}");
        }
      }
      assertThat(service.described("things", "'TableSizeBytes':0,'ItemCount':0"))
          .as("seed %d", SEED)
          .contains("'ItemCount':0")
          .doesNotContainPattern("IndexSizeBytes':[1-9]");
    }
  }

  private static void check(Service service, String description) {
    for (String index : List.of("local", "global", "later")) {
      assertThat(description)
          .as("seed %d", SEED)
          .containsPattern(
              "'IndexName':'" + index + "'[^/]*'ItemCount':" + count(service, index) + ",");
    }
    assertThat(description)
        .as("seed %d", SEED)
        .containsPattern("'TableSizeBytes':\\d+,'ItemCount':" + count(service, "") + ",");
  }

  private static String count(Service service, String index) {
    Matcher count =
        COUNT.matcher(
            service.ok(
                "Scan",
                "{'TableName':'things','Select':'COUNT'"
                    + (index.isEmpty() ? "" : ",'IndexName':'" + index + "'")
                    + "}"));
    assertThat(count.find()).isTrue();
    return count.group(1);
  }

  private static String key(int h, int r) {
    return "'Key':{'h':{'S':'h%d'},'r':{'N':'%d'}}".formatted(h, r);
  }

  private static void step(Service service, SplittableRandom random) {
    int h = random.nextInt(3);
    int r = random.nextInt(60);
    String more =
        (random.nextInt(3) == 0 ? "" : ",'g':{'S':'g" + random.nextInt(5) + "'}")
            + (random.nextInt(3) == 0 ? "" : ",'k':{'S':'k" + random.nextInt(5) + "'}")
            + ",'x':{'S':'"
            + "x".repeat(random.nextInt(30))
            + "'}";
    String item = "'Item':{'h':{'S':'h%d'},'r':{'N':'%d'}%s}".formatted(h, r, more);
    switch (random.nextInt(5)) {
      case 0 -> service.ok("DeleteItem", "{'TableName':'things'," + key(h, r) + "}");
      case 1 ->
          service.ok(
              "UpdateItem",
              "{'TableName':'things',"
                  + key(h, r)
                  + ",'UpdateExpression':'REMOVE k SET x = :x',"
                  + "'ExpressionAttributeValues':{':x':{'S':'y'}}}");
      case 2 ->
          service.ok(
              "TransactWriteItems",
              "{'TransactItems':[{'Put':{'TableName':'things',"
                  + item
                  + "}},{'Delete':{'TableName':'things',"
                  + key((h + 1) % 3, r)
                  + "}}]}");
      default -> service.ok("PutItem", "{'TableName':'things'," + item + "}");
    }
  }
}
