package dev.skerry.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.TrustManager;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * The SDK for Java as clients that ask once, and wait for long on a machine with much else to do.
 */
final class TableClients {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private TableClients() {}

  /** One with the key that is in a data folder. */
  static AwsCredentialsProvider firstKey(Path data) {
    ProfileFile file =
        ProfileFile.builder()
            .content(data.resolve("credentials"))
            .type(ProfileFile.Type.CREDENTIALS)
            .build();
    return ProfileCredentialsProvider.builder().profileFile(file).build();
  }

  /** A client of an API, over TLS with those that it trusts. */
  static DynamoDbClient of(URI api, AwsCredentialsProvider key, TrustManager... trusted) {
    UrlConnectionHttpClient.Builder http =
        UrlConnectionHttpClient.builder().socketTimeout(PATIENCE);
    if (trusted.length > 0) {
      http.tlsTrustManagersProvider(() -> trusted);
    }
    return DynamoDbClient.builder()
        .endpointOverride(api)
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(key)
        .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .httpClient(http.build())
        .build();
  }

  /** A client of the same API's streams. */
  static DynamoDbStreamsClient streams(URI api, AwsCredentialsProvider key) {
    return DynamoDbStreamsClient.builder()
        .endpointOverride(api)
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(key)
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(PATIENCE))
        .build();
  }
}
