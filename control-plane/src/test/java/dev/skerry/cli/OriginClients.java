package dev.skerry.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The AWS SDK's clients of an origin, with the credentials of its data folder. */
final class OriginClients {
  /** For an answer on a machine that has much else to do. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private OriginClients() {}

  /** A client of its tables that asks nothing twice. */
  static DynamoDbClient tables(URI api, Path data) throws IOException {
    return DynamoDbClient.builder()
        .endpointOverride(api)
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials(data))
        .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(PATIENCE))
        .build();
  }

  static DynamoDbStreamsClient streams(URI api, Path data) throws IOException {
    return DynamoDbStreamsClient.builder()
        .endpointOverride(api)
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials(data))
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(PATIENCE))
        .build();
  }

  private static StaticCredentialsProvider credentials(Path data) throws IOException {
    String file = Files.readString(data.resolve("credentials"));
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(
            named(file, "aws_access_key_id"), named(file, "aws_secret_access_key")));
  }

  private static String named(String file, String name) {
    Matcher line = Pattern.compile(name + " = (\\S+)").matcher(file);
    if (!line.find()) {
      throw new AssertionError("no " + name);
    }
    return line.group(1);
  }
}
