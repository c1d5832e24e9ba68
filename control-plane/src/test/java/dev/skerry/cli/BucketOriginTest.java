package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/**
 * A site whose origin is a bucket, on three edges, and an SDK that changes its objects: once every
 * edge has acknowledged the purge, none serves what was there before.
 */
class BucketOriginTest {
  private static final String BUCKET = "www";
  private static final String KEY = "notes/page 1.txt";
  private static final String PATH = "/notes/page%201.txt";
  private static final String DOCUMENT =
      """
      sites:
        - name: www
          hosts: "*"
          origin: bucket:www
      """;

  private static final String OTHER_DOCUMENT = DOCUMENT.replace("bucket:www", "bucket:other");

  @TempDir private Path folder = Path.of("");

  @Test
  void noEdgeServesWhatAnObjectWasOnceItsChangeIsAcknowledged() throws Exception {
    try (ProcessFleet fleet = ProcessFleet.start(folder, 3, DOCUMENT)) {
      tellWhatIsMissing(fleet);
      try (S3Client s3 = client(fleet)) {
        fleet.purging(
            "the bucket is made", "/", () -> s3.createBucket(b -> b.bucket(BUCKET).build()));
        assertAllServe(fleet, 404, null);
        assertThat(fleet.status().at("/api/missing_buckets")).isEmpty();
        refuseWrites(fleet);
        changeInEveryWay(fleet, s3);
        restoreVersions(fleet, s3);
      }
      assertThat(fleet.metrics()).contains("skerry_changes_gone_seconds_count{source=\"objects\"}");
      killInBetween(fleet);
      changeTheBucket(fleet);
      assertThat(fleet.followed("objects").path("failing").isNull()).isTrue();
    }
  }

  private static void tellWhatIsMissing(ProcessFleet fleet) throws Exception {
    assertAllServe(fleet, 404, null);
    assertThat(fleet.status().at("/api/missing_buckets/0").asString()).isEqualTo(BUCKET);
  }

  private static void refuseWrites(ProcessFleet fleet) throws Exception {
    HttpResponse<String> refused = fleet.post(fleet.edges().getFirst(), PATH, "content");
    assertThat(refused.statusCode()).isEqualTo(405);
    assertThat(refused.headers().firstValue("allow")).hasValue("GET, HEAD");
  }

  private static void changeInEveryWay(ProcessFleet fleet, S3Client s3) throws Exception {
    changed(fleet, "first", () -> put(s3, KEY, "first"));
    changed(fleet, "second", () -> put(s3, KEY, "second"));
    String large = "0123456789abcdef".repeat(20_000);
    changed(fleet, large, () -> put(s3, KEY, large));
    var _ = put(s3, "other", "copied");
    changed(
        fleet,
        "copied",
        () ->
            s3.copyObject(
                b ->
                    b.sourceBucket(BUCKET)
                        .sourceKey("other")
                        .destinationBucket(BUCKET)
                        .destinationKey(KEY)));
    changed(fleet, "in parts", () -> putInParts(s3, "in parts"));
    gone(fleet, () -> s3.deleteObject(b -> b.bucket(BUCKET).key(KEY)));
    changed(fleet, "again", () -> put(s3, KEY, "again"));
    gone(
        fleet,
        () ->
            s3.deleteObjects(
                b ->
                    b.bucket(BUCKET)
                        .delete(d -> d.objects(ObjectIdentifier.builder().key(KEY).build()))));
  }

  private static void restoreVersions(ProcessFleet fleet, S3Client s3) throws Exception {
    var _ =
        s3.putBucketVersioning(
            b ->
                b.bucket(BUCKET)
                    .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    changed(fleet, "old", () -> put(s3, KEY, "old"));
    changed(fleet, "new", () -> put(s3, KEY, "new"));
    String version = s3.headObject(b -> b.bucket(BUCKET).key(KEY)).versionId();
    changed(fleet, "old", () -> s3.deleteObject(b -> b.bucket(BUCKET).key(KEY).versionId(version)));
    String[] marker = new String[1];
    gone(fleet, () -> marker[0] = s3.deleteObject(b -> b.bucket(BUCKET).key(KEY)).versionId());
    changed(
        fleet, "old", () -> s3.deleteObject(b -> b.bucket(BUCKET).key(KEY).versionId(marker[0])));
  }

  private static void killInBetween(ProcessFleet fleet) throws Exception {
    long before = fleet.applied();
    try (S3Client s3 = client(fleet)) {
      var _ = put(s3, KEY, "before the kill");
    }
    fleet.kill();
    Await.until("the change before the kill is purged", () -> fleet.applied() > before);
    assertAllServe(fleet, 200, "before the kill");
  }

  private static void changeTheBucket(ProcessFleet fleet) throws Exception {
    try (S3Client s3 = client(fleet)) {
      var _ = s3.createBucket(b -> b.bucket("other"));
      var _ = s3.putObject(b -> b.bucket("other").key(KEY), RequestBody.fromString("of the other"));
      fleet.purging("what is of the former bucket", PATH, () -> fleet.apply(OTHER_DOCUMENT));
      assertAllServe(fleet, 200, "of the other");
    }
  }

  private static Object put(S3Client s3, String key, String content) {
    return s3.putObject(b -> b.bucket(BUCKET).key(key), RequestBody.fromString(content));
  }

  private static Object putInParts(S3Client s3, String content) {
    String id = s3.createMultipartUpload(b -> b.bucket(BUCKET).key(KEY)).uploadId();
    String etag =
        s3.uploadPart(
                b -> b.bucket(BUCKET).key(KEY).uploadId(id).partNumber(1),
                RequestBody.fromString(content))
            .eTag();
    return s3.completeMultipartUpload(
        b ->
            b.bucket(BUCKET)
                .key(KEY)
                .uploadId(id)
                .multipartUpload(
                    m -> m.parts(CompletedPart.builder().partNumber(1).eTag(etag).build())));
  }

  private static void changed(ProcessFleet fleet, String expected, Callable<?> change)
      throws Exception {
    String what = expected.substring(0, Math.min(20, expected.length()));
    fleet.purging(what, PATH, change);
    assertAllServe(fleet, 200, expected);
    assertAllServe(fleet, 200, expected); // what is stored now, too
  }

  private static void gone(ProcessFleet fleet, Callable<?> change) throws Exception {
    fleet.purging("the object is gone", PATH, change);
    assertAllServe(fleet, 404, null);
  }

  private static void assertAllServe(ProcessFleet fleet, int status, @Nullable String content)
      throws Exception {
    for (URI edge : fleet.edges()) {
      HttpResponse<String> answer = fleet.get(edge, PATH);
      assertThat(answer.statusCode()).as(edge + ": " + answer.headers()).isEqualTo(status);
      assertThat(answer.headers().map()).doesNotContainKey("skerry-cache-control");
      if (content != null) {
        assertThat(answer.body()).as(edge.toString()).isEqualTo(content);
      }
    }
  }

  private static S3Client client(ProcessFleet fleet) throws Exception {
    return S3Client.builder()
        .endpointOverride(fleet.api())
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .credentialsProvider(TableClients.firstKey(fleet.data()))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }
}
