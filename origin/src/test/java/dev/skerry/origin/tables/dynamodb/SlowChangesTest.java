package dev.skerry.origin.tables.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes of tables that take longer than tables show that they are changed. */
class SlowChangesTest {
  private Service service;

  /**
   * By its clock a second passes between any two looks at it, and states last for a tenth of one.
   */
  @BeforeEach
  void open(@TempDir Path folder) {
    AtomicLong second = new AtomicLong(1_800_000_000);
    InstantSource clock = () -> Instant.ofEpochSecond(second.getAndIncrement());
    service = new Service(folder, Duration.ofMillis(100), clock);
  }

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void theAnswerTellsThatTheTableIsBeingMadeChangedOrDeletedThoughThatIsOver() {
    String table = "{'TableName':'slow'";
    assertThat(
            service.ok(
                "CreateTable",
                table
                    + ",'BillingMode':'PAY_PER_REQUEST','AttributeDefinitions':["
                    + "{'AttributeName':'h','AttributeType':'S'},"
                    + "{'AttributeName':'g','AttributeType':'S'}],'KeySchema':["
                    + "{'AttributeName':'h','KeyType':'HASH'}],'GlobalSecondaryIndexes':["
                    + "{'IndexName':'late','KeySchema':[{'AttributeName':'g','KeyType':'HASH'}],"
                    + "'Projection':{'ProjectionType':'ALL'}}]}"))
        .contains("'TableStatus':'CREATING'", "'IndexStatus':'CREATING'");
    assertThat(service.ok("DescribeTable", table + "}")).contains("'TableStatus':'ACTIVE'");
    assertThat(service.ok("UpdateTable", table + ",'DeletionProtectionEnabled':true}"))
        .contains("'TableStatus':'UPDATING'");
    assertThat(service.ok("UpdateTable", table + ",'DeletionProtectionEnabled':false}"))
        .contains("'TableStatus':'UPDATING'");
    assertThat(service.ok("DeleteTable", table + "}")).contains("'TableStatus':'DELETING'");
    assertThat(service.refused("DescribeTable", table + "}")).contains("ResourceNotFound");
  }
}
