package dev.skerry.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.control.SignedClient.Answer;
import dev.skerry.origin.access.account.AccessKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    String account = origin.data().first().account().id();
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
    AccessKey key = origin.data().first().key();
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
    String said = "Skerry does not serve sqs; it serves dynamodb and, of sts, GetCallerIdentity";
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
  void objectsAreNotImplementedInTheirOwnForm() throws Exception {
    Answer answer = origin.client().sendTo("s3", new byte[0], Map.of());
    assertThat(answer.status()).isEqualTo(501);
    assertThat(answer.body()).contains("<Error><Code>NotImplemented</Code>");
  }

  @Test
  void theEndpointsAreThoseThatTheClientHasUsed() throws Exception {
    assertThat(origin.client().call("DescribeEndpoints", "{}").body())
        .contains("\"Address\":\"127.0.0.1:" + origin.url().getPort() + "\"");
  }
}
