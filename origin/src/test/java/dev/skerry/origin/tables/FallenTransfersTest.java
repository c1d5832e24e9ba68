package dev.skerry.origin.tables;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Exports and imports whose process falls, whose disk fails, or whose past is lost, by a clock that
 * stands. JSON has ' for ".
 */
class FallenTransfersTest {
  private static final String ARN = "arn:aws:dynamodb:eu-west-1:123456789012:table/things";
  private static final int RECORDS = 450;
  private static final int LARGE_ITEMS = 120;

  private final MemoryBuckets buckets = new MemoryBuckets();
  private @Nullable Api made;
  private RocksEngine engine;
  private Api api;

  @BeforeEach
  void open(@TempDir Path folder) {
    Instant start = Instant.ofEpochSecond(1_800_000_000);
    engine =
        RocksEngine.open(
            RocksSettings.in(folder.resolve("db"))
                .with(() -> made == null ? start : made.tables.now(), System::nanoTime));
    api = new Api(engine, buckets);
    made = api;
    api.make("things", "");
    keepPast(true);
    api.tables.upkeep().round();
  }

  @AfterEach
  void close() {
    api.tables.close();
    engine.close();
  }

  private void keepPast(boolean enabled) {
    api.ok(
        "UpdateContinuousBackups",
        "{'TableName':'things','PointInTimeRecoverySpecification':{'PointInTimeRecoveryEnabled':%s}}"
            .formatted(enabled));
  }

  /** Another process goes on, where this one was. */
  private void restart() {
    api.tables.close();
    buckets.fallsAt = "";
    buckets.readable = -1;
    api = new Api(engine, buckets);
    api.tables.upkeep().round();
  }

  private String export() {
    return Api.member(
        "ExportArn",
        api.ok("ExportTableToPointInTime", "{'TableArn':'%s','S3Bucket':'box'}".formatted(ARN)));
  }

  private String described(String export) {
    return api.ok("DescribeExport", "{'ExportArn':'" + export + "'}");
  }

  private String importing(String format) {
    return Api.member(
        "ImportArn",
        api.ok(
            "ImportTable",
            ("{'ClientToken':'a','S3BucketSource':{'S3Bucket':'box','S3KeyPrefix':'in/'},%s,"
                    + "'TableCreationParameters':{'TableName':'copy','BillingMode':"
                    + "'PAY_PER_REQUEST','AttributeDefinitions':[{'AttributeName':'h',"
                    + "'AttributeType':'S'}],'KeySchema':[{'AttributeName':'h',"
                    + "'KeyType':'HASH'}]}}")
                .formatted(format)));
  }

  private String imported(String arn) {
    return api.ok("DescribeImport", "{'ImportArn':'" + arn + "'}");
  }

  private List<String> lines() {
    return buckets.objects.entrySet().stream()
        .filter(entry -> entry.getKey().endsWith(".json.gz"))
        .map(Map.Entry::getValue)
        .flatMap(octets -> unzipped(octets).lines())
        .toList();
  }

