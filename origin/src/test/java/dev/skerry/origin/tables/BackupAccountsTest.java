package dev.skerry.origin.tables;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import dev.skerry.origin.tables.dynamodb.Answer;
import dev.skerry.origin.tables.dynamodb.Caller;
import dev.skerry.origin.tables.dynamodb.DynamoDb;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Backups are an account's own, as its tables are. JSON is written with ' for ". */
class BackupAccountsTest {
  private static final String ANNA = "111111111111";
  private static final String BERT = "222222222222";
  private static final String ARN = "arn:aws:dynamodb:us-east-1:" + ANNA + ":table/things";
  private static final String ENABLED =
      "'PointInTimeRecoverySpecification':{'PointInTimeRecoveryEnabled':true}}";

  private RocksEngine engine;
  private Tables tables;
  private DynamoDb api;

  @BeforeEach
  void open(@TempDir Path folder) {
    engine = RocksEngine.open(RocksSettings.in(folder.resolve("db")));
    tables =
        new Tables(
            engine, new TablesSettings(InstantSource.system(), Duration.ZERO, "us-east-1", ANNA));
    api = new DynamoDb(tables);
    make(ANNA);
    make(BERT);
  }

  @AfterEach
  void close() {
    tables.close();
    engine.close();
  }

  private String call(String account, String operation, String body) {
    Answer answer =
        api.call(operation, body.replace('\'', '"').getBytes(UTF_8), new Caller(account));
    return new String(answer.body(), UTF_8).replace('"', '\'');
  }

  private void make(String account) {
    call(
        account,
        "CreateTable",
        "{'TableName':'things','BillingMode':'PAY_PER_REQUEST','AttributeDefinitions':["
            + "{'AttributeName':'h','AttributeType':'S'}],'KeySchema':[{'AttributeName':'h',"
            + "'KeyType':'HASH'}]}");
    call(
        account, "PutItem", "{'TableName':'things','Item':{'h':{'S':'of %s'}}}".formatted(account));
  }

  private String backup(String account) {
    String arn =
        Api.member(
            "BackupArn",
            call(account, "CreateBackup", "{'TableName':'things','BackupName':'one'}"));
    await(account, "DescribeBackup", "{'BackupArn':'" + arn + "'}", "'AVAILABLE'");
    return arn;
  }

  private void await(String account, String operation, String body, String text) {
    Instant end = Instant.now().plusSeconds(60);
    String answer = call(account, operation, body);
    while (!answer.contains(text) && Instant.now().isBefore(end)) {
      Thread.onSpinWait();
      answer = call(account, operation, body);
    }
    assertThat(answer).contains(text);
  }

  @Test
  void backupsAreListedByAccounts() {
    String annas = backup(ANNA);
    String berts = backup(BERT);
    assertThat(annas).startsWith(ARN + "/backup/");
    assertThat(berts).contains(":" + BERT + ":table/things/backup/");
    assertThat(Api.members("BackupArn", call(ANNA, "ListBackups", "{}"))).containsExactly(annas);
    assertThat(Api.members("BackupArn", call(BERT, "ListBackups", "{'TableName':'things'}")))
        .containsExactly(berts);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          DescribeBackup         | {'BackupArn':'ARN'}
          DeleteBackup           | {'BackupArn':'ARN'}
          RestoreTableFromBackup | {'BackupArn':'ARN','TargetTableName':'again'}
          ListBackups            | {'ExclusiveStartBackupArn':'ARN'}
          """)
  void anothersBackupCannotBeUsed(String operation, String body) {
    String arn = backup(ANNA);
    assertThat(call(BERT, operation, body.replace("ARN", arn)))
        .startsWith("{'__type':'com.amazon.coral.service#AccessDeniedException'")
        .contains("'Message':'Access is denied'");
    assertThat(call(BERT, operation, body.replace("ARN", arn.replace(ANNA, BERT))))
        .satisfiesAnyOf(
            answer ->
                assertThat(answer)
                    .contains("BackupNotFoundException", "Backup not found: ")
                    .doesNotContain(ANNA),
            answer -> assertThat(answer).isEqualTo("{'BackupSummaries':[]}"));
    assertThat(call(ANNA, operation, body.replace("ARN", arn))).doesNotContain("__type");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          CreateBackup              | {'TableName':'ARN','BackupName':'one'}
          DescribeContinuousBackups | {'TableName':'ARN'}
          ListBackups               | {'TableName':'ARN'}
          UpdateContinuousBackups   | {'TableName':'ARN',ENABLED
          """)
  void theTableIsNamedByItsArnToo(String operation, String body) {
    call(ANNA, "UpdateContinuousBackups", "{'TableName':'things'," + ENABLED);
    String request = body.replace("ARN", ARN).replace("ENABLED", ENABLED);
    assertThat(call(BERT, operation, request))
        .startsWith("{'__type':'com.amazon.coral.service#AccessDeniedException'")
        .contains("dynamodb:" + operation + " on resource: " + ARN);
    assertThat(call(ANNA, operation, request)).doesNotContain("__type");
  }

  @Test
  void anothersTableCannotBeRestored() {
    call(ANNA, "UpdateContinuousBackups", "{'TableName':'things'," + ENABLED);
    String request =
        "{'SourceTableArn':'%s','TargetTableName':'again','UseLatestRestorableTime':true}";
    assertThat(call(BERT, "RestoreTableToPointInTime", request.formatted(ARN)))
        .contains("ValidationException")
        .contains("only supported by accounts that match the resource owner’s account.");
    assertThat(call(ANNA, "RestoreTableToPointInTime", request.formatted(ARN)))
        .contains("'TableStatus':'CREATING'");
  }

  @Test
  void aTableIsRestoredInTheAccountWhoseItIs() {
    call(BERT, "UpdateContinuousBackups", "{'TableName':'things'," + ENABLED);
    String arn = backup(BERT);
    String restored =
        call(
            BERT,
            "RestoreTableFromBackup",
            "{'BackupArn':'%s','TargetTableName':'again'}".formatted(arn));
    assertThat(restored)
        .contains("'TableArn':'arn:aws:dynamodb:us-east-1:" + BERT + ":table/again'");
    call(
        BERT,
        "RestoreTableToPointInTime",
        "{'SourceTableName':'things','TargetTableName':'later','UseLatestRestorableTime':true}");
    for (String table : new String[] {"again", "later"}) {
      await(BERT, "DescribeTable", "{'TableName':'" + table + "'}", "'TableStatus':'ACTIVE'");
      assertThat(call(BERT, "Scan", "{'TableName':'" + table + "'}"))
          .contains("'of " + BERT + "'", "'Count':1");
    }
    assertThat(call(ANNA, "ListTables", "{}")).isEqualTo("{'TableNames':['things']}");
    assertThat(call(ANNA, "DescribeContinuousBackups", "{'TableName':'things'}"))
        .contains("'PointInTimeRecoveryStatus':'DISABLED'");
  }

  @Test
  void anArnOfNoBackupIsRefused() {
    String request = "{'BackupArn':'%s'}";
    assertThat(call(ANNA, "DescribeBackup", request.formatted(ARN + "/backup/nothing")))
        .contains("ValidationException", "Invalid Backup ARN");
    String west = ARN.replace("east", "west") + "/backup/01800000000000-00000000";
    assertThat(call(ANNA, "DescribeBackup", request.formatted(west)))
        .contains("BackupNotFoundException", "Backup not found: " + west);
    assertThat(call(ANNA, "ListBackups", "{'ExclusiveStartBackupArn':'" + west + "'}"))
        .contains("The supplied ExclusiveStartBackupArn does not match the region");
  }
}
