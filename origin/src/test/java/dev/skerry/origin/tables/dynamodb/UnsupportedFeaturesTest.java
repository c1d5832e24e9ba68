package dev.skerry.origin.tables.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not done here says so, after all that the service checks. JSON has ' for ". */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnsupportedFeaturesTest {
  private static final String ARN = "arn:aws:dynamodb:us-east-1:000000000000:table/things";
  private static final String STREAM = "arn:aws:kinesis:us-east-1:000000000000:stream/flow";

  private Service service;

  @BeforeAll
  void open(@TempDir Path folder) {
    service = new Service(folder);
    service.makeThings();
    String table =
        "{'TableName':'kept','BillingMode':'PAY_PER_REQUEST','AttributeDefinitions':["
            + "{'AttributeName':'h','AttributeType':'S'}],'KeySchema':["
            + "{'AttributeName':'h','KeyType':'HASH'}]}";
    service.ok("CreateTable", table);
    service.ok(
        "UpdateContinuousBackups",
        "{'TableName':'kept','PointInTimeRecoverySpecification':"
            + "{'PointInTimeRecoveryEnabled':true}}");
  }

  @AfterAll
  void close() {
    service.close();
  }

  private static String filled(String body) {
    return body.replace("{ARN}", ARN).replace("{STREAM}", STREAM);
  }

  @Test
  void whereThereIsNothingListsAreEmpty() {
    assertThat(service.ok("DescribeKinesisStreamingDestination", "{'TableName':'things'}"))
        .isEqualTo("{'TableName':'things','KinesisDataStreamDestinations':[]}");
    assertThat(service.ok("ListGlobalTables", "{'Limit':1,'RegionName':'us-east-1'}"))
        .isEqualTo("{'GlobalTables':[]}");
    assertThat(service.ok("ListExports", "{'TableArn':'" + ARN + "','MaxResults':25}"))
        .isEqualTo("{'ExportSummaries':[]}");
    assertThat(service.ok("ListImports", "{}")).isEqualTo("{'ImportSummaryList':[]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          DescribeKinesisStreamingDestination | {'TableName':'nothing'} | ResourceNotFoundException','message':'Requested resource not found: Table: nothing not found'
          EnableKinesisStreamingDestination | {'TableName':'things','StreamArn':'short'} | Value 'short' at 'streamArn' failed to satisfy constraint: Member must have length greater than or equal to 37
          EnableKinesisStreamingDestination | {'TableName':'nothing','StreamArn':'{STREAM}'} | ResourceNotFoundException
          EnableKinesisStreamingDestination | {'TableName':'things','StreamArn':'{STREAM}'} | ValidationException','message':'Table is not in a valid state to enable Kinesis Streaming Destination: There are no Kinesis data streams here, so nothing can be sent to {STREAM}'
          EnableKinesisStreamingDestination | {'TableName':'things','StreamArn':'{STREAM}','EnableKinesisStreamingConfiguration':{'ApproximateCreationDateTimePrecision':'DAY'}} | Value 'DAY' at 'enableKinesisStreamingConfiguration.approximateCreationDateTimePrecision' failed to satisfy constraint: Member must satisfy enum value set: [MILLISECOND, MICROSECOND]
          DisableKinesisStreamingDestination | {'TableName':'things','StreamArn':'{STREAM}'} | Table is not in a valid state to enable Kinesis Streaming Destination: KinesisStreamingDestination must be ACTIVE to perform DISABLE operation.
          DisableKinesisStreamingDestination | {'TableName':'things','StreamArn':'{STREAM}','EnableKinesisStreamingConfiguration':{}} | Stream cannot be disabled using EnableKinesisStreamingConfiguration parameters
          UpdateKinesisStreamingDestination | {'TableName':'things','StreamArn':'{STREAM}'} | UpdateKinesisStreamingConfiguration cannot be null or contain only null values
          UpdateKinesisStreamingDestination | {'TableName':'things','StreamArn':'{STREAM}','UpdateKinesisStreamingConfiguration':{'ApproximateCreationDateTimePrecision':'MICROSECOND'}} | No streaming destination with streamArn: {STREAM} found for table with tableName: things
          """)
  void thereAreNoKinesisStreams(String operation, String body, String text) {
    assertThat(service.refused(operation, filled(body))).contains(filled(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          CreateGlobalTable | {} | 2 validation errors detected: Value null at 'globalTableName' failed to satisfy constraint: Member must not be null; Value null at 'replicationGroup' failed to satisfy constraint: Member must not be null
          CreateGlobalTable | {'GlobalTableName':'things','ReplicationGroup':[{'RegionName':'us-west-2'}]} | ValidationException','message':'One or more parameter values were invalid: DynamoDB global tables version 2017.11.29 is not supported. We recommend using DynamoDB global tables version 2019.11.21, instead of version 2017.11.29 (Legacy).'
          DescribeGlobalTable | {'GlobalTableName':'things'} | GlobalTableNotFoundException','message':'Global table not found: Global table with name: 'things' does not exist.'
          DescribeGlobalTable | {'GlobalTableName':'a'} | Member must have length greater than or equal to 3
          DescribeGlobalTableSettings | {'GlobalTableName':'things'} | GlobalTableNotFoundException','message':'Global table with name: 'things' does not exist.'
          UpdateGlobalTable | {'GlobalTableName':'things','ReplicaUpdates':[{'Create':{'RegionName':'us-west-2'}}]} | GlobalTableNotFoundException
          UpdateGlobalTable | {'GlobalTableName':'things','ReplicaUpdates':[{'Delete':{}}]} | Value null at 'replicaUpdates.1.member.delete.regionName' failed to satisfy constraint: Member must not be null
          UpdateGlobalTable | {'GlobalTableName':'things','ReplicaUpdates':[]} | ValidationException','message':'One or more parameter values were invalid'
          UpdateGlobalTableSettings | {'GlobalTableName':'things','GlobalTableBillingMode':'PAY_PER_REQUEST'} | GlobalTableNotFoundException','message':'Global table with name: 'things' does not exist.'
          UpdateGlobalTableSettings | {'GlobalTableName':'things','ReplicaSettingsUpdate':[]} | Member must have length greater than or equal to 1
          ListGlobalTables | {'Limit':0} | Member must have value greater than or equal to 1
          DescribeTableReplicaAutoScaling | {'TableName':'things'} | ResourceNotFoundException','message':'Global table with name: 'things' does not exist.'
          UpdateTableReplicaAutoScaling | {'TableName':'{ARN}','ProvisionedWriteCapacityAutoScalingUpdate':{'MinimumUnits':0}} | Value '0' at 'provisionedWriteCapacityAutoScalingUpdate.minimumUnits' failed to satisfy constraint: Member must have value greater than or equal to 1
          UpdateTableReplicaAutoScaling | {'TableName':'{ARN}'} | ResourceNotFoundException','message':'Global table with name: 'things' does not exist.'
          """)
  void thereAreNoGlobalTables(String operation, String body, String text) {
    assertThat(service.refused(operation, filled(body))).contains(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'S3Bucket':'box'} | Value null at 'tableArn' failed to satisfy constraint: Member must not be null
          {'TableArn':'{ARN}'} | Value null at 's3Bucket' failed to satisfy constraint: Member must not be null
          {'TableArn':'{ARN}','S3Bucket':'a/b'} | Value 'a/b' at 's3Bucket' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-z0-9A-Z]+[\\\\.\\\\-\\\\w]*[a-z0-9A-Z]+$
          {'TableArn':'{ARN}','S3Bucket':'box','ExportFormat':'CSV'} | Member must satisfy enum value set: [DYNAMODB_JSON, ION]
          {'TableArn':'things','S3Bucket':'box'} | One or more parameter values were invalid: tableArn is not a valid ARN
          {'TableArn':'{ARN}/index/global','S3Bucket':'box'} | Invalid Request: Table ARN is invalid.
          {'TableArn':'{ARN}','S3Bucket':'box','S3SseKmsKeyId':'key'} | Invalid Request: KMS Key Id is not supported for this encryption type
          {'TableArn':'{ARN}','S3Bucket':'box','IncrementalExportSpecification':{}} | Export Type expected to be Incremental Export when incremental export specification is provided
          {'TableArn':'{ARN}','S3Bucket':'box','ExportType':'INCREMENTAL_EXPORT'} | Incremental Export Specification expected when export type is set as Incremental Export
          {'TableArn':'{ARN}','S3Bucket':'box','ExportType':'INCREMENTAL_EXPORT','IncrementalExportSpecification':{}} | ExportFromTime must be provided in IncrementalExportSpecification
          {'TableArn':'{ARN}','S3Bucket':'box','ExportType':'INCREMENTAL_EXPORT','IncrementalExportSpecification':{'ExportFromTime':1500000000}} | InvalidExportTimeException','message':'Incremental export period from time cannot be less than the table creation time : 2017-07-14T02:40:00Z'
          {'TableArn':'{ARN}x','S3Bucket':'box'} | TableNotFoundException','message':'Table not found: {ARN}x'
          {'TableArn':'arn:aws:dynamodb:us-west-2:000000000000:table/things','S3Bucket':'box'} | TableNotFoundException
          {'TableArn':'arn:aws:dynamodb:us-east-1:111111111111:table/things','S3Bucket':'box'} | AccessDeniedException','Message':'Access is denied'
          {'TableArn':'{ARN}','S3Bucket':'box'} | PointInTimeRecoveryUnavailableException','message':'Point in time recovery is not enabled for table 'things''
          {'TableArn':'arn:aws:dynamodb:us-east-1:000000000000:table/kept','S3Bucket':'box','ExportTime':1500000000} | InvalidExportTimeException','message':'Export Time is invalid'
          {'TableArn':'arn:aws:dynamodb:us-east-1:000000000000:table/kept','S3Bucket':'box','ExportFormat':'ION'} | Invalid Request: Export Format ION is not supported here, only DYNAMODB_JSON
          {'TableArn':'arn:aws:dynamodb:us-east-1:000000000000:table/kept','S3Bucket':'box','S3SseAlgorithm':'KMS'} | Invalid Request: S3 SSE Algorithm KMS is not supported here, only AES256
          """)
  void anExportIsRefusedInTheOrderOfTheService(String body, String text) {
    assertThat(service.refused("ExportTableToPointInTime", filled(body))).contains(filled(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'x':1 | Value null at 'clientToken' failed to satisfy constraint: Member must not be null
          'ClientToken':'a$b' | Value 'a$b' at 'clientToken' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[^\\\\$]+$
          'ClientToken':'a','InputCompressionType':'BZIP2' | Value 'BZIP2' at 'inputCompressionType' failed to satisfy constraint: Member must satisfy enum value set: [ZSTD, NONE, GZIP]
          'ClientToken':'a','InputFormatOptions':{'Csv':{'Delimiter':';;'}} | 2 validation errors detected: Value ';;' at 'inputFormatOptions.csv.delimiter' failed to satisfy constraint: Member must satisfy regular expression pattern: [,;:
          'ClientToken':'a','InputFormatOptions':{'Csv':{}} | Invalid Request: Unsupported InputFormatOptions for the given input format: DYNAMODB_JSON.
          'ClientToken':'a','InputCompressionType':'ZSTD' | Invalid Request: Input Compression Type ZSTD is not supported here, only GZIP and NONE
          """)
  void anImportIsRefusedInTheOrderOfTheService(String more, String text) {
    assertThat(importing("other", "'BillingMode':'PAY_PER_REQUEST',", more)).contains(text);
  }

  @Test
  void anImportMakesATableThatCanBeCreatedAndIsNotThere() {
    assertThat(importing("other", "", "'ClientToken':'a'"))
        .contains(
            "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode");
    assertThat(importing("things", "'BillingMode':'PAY_PER_REQUEST',", "'ClientToken':'a'"))
        .contains("ResourceInUseException", "Table already exists: things");
  }

  private String importing(String table, String billing, String more) {
    return service.refused(
        "ImportTable",
        "{'S3BucketSource':{'S3Bucket':'box'},'InputFormat':'DYNAMODB_JSON',"
            + "'TableCreationParameters':{'TableName':'"
            + table
            + "',"
            + billing
            + "'AttributeDefinitions':[{'AttributeName':'h','AttributeType':'S'}],"
            + "'KeySchema':[{'AttributeName':'h','KeyType':'HASH'}]},"
            + more
            + "}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          DescribeExport | {'ExportArn':'{ARN}'} | ValidationException','message':'Invalid Export ARN'
          DescribeExport | {'ExportArn':'{ARN}/export/01791506414432-3f2e5aa4'} | ExportNotFoundException','message':'Export not found: Export not found: {ARN}/export/01791506414432-3f2e5aa4'
          DescribeExport | {'ExportArn':'arn:aws:dynamodb:us-west-2:000000000000:table/things/export/0'} | ExportNotFoundException','message':'Export not found: Invalid export arn'
          DescribeExport | {'ExportArn':'arn:aws:dynamodb:us-east-1:111111111111:table/things/export/0'} | AccessDeniedException
          DescribeImport | {'ImportArn':'{ARN}/export/01791506414432-3f2e5aa4'} | ValidationException','message':'Invalid Import ARN'
          DescribeImport | {'ImportArn':'{ARN}/import/01791506414432-3f2e5aa4'} | ImportNotFoundException
          DescribeImport | {'ImportArn':'short'} | Member must have length greater than or equal to 37
          ListExports | {'MaxResults':26} | Member must have value less than or equal to 25
          ListExports | {'NextToken':'x'} | ValidationException','message':'Invalid Request: Provided nextToken is invalid: x'
          ListExports | {'TableArn':'things'} | tableArn is not a valid ARN
          ListImports | {'NextToken':'x'} | 2 validation errors detected: Value 'x' at 'nextToken' failed to satisfy constraint: Member must satisfy regular expression pattern: ([0-9a-f]{16})+; Value 'x' at 'nextToken' failed to satisfy constraint: Member must have length greater than or equal to 112
          """)
  void nothingWasExportedOrImported(String operation, String body, String text) {
    assertThat(service.refused(operation, filled(body))).contains(filled(text));
  }
}
