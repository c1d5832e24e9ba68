package dev.skerry.origin.tables.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The manifests of exports, letter by letter: members and their order are those of the examples in
 * "DynamoDB table export output format" of the developer guide.
 */
class ManifestTest {
  private static String golden(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ManifestTest.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  @Test
  void theSummaryOfAFullExportIsAsDynamoDbWritesIt() throws IOException {
    ExportFolder folder = new ExportFolder("2020-Nov", "01604474914028-a1b2c3d4", false);
    String table = "arn:aws:dynamodb:us-east-1:123456789012:table/ProductCatalog";
    Manifest.Summary summary =
        new Manifest.Summary(
            table + "/export/01604474914028-a1b2c3d4",
            Instant.parse("2020-11-04T07:28:34.028Z"),
            Instant.parse("2020-11-04T07:33:43.897Z"),
            table,
            "12345a12-abcd-123a-ab12-1234abc12345",
            Instant.parse("2020-11-04T07:28:34.028Z"),
            null,
            "ddb-productcatalog-export",
            "2020-Nov",
            "AES256",
            folder.file("manifest-files.json"),
            0,
            8);
    assertThat(new String(Manifest.summary(summary), UTF_8))
        .isEqualTo(golden("manifest-summary-full.json"));
  }

  @Test
  void theSummaryOfAnIncrementalExportTellsOfItsPeriod() throws IOException {
    ExportFolder folder = new ExportFolder(null, "01695097218000-d6299cbd", true);
    String table = "arn:aws:dynamodb:us-east-1:123456789012:table/export-test";
    Manifest.Summary summary =
        new Manifest.Summary(
            table + "/export/01695097218000-d6299cbd",
            Instant.parse("2023-09-19T04:20:18Z"),
            Instant.parse("2023-09-19T04:40:24.780Z"),
            table,
            "b116b490-6460-4d4a-9a6b-5d360abf4fb3",
            Instant.parse("2023-09-19T04:00:00Z"),
            new Manifest.Period(
                Instant.parse("2023-09-18T17:00:00Z"),
                Instant.parse("2023-09-19T04:00:00Z"),
                "NEW_AND_OLD_IMAGES"),
            "exports",
            null,
            "AES256",
            folder.file("manifest-files.json"),
            20_901_239_349L,
            169_928_274);
    assertThat(new String(Manifest.summary(summary), UTF_8))
        .isEqualTo(golden("manifest-summary-incremental.json"));
  }

  @Test
  void eachDataFileHasALine() throws IOException {
    List<Manifest.File> files =
        List.of(
            new Manifest.File(
                "AWSDynamoDB/01693685827463-2d8752fd/data/asdl123dasas.json.gz",
                8,
                "sQMSpEILNgoQmarvDFonGQ==",
                "af83d6f217c19b8b0fff8023d8ca4716-1"),
            new Manifest.File(
                "p/AWSDynamoDB/data/ü.json.gz",
                1,
                ExportFolder.md5(new byte[0]),
                "d41d8cd98f00b204e9800998ecf8427e"));
    assertThat(new String(Manifest.files(files), UTF_8)).isEqualTo(golden("manifest-files.json"));
  }

  @Test
  void dataFilesOfIncrementalExportsAreBesideTheirFolder() {
    String id = "01695097218000-d6299cbd";
    assertThat(new ExportFolder("p", id, false).data(0))
        .matches("p/AWSDynamoDB/" + id + "/data/[0-9a-f]{28}\\.json\\.gz");
    assertThat(new ExportFolder("", id, true).data(0))
        .matches("AWSDynamoDB/data/[0-9a-f]{28}\\.json\\.gz")
        .isEqualTo(new ExportFolder(null, id, true).data(0))
        .isNotEqualTo(new ExportFolder(null, id, true).data(1));
  }
}
