package dev.skerry.origin.tables;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import dev.skerry.origin.tables.transfer.ExportFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports of tables to a bucket, and imports from it, by a clock that stands. JSON has ' for ". */
class TransfersTest {
  private static final String ARN = "arn:aws:dynamodb:eu-west-1:123456789012:table/things";
  private static final long START = 1_800_000_000;

  private final MemoryBuckets buckets = new MemoryBuckets();
  private @Nullable Api made;
  private RocksEngine engine;
  private Api api;

  @BeforeEach
  void open(@TempDir Path folder) {
    Instant start = Instant.ofEpochSecond(START);
    engine =
        RocksEngine.open(
            RocksSettings.in(folder.resolve("db"))
                .with(() -> made == null ? start : made.tables.now(), System::nanoTime));
    api = new Api(engine, buckets);
    made = api;
    api.make("things", "");
    keep();
    api.tables.upkeep().round();
  }

  @AfterEach
  void close() {
    api.tables.close();
    engine.close();
  }

  private void keep() {
    api.ok(
        "UpdateContinuousBackups",
        "{'TableName':'things','PointInTimeRecoverySpecification':"
            + "{'PointInTimeRecoveryEnabled':true}}");
  }

  private String export(String more) {
    return Api.member("ExportArn", exported(more));
  }

  private String exported(String more) {
    return api.ok(
        "ExportTableToPointInTime", "{'TableArn':'%s','S3Bucket':'box'%s}".formatted(ARN, more));
  }

  private String describe(String arn) {
    return api.ok("DescribeExport", "{'ExportArn':'" + arn + "'}");
  }

