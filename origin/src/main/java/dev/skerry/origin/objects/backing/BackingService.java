package dev.skerry.origin.objects.backing;

import dev.skerry.origin.access.account.PrivateFile;
import dev.skerry.origin.objects.content.BackingBucket;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * A service that speaks S3, and the bucket there that has contents.
 *
 * @param endpoint where it answers; null for AWS
 * @param region as requests are signed
 * @param prefix of all keys; empty, or ends with a slash
 * @param credentials a file in the form of the AWS command line's, mode 0600, of which the profile
 *     {@code default} is used; null for where the SDK looks by itself
 */
public record BackingService(
    @Nullable URI endpoint,
    String region,
    String bucket,
    String prefix,
    @Nullable Path credentials) {
  private static final Pattern PLACE =
      Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*))?");

  /** From one octet of an answer to the next. */
  private static final Duration SILENCE_MOST = Duration.ofSeconds(30);

  /** For one attempt: a piece over a slow line. */
  private static final Duration ATTEMPT_MOST = Duration.ofMinutes(1);

  /** For all attempts of a call. */
  private static final Duration CALL_MOST = Duration.ofMinutes(2);

  private static final int CONNECTIONS_MOST = 256;

  /**
   * A service and the place in it: {@code s3://BUCKET} or {@code s3://BUCKET/PREFIX}.
   *
   * @throws IllegalArgumentException that says what was expected
   */
  public static BackingService of(
      String place, @Nullable URI endpoint, String region, @Nullable Path credentials) {
    Matcher parts = PLACE.matcher(place);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "expected s3://BUCKET or s3://BUCKET/PREFIX, found " + place);
    }
    String under = parts.group(2) == null ? "" : parts.group(2);
    String whole = under.isEmpty() || under.endsWith("/") ? under : under + "/";
    return new BackingService(endpoint, region, parts.group(1), whole, credentials);
  }

  /**
   * A client of the bucket, which is not asked yet.
   *
   * @throws dev.skerry.origin.access.account.PrivateFileException when others may read the
   *     credentials, or they cannot be read
   */
  public BackingBucket open() {
    S3ClientBuilder client =
        S3Client.builder()
            .region(Region.of(region))
            .credentialsProvider(provider())
            // What every service understands, also those that know no checksums of AWS.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .addPlugin(LegacyMd5Plugin.create())
            .overrideConfiguration(
                o -> o.apiCallAttemptTimeout(ATTEMPT_MOST).apiCallTimeout(CALL_MOST))
            .httpClientBuilder(
                Apache5HttpClient.builder()
                    .maxConnections(CONNECTIONS_MOST)
                    .socketTimeout(SILENCE_MOST));
    if (endpoint != null) {
      client.endpointOverride(endpoint).forcePathStyle(true);
    }
    return new SdkBucket(client.build(), bucket, prefix);
  }

  private AwsCredentialsProvider provider() {
    if (credentials == null) {
      return DefaultCredentialsProvider.builder().build();
    }
    ProfileFile file =
        ProfileFile.builder()
            .content(
                new ByteArrayInputStream(
                    PrivateFile.read(credentials).getBytes(StandardCharsets.UTF_8)))
            .type(ProfileFile.Type.CREDENTIALS)
            .build();
    return ProfileCredentialsProvider.builder().profileFile(file).profileName("default").build();
  }

  /** As it is told: without what is secret. */
  @Override
  public String toString() {
    return "s3://" + bucket + "/" + prefix + (endpoint == null ? "" : " at " + endpoint);
  }
}
