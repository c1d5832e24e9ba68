package dev.skerry.origin.tables.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tags, policies, and what else is kept and told of tables. */
class TableSettingsTest {
  private static final String ARN = "arn:aws:dynamodb:us-east-1:000000000000:table/things";
  private static final String POLICY =
      "{\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":\\\"*\\\","
          + "\\\"Action\\\":\\\"dynamodb:GetItem\\\",\\\"Resource\\\":\\\"*\\\"}]}";

  private Service service;

  @BeforeEach
  void open(@TempDir Path folder) {
    service = new Service(folder);
    service.makeThings();
  }

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void tagsAreAddedReplacedListedAndTakenAway() {
    String resource = "{'ResourceArn':'" + ARN + "'";
    assertThat(service.ok("ListTagsOfResource", resource + "}")).isEqualTo("{'Tags':[]}");
    assertThat(
            service.ok(
                "TagResource",
                resource + ",'Tags':[{'Key':'a','Value':'1'},{'Key':'b','Value':''}]}"))
        .isEmpty();
    service.ok("TagResource", resource + ",'Tags':[{'Key':'a','Value':'2'}]}");
    assertThat(service.ok("ListTagsOfResource", resource + "}"))
        .isEqualTo("{'Tags':[{'Key':'a','Value':'2'},{'Key':'b','Value':''}]}");
    assertThat(service.ok("UntagResource", resource + ",'TagKeys':['a','c']}")).isEmpty();
    assertThat(service.ok("ListTagsOfResource", resource + "}"))
        .isEqualTo("{'Tags':[{'Key':'b','Value':''}]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {} | #ValidationException','message':'Invalid TableArn'}
          {'ResourceArn':'arn:aws:dynamodb:us-east-1:000000000001:table/things','Tags':[]} | AccessDeniedException','Message':'Access is denied'}
          {'ResourceArn':'arn:aws:dynamodb:eu-west-1:000000000000:table/things','Tags':[]} | Invalid TableArn: Invalid ResourceArn provided as input arn:aws:dynamodb:eu-west-1:000000000000:table/things
          {'ResourceArn':'arn:aws:dynamodb:us-east-1:000000000000:table/things/index/local','Tags':[]} | Invalid resource arn provided, only table or stream is accepted. Provided resource arn: arn:aws:dynamodb:us-east-1:000000000000:table/things/index/local
          {'ResourceArn':'a:b:c:d:e:f/g'} | 1 validation error detected: Value null at 'tags' failed to satisfy constraint: Member must not be null
          {'ResourceArn':'a:b:c:d:e:f/g','Tags':[]} | ARNs must start with 'arn:': a:b:c:d:e:f/g
          {'ResourceArn':'arn:aws:dynamodb:us-east-1:000000000000:table/ab','Tags':[]} | Provided Arn is not a DynamoDB resource arn: arn:aws:dynamodb:us-east-1:000000000000:table/ab
          {'ResourceArn':'arn:aws:dynamodb:us-east-1:000000000000:table/things','Tags':[]} | Atleast one Tag needs to be provided as Input.
          {'ResourceArn':'arn:aws:dynamodb:us-east-1:000000000000:table/things','Tags':[{'Key':'','Value':'a'}]} | The Tag Key provided is invalid, Key:
          {'ResourceArn':'arn:aws:dynamodb:us-east-1:000000000000:table/things','Tags':[{'Key':'a#','Value':'a'}]} | The Tag Key provided is invalid, Key: a#
          {'ResourceArn':'arn:aws:dynamodb:us-east-1:000000000000:table/things','Tags':[{'Key':'a','Value':'100%'}]} | The Tag Value provided is invalid, Value: 100%
          {'ResourceArn':'arn:aws:dynamodb:us-east-1:000000000000:table/things','Tags':[{'Key':'a'}]} | The Tag Value provided is invalid, Value: null
          {'ResourceArn':'arn:aws:dynamodb:us-east-1:000000000000:table/things','Tags':[{'Key':'aws:a','Value':'a'}]} | Tag Key cannot be prefixed with aws:, Key: aws:a
          {'ResourceArn':'arn:aws:dynamodb:us-east-1:000000000000:table/things','Tags':[{'Key':'a','Value':'a'},{'Key':'a','Value':'b'}]} | Duplicate Tag Key found a
          {'ResourceArn':'arn:aws:dynamodb:us-east-1:000000000000:table/missing','Tags':[{'Key':'a','Value':'a'}]} | ResourceNotFoundException','message':'Requested resource not found: ResourceArn: arn:aws:dynamodb:us-east-1:000000000000:table/missing not found
          """)
  void tagsThatCannotBeAreRefused(String request, String text) {
    assertThat(service.refused("TagResource", request)).contains(text);
  }

  @Test
  void policiesHaveRevisions() {
    String resource = "{'ResourceArn':'" + ARN + "'";
    assertThat(service.refused("GetResourcePolicy", resource + "}"))
        .contains("PolicyNotFoundException", "not found for the provided ResourceArn: " + ARN);
    String put = resource + ",'Policy':'" + POLICY + "'";
    assertThat(service.refused("PutResourcePolicy", put + ",'ExpectedRevisionId':'1'}"))
        .contains("PolicyNotFoundException");
    String revision = service.ok("PutResourcePolicy", put + ",'ExpectedRevisionId':'NO_POLICY'}");
    assertThat(service.ok("PutResourcePolicy", put + "}")).isEqualTo(revision);
    assertThat(service.ok("GetResourcePolicy", resource + "}"))
        .contains("'Policy':'{", revision.substring(1));
    assertThat(service.refused("PutResourcePolicy", put + ",'ExpectedRevisionId':'NO_POLICY'}"))
        .contains("expecting none to be present for table things, but a policy exists");
    assertThat(service.refused("PutResourcePolicy", resource + ",'Policy':'{'}"))
        .contains("Invalid policy document: This policy contains invalid Json");
    assertThat(service.refused("PutResourcePolicy", resource + ",'Policy':'{}'}"))
        .contains("Syntax error at position (1,3)");
    assertThat(service.ok("DeleteResourcePolicy", resource + "}")).isEqualTo(revision);
    assertThat(service.ok("DeleteResourcePolicy", resource + "}")).isEqualTo("{}");
  }

  @Test
  void whatIsOnlyToldIsTold() {
    String update = "{'TableName':'things',%s}";
    service.ok("UpdateTable", update.formatted("'TableClass':'STANDARD_INFREQUENT_ACCESS'"));
    service.ok("UpdateTable", update.formatted("'OnDemandThroughput':{'MaxReadRequestUnits':10}"));
    service.ok("UpdateTable", update.formatted("'WarmThroughput':{'ReadUnitsPerSecond':20000}"));
    assertThat(service.ok("DescribeTable", "{'TableName':'things'}"))
        .contains(
            "'TableClassSummary':{'TableClass':'STANDARD_INFREQUENT_ACCESS',"
                + "'LastUpdateDateTime':",
            "'OnDemandThroughput':{'MaxReadRequestUnits':10}",
            "'WarmThroughput':{'ReadUnitsPerSecond':20000,'WriteUnitsPerSecond':4000,"
                + "'Status':'ACTIVE'}",
            "'BillingModeSummary':{'BillingMode':'PAY_PER_REQUEST',"
                + "'LastUpdateToPayPerRequestDateTime':");
  }

  @Test
  void whatIsSaidToBeMinusOneIsNoLimitAnyMore() {
    String update = "{'TableName':'things','OnDemandThroughput':{%s}}";
    service.ok(
        "UpdateTable", update.formatted("'MaxReadRequestUnits':10,'MaxWriteRequestUnits':20"));
    service.ok("UpdateTable", update.formatted("'MaxReadRequestUnits':-1"));
    assertThat(service.ok("DescribeTable", "{'TableName':'things'}"))
        .contains("'OnDemandThroughput':{'MaxWriteRequestUnits':20}");
    service.ok("UpdateTable", update.formatted("'MaxWriteRequestUnits':-1"));
    assertThat(service.ok("DescribeTable", "{'TableName':'things'}"))
        .doesNotContain("OnDemandThroughput");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'TableClass':'A' | Invalid table-class parameter provided
          'TableClass':'STANDARD','DeletionProtectionEnabled':true | TableClass modification must be the only operation in the request
          'SSESpecification':{'Enabled':true} | SSESpecification with Enabled true is not supported
          'SSESpecification':{'Enabled':false,'SSEType':'KMS'} | SSEType can not be specified if Enabled is false
          'OnDemandThroughput':{'MaxReadRequestUnits':0} | Requested MaxReadRequestUnits for OnDemandThroughput for table is outside of valid range
          'BillingMode':'PROVISIONED' | ProvisionedThroughput must be specified when BillingMode is PROVISIONED
          'BillingMode':'PROVISIONED','ProvisionedThroughput':{'ReadCapacityUnits':1,'WriteCapacityUnits':1} | ProvisionedThroughput must be specified for index: global
          'ReplicaUpdates':[] | ReplicaUpdates is not supported
          """)
  void changesThatCannotBeAreRefused(String change, String text) {
    assertThat(service.refused("UpdateTable", "{'TableName':'things'," + change + "}"))
        .contains(text);
  }

  @Test
  void limitsAndEndpointsAreTold() {
    assertThat(service.ok("DescribeLimits", "{}")).contains("'TableMaxReadCapacityUnits':40000");
    assertThat(service.ok("DescribeEndpoints", "{}"))
        .isEqualTo("{'Endpoints':[{'Address':'localhost','CachePeriodInMinutes':1440}]}");
  }

  @Test
  void throughputThatChangesTellsWhen() {
    service.ok(
        "CreateTable",
        "{'TableName':'units','AttributeDefinitions':[{'AttributeName':'h','AttributeType':'S'}],"
            + "'KeySchema':[{'AttributeName':'h','KeyType':'HASH'}],"
            + "'ProvisionedThroughput':{'ReadCapacityUnits':2,'WriteCapacityUnits':2}}");
    String update =
        "{'TableName':'units','ProvisionedThroughput':"
            + "{'ReadCapacityUnits':%d,'WriteCapacityUnits':%d}}";
    service.ok("UpdateTable", update.formatted(4, 4));
    service.ok("UpdateTable", update.formatted(1, 4));
    assertThat(service.ok("DescribeTable", "{'TableName':'units'}"))
        .contains("'LastIncreaseDateTime':", "'LastDecreaseDateTime':")
        .contains("'NumberOfDecreasesToday':1,'ReadCapacityUnits':1,'WriteCapacityUnits':4")
        .doesNotContain("BillingModeSummary");
    assertThat(service.refused("UpdateTable", update.formatted(1, 4)))
        .contains("The provisioned throughput for the table will not change.");
    service.ok("UpdateTable", "{'TableName':'units','BillingMode':'PAY_PER_REQUEST'}");
    service.ok(
        "UpdateTable", "{'BillingMode':'PROVISIONED'," + update.formatted(1, 1).substring(1));
    assertThat(service.ok("DescribeTable", "{'TableName':'units'}"))
        .contains(
            "'BillingModeSummary':{'BillingMode':'PROVISIONED',"
                + "'LastUpdateToPayPerRequestDateTime':");
  }
}