  private String text(String key) {
    byte[] octets = buckets.octets(key);
    if (!key.endsWith(".gz")) {
      return new String(octets, UTF_8).replace('"', '\'');
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(octets))) {
      return new String(in.readAllBytes(), UTF_8).replace('"', '\'');
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> lines() {
    return buckets.objects.keySet().stream()
        .filter(key -> key.endsWith(".json.gz"))
        .flatMap(key -> text(key).lines())
        .sorted()
        .toList();
  }

  private String importing(String more) {
    return Api.member(
        "ImportArn",
        api.ok(
            "ImportTable",
            ("{'ClientToken':'a',%s,"
                    + "'TableCreationParameters':{'TableName':'copy','BillingMode':"
                    + "'PAY_PER_REQUEST','AttributeDefinitions':[{'AttributeName':'h',"
                    + "'AttributeType':'S'}],'KeySchema':[{'AttributeName':'h',"
                    + "'KeyType':'HASH'}]}}")
                .formatted(more)));
  }

  private String imported(String arn) {
    return api.ok("DescribeImport", "{'ImportArn':'" + arn + "'}");
  }

  @Test
  void anExportHasWhatWasThereWhenItWasAskedForAndNothingLater() {
    api.put("things", "a", 1, "x");
    api.put("things", "b", 2, "y");
    String arn = export(",'S3Prefix':'p/q'");
    api.put("things", "a", 3, "z");
    api.delete("things", "b");
    api.put("things", "c", 4, "w");

    api.tables.upkeep().round();

    assertThat(lines())
        .containsExactly(
            "{'Item':{'h':{'S':'a'},'n':{'N':'1'},'x':{'S':'x'}}}",
            "{'Item':{'h':{'S':'b'},'n':{'N':'2'},'x':{'S':'y'}}}");
    String folder = "p/q/AWSDynamoDB/" + arn.substring(arn.lastIndexOf('/') + 1) + "/";
    assertThat(describe(arn))
        .contains("'ExportStatus':'COMPLETED'", "'ItemCount':2", folder + "manifest-summary.json");
    assertThat(buckets.objects.keySet())
        .contains(
            folder + "_started",
            folder + "manifest-files.json",
            folder + "manifest-files.md5",
            folder + "manifest-summary.json",
            folder + "manifest-summary.md5");
    for (String name : List.of("manifest-files", "manifest-summary")) {
      assertThat(text(folder + name + ".md5"))
          .isEqualTo(ExportFolder.md5(buckets.octets(folder + name + ".json")));
    }
    assertThat(text(folder + "manifest-files.json"))
        .startsWith("{'itemCount':2,'md5Checksum':'")
        .contains("'dataFileS3Key':'" + folder + "data/");
    assertThat(api.ok("ListExports", "{}"))
        .isEqualTo(
            "{'ExportSummaries':[{'ExportArn':'%s','ExportStatus':'COMPLETED',".formatted(arn)
                + "'ExportType':'FULL_EXPORT'}]}");
  }

  @Test
  void anExportThatFellIsGoneOnWithByTheNextProcess() {
    api.put("things", "a", 1, "x");
    buckets.fallsAt = "manifest-files.json";
    String arn = export("");
    api.tables.upkeep().round();
    assertThat(describe(arn)).contains("'ExportStatus':'IN_PROGRESS'");
    api.tables.close();

    buckets.fallsAt = "";
    api = new Api(engine, buckets);
    api.tables.upkeep().round();

    assertThat(describe(arn)).contains("'ExportStatus':'COMPLETED'", "'ItemCount':1");
    assertThat(lines()).hasSize(1);
  }

  @Test
  void aTokenStandsForOneExport() {
    String arn = export(",'ClientToken':'t'");
    assertThat(export(",'ClientToken':'t'")).isEqualTo(arn);
    assertThat(
            api.refused(
                "ExportTableToPointInTime",
                "{'TableArn':'%s','S3Bucket':'other','ClientToken':'t'}".formatted(ARN)))
        .contains("ExportConflictException");
  }

  @Test
  void whatTheBucketRefusesEndsTheExport() {
    String missing =
        Api.member(
            "ExportArn",
            api.ok(
                "ExportTableToPointInTime",
                "{'TableArn':'%s','S3Bucket':'nothing'}".formatted(ARN)));
    String foreign = export(",'S3BucketOwner':'210987654321'");
    api.tables.upkeep().round();
    assertThat(describe(missing))
        .contains(
            "'ExportStatus':'FAILED'",
            "'FailureCode':'S3NoSuchBucket'",
            "'FailureMessage':'The specified bucket does not exist'");
    assertThat(describe(foreign)).contains("'FailureCode':'S3AccessDenied'");
  }

  @Test
  void anIncrementalExportHasWhatChangedInItsPeriodAndNothingElse() {
    api.put("things", "before", 1, "x");
    api.put("things", "changed", 1, "x");
    api.put("things", "removed", 1, "x");
    api.tables.upkeep().round();
    api.pass(Duration.ofMinutes(1));
    api.put("things", "changed", 2, "y");
    api.put("things", "changed", 3, "z");
    api.delete("things", "removed");
    api.put("things", "made", 1, "x");
    api.put("things", "both", 1, "x");
    api.delete("things", "both");
    api.tables.upkeep().round();
    api.pass(Duration.ofMinutes(20));
    api.put("things", "changed", 4, "w");
    api.delete("things", "made");
    api.put("things", "after", 1, "x");

    String arn =
        export(
            ",'ExportType':'INCREMENTAL_EXPORT','IncrementalExportSpecification':"
                + "{'ExportFromTime':%d,'ExportToTime':%d}"
                    .formatted(START + 30, START + 30 + 15 * 60));
    api.tables.upkeep().round();

    assertThat(describe(arn)).contains("'ExportStatus':'COMPLETED'", "'ItemCount':3");
    assertThat(lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .contains("'Metadata':{'WriteTimestampMicros':{'N':'180000006")
                    .endsWith(
                        "'Keys':{'h':{'S':'changed'}},'OldImage':{'h':{'S':'changed'},"
                            + "'n':{'N':'1'},'x':{'S':'x'}},'NewImage':{'h':{'S':'changed'},"
                            + "'n':{'N':'3'},'x':{'S':'z'}}}"),
            line ->
                assertThat(line)
                    .endsWith(
                        "'Keys':{'h':{'S':'made'}},'NewImage':{'h':{'S':'made'},"
                            + "'n':{'N':'1'},'x':{'S':'x'}}}"),
            line ->
                assertThat(line)
                    .endsWith(
                        "'Keys':{'h':{'S':'removed'}},'OldImage':{'h':{'S':'removed'},"
                            + "'n':{'N':'1'},'x':{'S':'x'}}}"));
  }

  @Test
  void whatWasExportedIsImportedAsItWas() {
    for (int i = 0; i < 450; i++) {
      api.put("things", "k" + i, i, "x".repeat(i));
    }
    api.put("things", "large", 1, "y".repeat(300_000));
    String arn = export("");
    api.tables.upkeep().round();
    assertThat(describe(arn)).contains("'ExportStatus':'COMPLETED'", "'ItemCount':451");
    String data = "AWSDynamoDB/" + arn.substring(arn.lastIndexOf('/') + 1) + "/data/";

    String second =
        importing(
            "'S3BucketSource':{'S3Bucket':'box','S3KeyPrefix':'%s'},".formatted(data)
                + "'InputFormat':'DYNAMODB_JSON','InputCompressionType':'GZIP'");
    api.tables.upkeep().round();

    assertThat(imported(second))
        .contains(
            "'ImportStatus':'COMPLETED'",
            "'ProcessedItemCount':451",
            "'ImportedItemCount':451",
            "'ErrorCount':0");
    assertThat(api.ok("Scan", "{'TableName':'copy'}"))
        .isEqualTo(api.ok("Scan", "{'TableName':'things'}"));
    assertThat(api.ok("DescribeTable", "{'TableName':'copy'}")).contains("'ACTIVE'");
  }

  @Test
  void recordsOfCsvAreTextsAndWhatIsWrongIsCounted() {
    buckets.objects.put(
        "in/1.csv", "h,x,y\na,\"1,\"\"2\"\"\nthree\",\n,lost\nb,2,3,4\nc,4,5\n".getBytes(UTF_8));
    buckets.objects.put("in/2.csv", "h,x\nd,6".getBytes(UTF_8));
    String arn =
        importing("'S3BucketSource':{'S3Bucket':'box','S3KeyPrefix':'in/'},'InputFormat':'CSV'");
    api.tables.upkeep().round();

    assertThat(imported(arn))
        .contains(
            "'ImportStatus':'COMPLETED'",
            "'ProcessedItemCount':5",
            "'ImportedItemCount':3",
            "'ErrorCount':2");
    assertThat(api.ok("GetItem", "{'TableName':'copy','Key':{'h':{'S':'a'}}}"))
        .isEqualTo("{'Item':{'h':{'S':'a'},'x':{'S':'1,\\'2\\'\\nthree'}}}");
    assertThat(api.ok("GetItem", "{'TableName':'copy','Key':{'h':{'S':'d'}}}"))
        .isEqualTo("{'Item':{'h':{'S':'d'},'x':{'S':'6'}}}");
  }

  @Test
  void anImportOfNothingFailsAndLeavesNoTable() {
    String arn =
        importing("'S3BucketSource':{'S3Bucket':'box','S3KeyPrefix':'no/'},'InputFormat':'CSV'");
    api.tables.upkeep().round();
    assertThat(imported(arn)).contains("'ImportStatus':'FAILED'", "'FailureCode':'S3NoSuchKey'");
    assertThat(api.refused("DescribeTable", "{'TableName':'copy'}"))
        .contains("ResourceNotFoundException");
  }
}
