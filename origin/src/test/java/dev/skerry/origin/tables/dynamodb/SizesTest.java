package dev.skerry.origin.tables.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Items, keys and pages of just the size that there may be, and of one byte more. */
class SizesTest {
  private static final int MOST_OF_ITEM = 400 * 1024;

  /** What the names h, r, z and the values of h and r count for: a number of one digit is two. */
  private static final int BESIDE_VALUE = 3 + 1 + 2;

  private Service service;

  @BeforeEach
  void makeThings(@TempDir Path folder) {
    service = new Service(folder);
    service.makeThings();
  }

  @AfterEach
  void close() {
    service.close();
  }

  private static String putting(String h, String value) {
    return "{'TableName':'things','Item':{'h':{'S':'%s'},'r':{'N':'1'},'z':{'S':'%s'}}}"
        .formatted(h, value);
  }

  @Test
  void anItemMayHave400KibibytesAndNoByteMore() {
    service.ok("PutItem", putting("a", "x".repeat(MOST_OF_ITEM - BESIDE_VALUE)));
    assertThat(
            service.refused("PutItem", putting("a", "x".repeat(MOST_OF_ITEM - BESIDE_VALUE + 1))))
        .contains("'Item size has exceeded the maximum allowed size'");
  }

  @Test
  void anUpdateMayMakeAnItemAsLargeAsThat() {
    service.ok("PutItem", putting("a", "x".repeat(MOST_OF_ITEM - BESIDE_VALUE - 2)));
    String adding =
        "{'TableName':'things','Key':{'h':{'S':'a'},'r':{'N':'1'}},'UpdateExpression':"
            + "'SET y = :y','ExpressionAttributeValues':{':y':{'S':'%s'}}}";
    assertThat(service.refused("UpdateItem", adding.formatted("12")))
        .contains("'Item size to update has exceeded the maximum allowed size'");
    service.ok("UpdateItem", adding.formatted("1"));
  }

  @Test
  void aPartitionKeyMayHave2048Bytes() {
    service.ok("PutItem", putting("x".repeat(2048), ""));
    assertThat(service.refused("PutItem", putting("x".repeat(2049), "")))
        .contains("Size of hashkey has exceeded the maximum size limit of2048 bytes");
  }

  @Test
  void aNameIsCountedInBytesOfUtf8() {
    service.ok("PutItem", putting("\u00e9".repeat(1024), ""));
    assertThat(service.refused("PutItem", putting("\u00e9".repeat(1025), "")))
        .contains("Size of hashkey has exceeded the maximum size limit of2048 bytes");
  }

  @Test
  void aPageEndsBehindTheItemWithWhichItHasAMebibyte() {
    for (int number = 0; number < 4; number++) {
      service.ok(
          "PutItem",
          "{'TableName':'things','Item':{'h':{'S':'a'},'r':{'N':'%d'},'z':{'S':'%s'}}}"
              .formatted(number, "x".repeat(360_000)));
    }
    assertThat(
            service.ok(
                "Query",
                "{'TableName':'things','Select':'COUNT','KeyConditionExpression':'h = :h',"
                    + "'ExpressionAttributeValues':{':h':{'S':'a'}}}"))
        .contains("'Count':3,'ScannedCount':3")
        .contains("'LastEvaluatedKey':{'h':{'S':'a'},'r':{'N':'2'}}");
  }

  @Test
  void aPageOfAnIndexThatShowsLittleEndsAlsoWhereMuchWasRead() {
    String text = "x".repeat(400_000);
    for (int number = 0; number < 90; number++) {
      service.ok(
          "PutItem",
          "{'TableName':'things','Item':{'h':{'S':'h%d'},'r':{'N':'%d'},'g':{'S':'g'},'z':{'S':'%s'}}}"
              .formatted(number, number, text));
    }
    String query =
        "{'TableName':'things','IndexName':'global','Select':'COUNT',%s'KeyConditionExpression':"
            + "'g = :g','ExpressionAttributeValues':{':g':{'S':'g'}}}";
    assertThat(service.ok("Query", query.formatted("")))
        .contains("'Count':84,'ScannedCount':84")
        .contains("'LastEvaluatedKey':{'h':{'S':'h83'},'r':{'N':'83'},'g':{'S':'g'}}");
    assertThat(
            service.ok(
                "Query",
                query.formatted(
                    "'ExclusiveStartKey':{'h':{'S':'h83'},'r':{'N':'83'},'g':{'S':'g'}},")))
        .contains("'Count':6,")
        .doesNotContain("LastEvaluatedKey");
  }

  @Test
  void itemsReadTogetherMayHave4MebibytesAndEachIsWantedOnce() {
    StringBuilder gets = new StringBuilder();
    for (int number = 0; number < 11; number++) {
      service.ok("PutItem", putting("h" + number, "x".repeat(400_000)));
      gets.append(
          "{'Get':{'TableName':'things','Key':{'h':{'S':'h%d'},'r':{'N':'1'}}}},"
              .formatted(number));
    }
    String request = "{'TransactItems':[%s]}";
    assertThat(
            service.refused(
                "TransactGetItems", request.formatted(gets.substring(0, gets.length() - 1))))
        .contains("cannot exceed 4 MB");
    assertThat(
            service.refused(
                "TransactGetItems",
                request.formatted(
                    gets + "{'Get':{'TableName':'things','Key':{'h':{'S':'h0'},'r':{'N':'1'}}}}")))
        .contains("multiple operations on one item");
  }
}
