package dev.skerry.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.origin.access.account.AccessKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Sends requests that the AWS SDK has signed, whatever they say, and checks checksums. Throws for
 * what is not answered.
 */
final class SignedClient {
  /** A call that takes longer hangs. */
  private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(1);

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI url;
  private final AccessKey key;

  SignedClient(URI url, AccessKey key) {
    this.url = url;
    this.key = key;
  }

  /** An answer whose checksum was right. */
  record Answer(int status, String body, HttpResponse<byte[]> response) {
    byte[] octets() {
      return response.body();
    }

    String field(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  /** Calls an operation of tables with JSON. */
  Answer call(String operation, String json) throws IOException, InterruptedException {
    return send(
        json.getBytes(UTF_8),
        Map.of(
            "content-type",
            "application/x-amz-json-1.0",
            "x-amz-target",
            "DynamoDB_20120810." + operation));
  }

  /** Sends content with fields, all signed. */
  Answer send(byte[] content, Map<String, String> fields) throws IOException, InterruptedException {
    return unsigned(content, signed(content, fields));
  }

  /** Sends content to another service than that of tables, all signed. */
  Answer sendTo(String service, byte[] content, Map<String, String> fields)
      throws IOException, InterruptedException {
    return unsigned(content, signed(service, content, fields));
  }

  /** The fields of a request, with those of its signature. */
  Map<String, String> signed(byte[] content, Map<String, String> fields) {
    return signed("dynamodb", content, fields);
  }

  private Map<String, String> signed(String service, byte[] content, Map<String, String> fields) {
    SdkHttpRequest.Builder request = SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(url);
    fields.forEach(request::putHeader);
    SignedRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                r ->
                    r.identity(AwsCredentialsIdentity.create(key.id(), key.secret()))
                        .request(request.build())
                        .payload(() -> new ByteArrayInputStream(content))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1"));
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    signed.request().headers().forEach((name, values) -> all.put(name, String.join(",", values)));
    all.remove("host");
    return all;
  }

  /** Sends content with just these fields. */
  Answer unsigned(byte[] content, Map<String, String> fields)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.resolve("/"))
            .timeout(ANSWER_TIMEOUT)
            .POST(BodyPublishers.ofByteArray(content));
    fields.forEach(request::header);
    return answer(HTTP.send(request.build(), BodyHandlers.ofByteArray()));
  }

  /** Sends a request without content. */
  Answer request(String method, String path, String... fields)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.resolve(path)).method(method, BodyPublishers.noBody());
    if (fields.length > 0) {
      request.headers(fields);
    }
    return answer(HTTP.send(request.build(), BodyHandlers.ofByteArray()));
  }

  private static Answer answer(HttpResponse<byte[]> response) {
    response
        .headers()
        .firstValue("x-amz-crc32")
        .ifPresent(
            told -> {
              CRC32 checksum = new CRC32();
              checksum.update(response.body());
              if (Long.parseLong(told) != checksum.getValue()) {
                throw new AssertionError("x-amz-crc32 is " + told + " of other octets");
              }
            });
    return new Answer(response.statusCode(), new String(response.body(), UTF_8), response);
  }
}
