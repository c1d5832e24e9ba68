package dev.skerry.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The SDK for Java as clients of S3 that ask once, and wait for long. */
final class ObjectClients {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private ObjectClients() {}

  /** A client with the key that is in a data folder. */
  static S3Client of(URI api, Path data) {
    return S3Client.builder()
        .endpointOverride(api)
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .credentialsProvider(TableClients.firstKey(data))
        .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(PATIENCE))
        .build();
  }
}
