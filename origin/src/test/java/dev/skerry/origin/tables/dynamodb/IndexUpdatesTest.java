package dev.skerry.origin.tables.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Indexes that are made, changed and deleted while their table is used. */
class IndexUpdatesTest {
  private static final String CREATE =
      "{'TableName':'things','AttributeDefinitions':[{'AttributeName':'k','AttributeType':'S'}],"
          + "'GlobalSecondaryIndexUpdates':[{'Create':{'IndexName':'%s','KeySchema':["
          + "{'AttributeName':'k','KeyType':'HASH'}],'Projection':{'ProjectionType':'ALL'}}}]}";
  private static final String DELETE =
      "{'TableName':'things','GlobalSecondaryIndexUpdates':[{'Delete':{'IndexName':'%s'}}]}";

  private static void put(Service service, int number, String k) {
    service.ok(
        "PutItem",
        "{'TableName':'things','Item':{'h':{'S':'h%d'},'r':{'N':'%d'}%s}}"
            .formatted(number % 7, number, k.isEmpty() ? "" : ",'k':" + k));
  }

  private static String count(Service service, String index) {
    return service.ok(
        "Scan", "{'TableName':'things','Select':'COUNT','IndexName':'" + index + "'}");
  }

  @Test
  void aNewIndexHasWhatWasThereAndWhatCameMeanwhile(@TempDir Path folder) {
    try (Service service = new Service(folder)) {
      service.makeThings();
      for (int i = 0; i < 700; i++) {
        put(service, i, i % 3 == 0 ? "" : "{'S':'k" + i + "'}");
      }
      put(service, 700, "{'N':'1'}");
      put(service, 701, "{'S':''}");
      assertThat(service.ok("UpdateTable", CREATE.formatted("later")))
          .contains("'TableStatus':'", "'IndexName':'later'", "'IndexStatus':'CREATING'");
      for (int i = 1_000; i < 1_050; i++) {
        put(service, i, "{'S':'k'}");
      }
      service.ok("DeleteItem", "{'TableName':'things','Key':{'h':{'S':'h1'},'r':{'N':'1'}}}");
      String described = service.described("things", "'IndexName':'later'");
      while (described.contains("CREATING")) {
        described = service.described("things", "'IndexName':'later'");
      }
      assertThat(count(service, "later")).contains("'Count':515,");
      assertThat(described).doesNotContain("Backfilling");
      assertThat(service.described("things", "'ItemCount':515"))
          .contains("'ItemCount':751", "{'AttributeName':'k','AttributeType':'S'}");
      service.ok("UpdateTable", DELETE.formatted("later"));
      while (described.contains("later")) {
        described = service.described("things", "'TableName':'things'");
      }
      assertThat(described).doesNotContain("'k'");
      assertThat(service.refused("Scan", "{'TableName':'things','IndexName':'later'}"))
          .contains("The table does not have the specified index: later");
    }
  }

  @Test
  void anIndexIsBuiltAfterARestart(@TempDir Path folder) {
    try (Service service = new Service(folder)) {
      service.makeThings();
      for (int i = 0; i < 450; i++) {
        put(service, i, "{'S':'k" + i + "'}");
      }
    }
    try (Service service = new Service(folder, Duration.ofSeconds(2))) {
      service.ok("UpdateTable", CREATE.formatted("later"));
    }
    try (Service service = new Service(folder)) {
      String described = service.described("things", "'IndexName':'later'");
      while (described.contains("CREATING")) {
        described = service.described("things", "'IndexName':'later'");
      }
      assertThat(count(service, "later")).contains("'Count':450,");
    }
  }

  @Test
  void anIndexThatIsBeingMadeCannotBeReadOrChanged(@TempDir Path folder) {
    try (Service service = new Service(folder)) {
      service.makeThings();
    }
    try (Service service = new Service(folder, Duration.ofHours(1))) {
      assertThat(service.ok("UpdateTable", CREATE.formatted("later")))
          .contains("'TableStatus':'UPDATING'", "'IndexStatus':'CREATING','Backfilling':false");
      assertThat(service.refused("Scan", "{'TableName':'things','IndexName':'later'}"))
          .contains("Cannot read from backfilling global secondary index: later");
      assertThat(
              service.refused(
                  "ExecuteStatement", "{'Statement':'SELECT * FROM \\\"things\\\".\\\"later\\\"'}"))
          .contains("Cannot read from backfilling global secondary index: later");
      assertThat(service.refused("UpdateTable", DELETE.formatted("later")))
          .contains("ResourceInUseException");
    }
    try (Service service = new Service(folder)) {
      String described = service.described("things", "'IndexName':'later'");
      assertThat(described).contains("'IndexStatus':'CREATING'");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [{}] | One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null
          [] | At least one of ProvisionedThroughput, BillingMode
          [{'Delete':{'IndexName':'abc'}},{'Delete':{'IndexName':'abc'}}] | Only one global secondary index update per index is allowed simultaneously. Index: abc
          [{'Delete':{'IndexName':'abc'},'Update':{'IndexName':'abc'}}] | Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate object
          [{'Delete':{'IndexName':'abc'}},{'Delete':{'IndexName':'abd'}}] | LimitExceededException','message':'Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table
          [{'Delete':{'IndexName':'abc'}}] | ResourceNotFoundException','message':'Requested resource not found: Index abc for table things
          [{'Delete':{'IndexName':'local'}}] | Cannot delete an index that is not a GlobalSecondaryIndex: local
          [{'Update':{'IndexName':'global','ProvisionedThroughput':{'ReadCapacityUnits':1,'WriteCapacityUnits':1}}}] | The only Updates for index: global when TableThroughputMode is PAY_PER_REQUEST
          [{'Update':{'IndexName':'abc','ProvisionedThroughput':{'ReadCapacityUnits':1000000000001,'WriteCapacityUnits':1}}}] | Action Blocked: IndexUpdate
          [{'Create':{'IndexName':'local','KeySchema':[{'AttributeName':'k','KeyType':'HASH'}],'Projection':{'ProjectionType':'ALL'}}}] | Attempting to create an index which already exists
          [{'Create':{'IndexName':'new','KeySchema':[{'AttributeName':'k','KeyType':'HASH'}],'Projection':{'ProjectionType':'ALL'}}}] | AttributeDefinitions is not specified for index: new
          [{'Create':{'IndexName':'new','KeySchema':[],'Projection':{}}}] | 'globalSecondaryIndexUpdates.1.member.create.keySchema' failed to satisfy constraint
          """)
  void whatCannotBecomeOfAnIndexIsRefused(String updates, String text, @TempDir Path folder) {
    try (Service service = new Service(folder)) {
      service.makeThings();
      assertThat(
              service.refused(
                  "UpdateTable",
                  "{'TableName':'things','GlobalSecondaryIndexUpdates':" + updates + "}"))
          .contains(text);
    }
  }

  @Test
  void aTableThatIsDeletedLeavesNothingToTheNextOfItsName(@TempDir Path folder) {
    try (Service service = new Service(folder)) {
      service.makeThings();
      for (int i = 0; i < 300; i++) {
        put(service, i, "");
      }
      assertThat(service.described("things", "'ItemCount':300")).contains("'ItemCount':300");
      service.ok("DeleteTable", "{'TableName':'things'}");
      service.makeThings();
      assertThat(service.described("things", "'ItemCount':0")).doesNotContain("'ItemCount':300");
      put(service, 1, "");
      assertThat(service.described("things", "'ItemCount':1")).contains("'ItemCount':1");
    }
  }
}
