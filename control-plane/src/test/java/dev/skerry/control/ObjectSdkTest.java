package dev.skerry.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.access.account.AccessKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3BaseClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The AWS SDK for Java, as it is: one call after another, many at once, and presigned. */
class ObjectSdkTest {
  private static final String BUCKET = "sdk-bucket";
  private static final int LARGE_BYTES = 30 << 20;

  @TempDir Path folder = Path.of("");

  private LocalOrigin origin;
  private S3Client client;

  @BeforeEach
  void open() throws IOException {
    origin = new LocalOrigin(folder);
    client = made(S3Client.builder().httpClientBuilder(Apache5HttpClient.builder()));
    client.createBucket(r -> r.bucket(BUCKET));
  }

  @AfterEach
  void close() {
    client.close();
    origin.close();
  }

  private <B extends S3BaseClientBuilder<B, C>, C> C made(B builder) {
    return builder
        .endpointOverride(origin.url())
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .credentialsProvider(credentials())
        .build();
  }

  private StaticCredentialsProvider credentials() {
    AccessKey key = origin.data().first().orElseThrow().key();
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(key.id(), key.secret()));
  }

  @ParameterizedTest
  @EnumSource(
      value = ChecksumAlgorithm.class,
      names = {"CRC32", "CRC32_C", "SHA1", "SHA256"}) // others need native code of AWS
  void keepsObjectsWithEveryChecksumThatItHas(ChecksumAlgorithm algorithm) {
    for (int size : new int[] {0, 4_096, 1 << 20}) {
      byte[] octets = octets(size);
      String key = "ü/%2F a+b " + size;
      client.putObject(
          r -> r.bucket(BUCKET).key(key).checksumAlgorithm(algorithm).contentType("text/x"),
          RequestBody.fromBytes(octets));
      var got =
          client.getObjectAsBytes(
              r -> r.bucket(BUCKET).key(key).checksumMode(ChecksumMode.ENABLED));
      assertThat(got.asByteArrayUnsafe()).isEqualTo(octets);
      assertThat(got.response().contentType()).isEqualTo("text/x");
      assertThat(got.response().checksumTypeAsString()).isEqualTo("FULL_OBJECT");
    }
  }

  @Test
  void sendsAndFetchesLargeObjectsInPartsAtOnce() {
    byte[] octets = octets(LARGE_BYTES);
    try (S3AsyncClient many =
        made(
            S3AsyncClient.builder()
                .httpClientBuilder(NettyNioAsyncHttpClient.builder())
                .multipartEnabled(true)
                .multipartConfiguration(c -> c.minimumPartSizeInBytes(5L << 20)))) {
      many.putObject(
              r -> r.bucket(BUCKET).key("large").checksumAlgorithm(ChecksumAlgorithm.CRC32_C),
              AsyncRequestBody.fromBytes(octets))
          .join();
      assertThat(
              many.getObject(r -> r.bucket(BUCKET).key("large"), AsyncResponseTransformer.toBytes())
                  .join()
                  .asByteArrayUnsafe())
          .isEqualTo(octets);
      many.copyObject(
              r ->
                  r.sourceBucket(BUCKET)
                      .sourceKey("large")
                      .destinationBucket(BUCKET)
                      .destinationKey("copy"))
          .join();
    }
    GetObjectResponse copy =
        client.getObject(
            r -> r.bucket(BUCKET).key("copy"),
            (answer, content) -> {
              assertThat(content.readAllBytes()).isEqualTo(octets);
              return answer;
            });
    assertThat(copy.eTag()).endsWith("-6\"");
    assertThat(client.listMultipartUploads(r -> r.bucket(BUCKET)).uploads()).isEmpty();
  }

  @Test
  void writesAndListsAThousandObjectsAtOnce() {
    try (S3AsyncClient many =
        made(S3AsyncClient.builder().httpClientBuilder(NettyNioAsyncHttpClient.builder()))) {
      List<CompletableFuture<PutObjectResponse>> puts =
          IntStream.range(0, 1_050)
              .mapToObj(
                  i ->
                      many.putObject(
                          r -> r.bucket(BUCKET).key("many/%04d".formatted(i)),
                          AsyncRequestBody.fromString("content " + i)))
              .toList();
      puts.forEach(CompletableFuture::join);
    }
    List<String> keys =
        client.listObjectsV2Paginator(r -> r.bucket(BUCKET).prefix("many/")).contents().stream()
            .map(S3Object::key)
            .toList();
    assertThat(keys).hasSize(1_050).isSorted();
    assertThat(client.getObjectAsBytes(r -> r.bucket(BUCKET).key("many/0999")).asUtf8String())
        .isEqualTo("content 999");
  }

  @Test
  void restoresVersions() {
    client.putBucketVersioning(
        r -> r.bucket(BUCKET).versioningConfiguration(v -> v.status("Enabled")));
    assertThat(client.getBucketVersioning(r -> r.bucket(BUCKET)).status())
        .isEqualTo(BucketVersioningStatus.ENABLED);
    String first = put("k", "one").versionId();
    put("k", "two");
    String marker = client.deleteObject(r -> r.bucket(BUCKET).key("k")).versionId();
    assertThatThrownBy(() -> client.getObjectAsBytes(r -> r.bucket(BUCKET).key("k")))
        .isInstanceOf(NoSuchKeyException.class);
    client.deleteObject(r -> r.bucket(BUCKET).key("k").versionId(marker));
    assertThat(read("k")).isEqualTo("two");
    client.copyObject(
        r ->
            r.sourceBucket(BUCKET)
                .sourceKey("k")
                .sourceVersionId(first)
                .destinationBucket(BUCKET)
                .destinationKey("k"));
    assertThat(read("k")).isEqualTo("one");
    assertThat(client.listObjectVersionsPaginator(r -> r.bucket(BUCKET)).versions())
        .extracting(ObjectVersion::isLatest)
        .containsExactly(true, false, false);
  }

  @Test
  void letsOneOf32WritersWin() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> writers =
          IntStream.range(0, 32).mapToObj(i -> threads.submit(() -> wins("writer " + i))).toList();
      int wins = 0;
      for (int i = 0; i < 32; i++) {
        if (writers.get(i).get()) {
          wins++;
          assertThat(read("raced")).isEqualTo("writer " + i);
        }
      }
      assertThat(wins).isOne();
    }
  }

  private boolean wins(String content) {
    try {
      client.putObject(
          r -> r.bucket(BUCKET).key("raced").ifNoneMatch("*"), RequestBody.fromString(content));
      return true;
    } catch (S3Exception e) {
      assertThat(e.awsErrorDetails().errorCode())
          .isIn("PreconditionFailed", "ConditionalRequestConflict");
      return false;
    }
  }

  @Test
  void presignsWritesAndReads() throws Exception {
    try (S3Presigner presigner =
            S3Presigner.builder()
                .endpointOverride(origin.url())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials())
                .serviceConfiguration(
                    S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
        HttpClient http = HttpClient.newHttpClient()) {
      URI put =
          presigner
              .presignPutObject(
                  r ->
                      r.signatureDuration(Duration.ofMinutes(1))
                          .putObjectRequest(o -> o.bucket(BUCKET).key("pre signed")))
              .url()
              .toURI();
      HttpRequest write = HttpRequest.newBuilder(put).PUT(BodyPublishers.ofString("ø")).build();
      assertThat(http.send(write, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
      URI get =
          presigner
              .presignGetObject(
                  r ->
                      r.signatureDuration(Duration.ofMinutes(1))
                          .getObjectRequest(o -> o.bucket(BUCKET).key("pre signed")))
              .url()
              .toURI();
      assertThat(
              http.send(HttpRequest.newBuilder(get).build(), BodyHandlers.ofString(UTF_8)).body())
          .isEqualTo("ø");
      HttpRequest wrong = HttpRequest.newBuilder(put).build();
      assertThat(http.send(wrong, BodyHandlers.ofString()).body())
          .contains("<Code>SignatureDoesNotMatch</Code>");
    }
  }

  private PutObjectResponse put(String key, String content) {
    return client.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString(content));
  }

  private String read(String key) {
    return client.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asUtf8String();
  }

  private static byte[] octets(int size) {
    byte[] octets = new byte[size];
    new Random(size).nextBytes(octets);
    return octets;
  }
}