  private static String unzipped(byte[] octets) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(octets))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void putRecords() {
    StringBuilder records = new StringBuilder("h,x\n");
    for (int i = 0; i < RECORDS; i++) {
      records.append(i % 9 == 8 ? "" : "k" + i).append(',').append("y".repeat(1_000)).append('\n');
    }
    buckets.objects.put("in/1.csv", records.toString().getBytes(UTF_8));
    buckets.objects.put("in/2.csv", "h,x\nlast,z\n".getBytes(UTF_8));
  }

  @Test
  void anExportOfManyFilesThatFellInTheirMidstIsGoneOnWithAndHasEachItemOnce() {
    for (int i = 0; i < LARGE_ITEMS; i++) {
      api.put("things", "k" + i, i, "x".repeat(300_000));
    }
    buckets.fallsAt = ".json.gz";
    buckets.writesBefore.set(1);
    String arn = export();
    api.tables.upkeep().round();
    assertThat(described(arn)).contains("'ExportStatus':'IN_PROGRESS'");
    assertThat(lines()).hasSizeBetween(1, LARGE_ITEMS - 1);
    api.put("things", "k0", -1, "later");

    restart();

    assertThat(described(arn)).contains("'ExportStatus':'COMPLETED'", "'ItemCount':" + LARGE_ITEMS);
    assertThat(lines()).hasSize(LARGE_ITEMS).doesNotHaveDuplicates();
    assertThat(lines()).noneMatch(line -> line.contains("later"));
    String manifest =
        buckets.objects.keySet().stream()
            .filter(key -> key.endsWith("manifest-files.json"))
            .findFirst()
            .orElseThrow();
    assertThat(new String(buckets.octets(manifest), UTF_8).lines())
        .hasSize(
            (int) buckets.objects.keySet().stream().filter(k -> k.endsWith(".json.gz")).count());
  }

  @Test
  void anImportThatFellInTheMidstOfAnObjectIsGoneOnWithAndCountsEachRecordOnce() {
    putRecords();
    buckets.readable = 200_000;
    String arn = importing("'InputFormat':'CSV'");
    api.tables.upkeep().round();
    assertThat(imported(arn)).contains("'ImportStatus':'IN_PROGRESS'", "'ProcessedItemCount':100");
    assertThat(api.ok("DescribeTable", "{'TableName':'copy'}")).contains("'CREATING'");
    assertThat(api.refused("DeleteTable", "{'TableName':'copy'}"))
        .contains("ResourceInUseException");

    restart();

    assertThat(imported(arn))
        .contains(
            "'ImportStatus':'COMPLETED'",
            "'ProcessedItemCount':451",
            "'ImportedItemCount':401",
            "'ErrorCount':50");
    assertThat(api.ok("Scan", "{'TableName':'copy','Select':'COUNT'}")).contains("'Count':401");
  }

  @Test
  void anImportWhoseObjectIsChangedMeanwhileFailsAndLeavesNoTable() {
    putRecords();
    buckets.readable = 200_000;
    String arn = importing("'InputFormat':'CSV'");
    api.tables.upkeep().round();
    assertThat(imported(arn)).contains("'ImportStatus':'IN_PROGRESS'");
    buckets.objects.put("in/1.csv", "h,x\nother,z\n".getBytes(UTF_8));

    restart();

    assertThat(imported(arn))
        .contains("'ImportStatus':'FAILED'", "'FailureCode':'S3PreconditionFailed'");
    assertThat(api.refused("DescribeTable", "{'TableName':'copy'}"))
        .contains("ResourceNotFoundException");
  }

  @Test
  void aDiskThatFailsForGoodEndsTheExport() {
    api.put("things", "a", 1, "x");
    buckets.fallsAt = "manifest-files.json";
    String arn = export();
    api.tables.upkeep().round();
    assertThat(described(arn)).contains("'ExportStatus':'IN_PROGRESS'");
    assertThat(api.tables.upkeep().troubles()).isNotEmpty();

    for (int i = 1; i < Turns.TRIES; i++) {
      api.tables.upkeep().round();
    }

    assertThat(described(arn))
        .contains("'ExportStatus':'FAILED'", "'FailureCode':'InternalServerError'");
    api.tables.upkeep().round();
    assertThat(api.tables.upkeep().troubles()).isEmpty();
  }

  @Test
  void aDiskThatFailsForGoodEndsTheImportAndLeavesNoTable() {
    putRecords();
    buckets.readable = 200_000;
    String arn = importing("'InputFormat':'CSV'");
    for (int i = 0; i < Turns.TRIES; i++) {
      api.tables.upkeep().round();
    }
    assertThat(imported(arn))
        .contains("'ImportStatus':'FAILED'", "'FailureCode':'InternalServerError'");
    assertThat(api.refused("DescribeTable", "{'TableName':'copy'}"))
        .contains("ResourceNotFoundException");
  }

  @Test
  void whatIsNoGzipOrEndsTooEarlyIsOneWrongRecordEach() {
    buckets.objects.put("in/1", "no gzip".getBytes(UTF_8));
    buckets.objects.put("in/2", new byte[] {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, 0, 1});
    String arn = importing("'InputFormat':'DYNAMODB_JSON','InputCompressionType':'GZIP'");
    api.tables.upkeep().round();
    assertThat(imported(arn))
        .contains(
            "'ImportStatus':'COMPLETED'",
            "'ProcessedItemCount':2",
            "'ImportedItemCount':0",
            "'ErrorCount':2");
  }

  @Test
  void anExportWhosePastIsLostFails() {
    api.put("things", "a", 1, "x");
    buckets.fallsAt = "_started";
    String arn = export();
    api.tables.upkeep().round();
    api.put("things", "a", 2, "y");
    api.tables.close();
    engine.continueAfter(new Stamp(1_000_000)); // and the feed is forgotten

    restart();

    assertThat(described(arn))
        .contains(
            "'ExportStatus':'FAILED'",
            "'FailureCode':'InternalServerError'",
            "'FailureMessage':'The past of the table was lost'");
    assertThat(buckets.objects.keySet()).noneMatch(key -> key.contains("manifest"));
  }

  @Test
  void anExportGoesOnWhereContinuousBackupsEndAndBeginMeanwhile() {
    api.put("things", "a", 1, "x");
    buckets.fallsAt = "_started";
    String arn = export();
    api.tables.upkeep().round();
    keepPast(false);
    api.put("things", "a", 2, "y");
    api.tables.upkeep().round();
    api.pass(Duration.ofMinutes(10));
    keepPast(true);
    api.put("things", "a", 3, "z");

    buckets.fallsAt = "";
    api.tables.upkeep().round();

    assertThat(described(arn)).contains("'ExportStatus':'COMPLETED'", "'ItemCount':1");
    assertThat(lines())
        .containsExactly(
            "{\"Item\":{\"h\":{\"S\":\"a\"},\"n\":{\"N\":\"1\"},\"x\":{\"S\":\"x\"}}}");
  }

  @Test
  void whatEndedNinetyDaysAgoIsNotToldOfAnyMore() {
    putRecords();
    String export = export();
    String copied = importing("'InputFormat':'CSV'");
    api.tables.upkeep().round();
    api.pass(Duration.ofDays(90).minusSeconds(1));
    api.tables.upkeep().round();
    assertThat(described(export)).contains("'ExportStatus':'COMPLETED'");
    assertThat(imported(copied)).contains("'ImportStatus':'COMPLETED'");

    api.pass(Duration.ofSeconds(2));
    api.tables.upkeep().round();

    assertThat(api.ok("ListExports", "{}")).isEqualTo("{'ExportSummaries':[]}");
    assertThat(api.ok("ListImports", "{}")).isEqualTo("{'ImportSummaryList':[]}");
    assertThat(api.refused("DescribeExport", "{'ExportArn':'" + export + "'}"))
        .contains("ExportNotFoundException");
    assertThat(api.refused("DescribeImport", "{'ImportArn':'" + copied + "'}"))
        .contains("ImportNotFoundException");
  }
}
