package dev.skerry.origin.objects.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No bucket takes a notification that would not be delivered. */
class BucketNotificationsTest {
  private static final String EMPTY = "<NotificationConfiguration/>";
  private static final String QUEUE =
      "<NotificationConfiguration><QueueConfiguration>"
          + "<Queue>arn:aws:sqs:us-east-1:123456789012:q</Queue><Event>s3:ObjectCreated:*</Event>"
          + "</QueueConfiguration></NotificationConfiguration>";

  @TempDir Path folder = Path.of("");

  private S3UnderTest s3;

  @BeforeEach
  void open() throws IOException {
    s3 = new S3UnderTest(folder);
    assertThat(s3.call(s3.owner, "PUT /bkt", "").status()).isEqualTo(200);
  }

  @AfterEach
  void close() {
    s3.close();
  }

  private S3UnderTest.Reply set(String document, String... fields) throws IOException {
    return s3.call(s3.owner, "PUT /bkt?notification", document, fields);
  }

  @Test
  void anEmptyConfigurationIsTakenAndReadAgain() throws IOException {
    assertThat(set(EMPTY).status()).isEqualTo(200);
    assertThat(set(EMPTY, "x-amz-skip-destination-validation", "true").status()).isEqualTo(200);
    S3UnderTest.Reply read = s3.call(s3.owner, "GET /bkt?notification", "");
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.body()).contains("<NotificationConfiguration").doesNotContain("Queue");
  }

  @Test
  void aDestinationThatIsNotThereIsRefusedByName() throws IOException {
    S3UnderTest.Reply refused = set(QUEUE);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.element("Code")).isEqualTo("InvalidArgument");
    assertThat(refused.element("Message"))
        .startsWith("Unable to validate the following destination configurations");
    assertThat(refused.element("ArgumentName1")).isEqualTo("arn:aws:sqs:us-east-1:123456789012:q");
    assertThat(refused.element("ArgumentValue1")).isEqualTo("The destination queue does not exist");
    assertThat(s3.call(s3.owner, "GET /bkt?notification", "").body()).doesNotContain("Queue");
  }

  @Test
  void aDestinationIsNotTakenUncheckedEither() throws IOException {
    S3UnderTest.Reply refused = set(QUEUE, "x-amz-skip-destination-validation", "true");
    assertThat(refused.status()).isEqualTo(501);
    assertThat(refused.element("Header")).isEqualTo("x-amz-skip-destination-validation");
  }

  @Test
  void othersMayNeitherSetNorReadThem() throws IOException {
    assertThat(s3.call(s3.other, "PUT /bkt?notification", EMPTY).status()).isEqualTo(403);
    assertThat(s3.call(s3.other, "GET /bkt?notification", "").status()).isEqualTo(403);
  }
}
