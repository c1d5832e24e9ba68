package dev.skerry.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.control.SignedClient.Answer;
import dev.skerry.origin.access.account.AccessKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the port answers to clients of other services than that of tables. */
class OtherServicesTest {
  private static final Map<String, String> FORM =
      Map.of("content-type", "application/x-www-form-urlencoded; charset=utf-8");
  private static final byte[] WHO = "Action=GetCallerIdentity&Version=2011-06-15".getBytes(UTF_8);

  private static LocalOrigin origin;

  @BeforeAll
  static void open(@TempDir Path folder) throws IOException {
    origin = new LocalOrigin(folder);
  }

  @AfterAll
  static void close() {
    origin.close();
  }

  @Test
  void theTokenServiceTellsWhoseKeyItIs() throws Exception {
    String account = origin.data().owner().id();
    Answer answer = origin.client().sendTo("sts", WHO, FORM);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.field("content-type")).isEqualTo("text/xml;charset=utf-8");
    assertThat(answer.body())
        .startsWith(
            """
            <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">\
            <GetCallerIdentityResult><Arn>arn:aws:iam::%1$s:root</Arn><UserId>%1$s</UserId>\
            <Account>%1$s</Account></GetCallerIdentityResult>\
            """
                .formatted(account))
        .contains("<RequestId>" + answer.field("x-amzn-requestid") + "</RequestId>");
  }

  @Test
  void theTokenServiceBelievesNoOtherKey() throws Exception {
    AccessKey key = origin.data().first().orElseThrow().key();
    AccessKey wrong =
        new AccessKey(key.id(), "x".repeat(40), key.accountId(), true, key.createdAt());
    Answer answer = new SignedClient(origin.url(), wrong).sendTo("sts", WHO, FORM);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).contains("<Type>Sender</Type><Code>SignatureDoesNotMatch</Code>");
    AccessKey unknown =
        new AccessKey(
            "AKIA" + "A".repeat(16), key.secret(), key.accountId(), true, key.createdAt());
    assertThat(new SignedClient(origin.url(), unknown).sendTo("sts", WHO, FORM).body())
        .contains("<Code>InvalidClientTokenId</Code>");
  }

  @Test
  void theTokenServiceSaysWhatItHasNot() throws Exception {
    byte[] other = "Action=AssumeRole%3C&Version=2011-06-15".getBytes(UTF_8);
    Answer answer = origin.client().sendTo("sts", other, FORM);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .contains(
            "<Code>InvalidAction</Code>",
            "Could not find operation AssumeRole&lt;: of this service there is GetCallerIdentity");
  }

  @Test
  void aServiceThatThereIsNotIsSaidInTheClientsOwnForm() throws Exception {
    String said =
        "Skerry does not serve sqs; it serves dynamodb, s3 and, of sts, GetCallerIdentity";
    Answer json =
        origin
            .client()
            .sendTo(
                "sqs",
                "{}".getBytes(UTF_8),
                Map.of(
                    "content-type",
                    "application/x-amz-json-1.0",
                    "x-amz-target",
                    "AmazonSQS.ListQueues"));
    assertThat(json.status()).isEqualTo(404);
    assertThat(json.body())
        .isEqualTo("{\"__type\":\"UnknownOperationException\",\"message\":\"" + said + "\"}");
    Answer form = origin.client().sendTo("sqs", WHO, FORM);
    assertThat(form.body())
        .contains("<Code>UnknownOperationException</Code><Message>" + said + "</Message>");
  }

  @Test
  void objectsAnswerInTheirOwnForm() throws Exception {
    Answer answer = origin.client().sendTo("s3", new byte[0], Map.of());
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.body()).contains("<Error><Code>MethodNotAllowed</Code>");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,pics.localhost,NoSuchBucket",
    "GET,pics.s3.localhost,NoSuchBucket",
    "HEAD,pics.localhost,404 Not Found",
    "POST,pics.localhost,NoSuchBucket",
    "OPTIONS,pics.localhost,AccessForbidden",
    "GET,localhost,healthy: dynamodb"
  })
  void theRootOfABucketsHostIsTheBucketsAlsoUnsigned(String method, String host, String expected)
      throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), origin.url().getPort())) {
      socket.setSoTimeout(60_000);
      String request =
          "%s / HTTP/1.1\r\nhost: %s:9000\r\norigin: http://page\r\ncontent-length: 0\r\n"
                  .formatted(method, host)
              + "access-control-request-method: GET\r\nconnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(UTF_8));
      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8)).contains(expected);
    }
  }

  @Test
  void anUnsignedClientThatAsksForTheRootIsToldOfBuckets() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), origin.url().getPort())) {
      socket.setSoTimeout(60_000);
      String request =
          "GET / HTTP/1.1\r\nhost: localhost:9000\r\namz-sdk-invocation-id: 1\r\n"
              + "connection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      assertThat(answer).contains("<?xml").doesNotContain("healthy");
    }
  }

  @Test
  void theEndpointsAreThoseThatTheClientHasUsed() throws Exception {
    assertThat(origin.client().call("DescribeEndpoints", "{}").body())
        .contains("\"Address\":\"127.0.0.1:" + origin.url().getPort() + "\"");
  }
}
