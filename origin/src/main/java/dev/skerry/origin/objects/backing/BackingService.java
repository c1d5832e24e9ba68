package dev.skerry.origin.objects.backing;

import dev.skerry.origin.access.account.PrivateFile;
import dev.skerry.origin.objects.content.BackingBucket;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;

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
    return open(Patience.USUAL);
  }

  /** The same with a patience of its own. */
  public BackingBucket open(Patience patience) {
    SdkBucket asked = new SdkBucket(client(patience), bucket, prefix, patience.call());
    return new GuardedBucket(asked, toString(), patience, System::nanoTime);
  }

  /** Set in all that the environment and the SDK's files could set otherwise, but for the key. */
  S3Client client(Patience patience) {
    return S3Client.builder()
        .region(Region.of(region))
        .endpointOverride(endpoint == null ? ofAws() : endpoint)
        .forcePathStyle(endpoint != null)
        .credentialsProvider(provider())
        .defaultsMode(DefaultsMode.STANDARD)
        .dualstackEnabled(false)
        .fipsEnabled(false)
        // What every service understands, also those that know no checksums of AWS.
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .addPlugin(LegacyMd5Plugin.create())
        .overrideConfiguration(
            o ->
                o.defaultProfileFile(ProfileFile.aggregator().build())
                    .retryStrategy(AwsRetryStrategy.standardRetryStrategy())
                    .apiCallAttemptTimeout(patience.attempt())
                    .apiCallTimeout(patience.call()))
        .httpClientBuilder(
            Apache5HttpClient.builder()
                .maxConnections(GuardedBucket.PLACES)
                .connectionTimeout(patience.connect())
                .socketTimeout(patience.silence())
                .proxyConfiguration(
                    ProxyConfiguration.builder()
                        .useSystemPropertyValues(false)
                        .useEnvironmentVariableValues(false)
                        .build()))
        .build();
  }

  /** The service of the region, as AWS names it. */
  private URI ofAws() {
    String domain = PartitionMetadata.of(Region.of(region)).dnsSuffix();
    return URI.create("https://s3." + region + "." + domain);
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
