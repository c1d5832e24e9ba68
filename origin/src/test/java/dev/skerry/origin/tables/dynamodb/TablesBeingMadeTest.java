package dev.skerry.origin.tables.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of tables while they are being made. */
class TablesBeingMadeTest {
  private static final String TABLE =
      "{'TableName':'slow','BillingMode':'PAY_PER_REQUEST','AttributeDefinitions':["
          + "{'AttributeName':'h','AttributeType':'S'}],'KeySchema':["
          + "{'AttributeName':'h','KeyType':'HASH'}]}";
  private static final String TO_LIVE =
      "{'TableName':'slow','TimeToLiveSpecification':{'AttributeName':'t','Enabled':true}}";

  private Instant now = Instant.parse("2027-01-15T08:00:00Z");
  private Service service;

  @BeforeEach
  void open(@TempDir Path folder) {
    service = new Service(folder, Duration.ofSeconds(1), () -> now);
  }

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void aTableThatIsBeingMadeCannotBeMadeAgainNorSetToExpire() {
    service.ok("CreateTable", TABLE);
    assertThat(service.refused("CreateTable", TABLE))
        .contains("ResourceInUseException", "still in use: Table is being created: slow");
    assertThat(service.refused("UpdateTimeToLive", TO_LIVE))
        .contains("ResourceInUseException", "still in use: Table slow is being created");
    assertThat(service.refused("DescribeTimeToLive", "{'TableName':'slow'}"))
        .contains(
            "ValidationException",
            "Cannot describe time to live while table is in CREATING state: Current table state is"
                + " CREATING");
    now = now.plusSeconds(2);
    assertThat(service.refused("CreateTable", TABLE)).contains("Table already exists: slow");
    service.ok("UpdateTimeToLive", TO_LIVE);
  }
}
