package dev.skerry.origin.tables.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contributor insights are kept for tables and their global indexes. JSON has ' for ". */
class ContributorInsightsTest {
  private static final String THINGS = "{'TableName':'things'";

  private Service service;
  private Instant now = Instant.ofEpochSecond(1_800_000_000);

  @BeforeEach
  void open(@TempDir Path folder) {
    service = new Service(folder, Duration.ofMillis(100), () -> now);
    service.makeThings();
    settle();
  }

  @AfterEach
  void close() {
    service.close();
  }

  private void settle() {
    now = now.plusSeconds(1);
  }

  private String describe(String more) {
    return service.ok("DescribeContributorInsights", THINGS + more + "}");
  }

  private String update(String more) {
    return service.ok("UpdateContributorInsights", THINGS + ",'ContributorInsightsAction':" + more);
  }

  private String list(String body) {
    return service.ok("ListContributorInsights", body);
  }

  @Test
  void whatWasNeverSaidIsDisabled() {
    assertThat(describe(""))
        .isEqualTo("{'TableName':'things','ContributorInsightsStatus':'DISABLED'}");
    assertThat(describe(",'IndexName':'global'"))
        .isEqualTo(
            "{'TableName':'things','IndexName':'global','ContributorInsightsStatus':'DISABLED'}");
    assertThat(list("{}")).isEqualTo("{'ContributorInsightsSummaries':[]}");
    assertThat(update("'DISABLE'}"))
        .isEqualTo("{'TableName':'things','ContributorInsightsStatus':'DISABLED'}");
    assertThat(describe("")).doesNotContain("LastUpdateDateTime");
  }

  @Test
  void theyAreEnabledAndDisabledAndTellSince() {
    String mode = "'ContributorInsightsMode':'ACCESSED_AND_THROTTLED_KEYS'";
    assertThat(update("'ENABLE'}"))
        .isEqualTo("{'TableName':'things','ContributorInsightsStatus':'ENABLING'," + mode + "}");
    assertThat(describe("")).contains("'ENABLING'");
    settle();
    assertThat(describe(""))
        .isEqualTo(
            "{'TableName':'things','ContributorInsightsStatus':'ENABLED',"
                + mode
                + ",'ContributorInsightsRuleList':[],'LastUpdateDateTime':1.800000001E9}");
    assertThat(update("'ENABLE'}")).contains("'ContributorInsightsStatus':'ENABLED'");
    assertThat(update("'ENABLE','ContributorInsightsMode':'THROTTLED_KEYS'}"))
        .contains("'ENABLING'", "'THROTTLED_KEYS'");
    settle();
    assertThat(update("'DISABLE'}")).contains("'DISABLING'", "'THROTTLED_KEYS'");
    assertThat(list(THINGS + "}")).contains("'DISABLING'");
    settle();
    assertThat(describe(""))
        .isEqualTo(
            "{'TableName':'things','ContributorInsightsStatus':'DISABLED',"
                + "'ContributorInsightsMode':'THROTTLED_KEYS',"
                + "'LastUpdateDateTime':1.800000003E9}");
    assertThat(list(THINGS + "}")).isEqualTo("{'ContributorInsightsSummaries':[]}");
  }

  @Test
  void aListHasTheTableBeforeItsIndexesPageByPage() {
    update("'ENABLE'}");
    update("'ENABLE','IndexName':'global'}");
    settle();
    String first = list("{'MaxResults':1}");
    assertThat(first)
        .startsWith(
            "{'ContributorInsightsSummaries':[{'TableName':'things',"
                + "'ContributorInsightsStatus':'ENABLED',"
                + "'ContributorInsightsMode':'ACCESSED_AND_THROTTLED_KEYS'}],'NextToken':'");
    String token = first.substring(first.indexOf("'NextToken':"));
    assertThat(list("{'MaxResults':1," + token))
        .isEqualTo(
            "{'ContributorInsightsSummaries':[{'TableName':'things','IndexName':'global',"
                + "'ContributorInsightsStatus':'ENABLED',"
                + "'ContributorInsightsMode':'ACCESSED_AND_THROTTLED_KEYS'}]}");
    assertThat(service.refused("ListContributorInsights", "{'NextToken':'nothing'}"))
        .contains("ValidationException", "Provided nextToken is invalid: nothing");
  }

  @Test
  void aTableThatIsMadeAnewHasNone() {
    update("'ENABLE'}");
    service.ok("DeleteTable", THINGS + "}");
    settle();
    service.makeThings();
    settle();
    assertThat(describe("")).contains("'DISABLED'").doesNotContain("Mode");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          DescribeContributorInsights | {} | 1 validation error detected: Value null at 'tableName' failed to satisfy constraint: Member must not be null
          DescribeContributorInsights | {'TableName':'nothing'} | ResourceNotFoundException','message':'Requested resource not found: Table: nothing not found'
          DescribeContributorInsights | {'TableName':'things','IndexName':'local'} | ResourceNotFoundException','message':'Requested resource not found: Index: local not found for table: things'
          DescribeContributorInsights | {'TableName':'things','IndexName':'no'} | IndexName must be at least 3 characters long
          UpdateContributorInsights | {'TableName':'things'} | Value null at 'contributorInsightsAction' failed to satisfy constraint: Member must not be null
          UpdateContributorInsights | {'TableName':'things','ContributorInsightsAction':'ON'} | Member must satisfy enum value set: [ENABLE, DISABLE]
          UpdateContributorInsights | {'TableName':'things','IndexName':'other','ContributorInsightsAction':'ENABLE'} | Requested resource not found: Index: other not found for table: things
          ListContributorInsights | {'TableName':'nothing'} | Requested resource not found: Table: nothing not found
          ListContributorInsights | {'MaxResults':101} | Member must have value less than or equal to 100
          """)
  void whatIsWrongIsSaid(String operation, String body, String text) {
    assertThat(service.refused(operation, body)).contains(text);
  }
}
