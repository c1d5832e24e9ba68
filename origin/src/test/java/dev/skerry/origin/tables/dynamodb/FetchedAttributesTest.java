package dev.skerry.origin.tables.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attributes that a local index does not have are fetched from the table, and paid for there. */
class FetchedAttributesTest {
  private static Service service;

  @BeforeAll
  static void putItems(@TempDir Path folder) {
    service = new Service(folder);
    service.ok(
        "CreateTable",
        "{'TableName':'lean','BillingMode':'PAY_PER_REQUEST','AttributeDefinitions':["
            + "{'AttributeName':'h','AttributeType':'S'},"
            + "{'AttributeName':'r','AttributeType':'S'},"
            + "{'AttributeName':'g','AttributeType':'S'}],'KeySchema':["
            + "{'AttributeName':'h','KeyType':'HASH'},{'AttributeName':'r','KeyType':'RANGE'}],"
            + "'LocalSecondaryIndexes':[{'IndexName':'keys','KeySchema':["
            + "{'AttributeName':'h','KeyType':'HASH'},{'AttributeName':'g','KeyType':'RANGE'}],"
            + "'Projection':{'ProjectionType':'KEYS_ONLY'}}]}");
    for (int i = 0; i < 3; i++) {
      service.ok(
          "PutItem",
          "{'TableName':'lean','Item':{'h':{'S':'a'},'r':{'S':'%d'},'g':{'S':'g'},'z':{'S':'%s'}}}"
              .formatted(i, "z".repeat(i == 1 ? 5_000 : 10)));
    }
  }

  @AfterAll
  static void close() {
    service.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'Select':'ALL_ATTRIBUTES'                                | 2.5 | 2   | 0.5
          'Select':'ALL_ATTRIBUTES','ConsistentRead':true          | 5   | 4   | 1
          'Select':'ALL_ATTRIBUTES','Limit':2                      | 2   | 1.5 | 0.5
          'ProjectionExpression':'z'                               | 2.5 | 2   | 0.5
          'ProjectionExpression':'g, r'                            | 0.5 | 0   | 0.5
          'Select':'COUNT'                                         | 0.5 | 0   | 0.5
          'Select':'ALL_PROJECTED_ATTRIBUTES'                      | 0.5 | 0   | 0.5
          """,
      quoteCharacter = '"')
  void eachItemThatIsFetchedIsRoundedUpByItself(
      String asked, String units, String ofTable, String ofIndex) {
    String query =
        "{'TableName':'lean','IndexName':'keys','KeyConditionExpression':'h = :h',"
            + "'ExpressionAttributeValues':{':h':{'S':'a'}},'ReturnConsumedCapacity':'INDEXES',";
    assertThat(service.ok("Query", query + asked + "}"))
        .endsWith(
            "'ConsumedCapacity':{'TableName':'lean','CapacityUnits':%s,'Table':{'CapacityUnits':%s},"
                    .formatted(units, ofTable)
                + "'LocalSecondaryIndexes':{'keys':{'CapacityUnits':%s}}}}".formatted(ofIndex));
  }
}
