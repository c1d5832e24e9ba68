package dev.skerry.origin.objects.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The access log of a bucket, in another bucket. */
class AccessLogsTest {
  private static final String NONE = "<BucketLoggingStatus/>";

  @TempDir Path folder = Path.of("");

  private S3UnderTest s3;

  @BeforeEach
  void open() throws IOException {
    s3 = new S3UnderTest(folder);
    call(200, "PUT /bkt", "");
    call(200, "PUT /logs", "");
  }

  @AfterEach
  void close() {
    s3.close();
  }

  private S3UnderTest.Reply call(int status, String request, String content, String... fields)
      throws IOException {
    S3UnderTest.Reply reply = s3.call(s3.owner, request, content, fields);
    assertThat(reply.status()).as("%s: %s", request, reply.body()).isEqualTo(status);
    return reply;
  }

  private static String to(String bucket, String more) {
    return "<BucketLoggingStatus><LoggingEnabled><TargetBucket>"
        + bucket
        + "</TargetBucket><TargetPrefix>p/</TargetPrefix>"
        + more
        + "</LoggingEnabled></BucketLoggingStatus>";
  }

  private static String partitioned(String by) {
    return "<TargetObjectKeyFormat><PartitionedPrefix><PartitionDateSource>"
        + by
        + "</PartitionDateSource></PartitionedPrefix></TargetObjectKeyFormat>";
  }

  private List<String> lines() throws IOException {
    s3.writeLogs();
    String key = call(200, "GET /logs?list-type=2&max-keys=1", "").element("Key");
    return s3.content("/logs/" + key).lines().toList();
  }

  @Test
  void everyCallToALoggedBucketIsALineOfAnObject() throws IOException {
    call(200, "PUT /bkt?logging", to("logs", ""));
    call(200, "PUT /bkt/a%20b", "content", "user-agent", "me \"and\" you\t");
    call(404, "GET /bkt/none?versionId=null", "");
    assertThat(s3.call(null, "GET /bkt/a%20b", "").status()).isEqualTo(403);
    call(200, "GET /logs", "");
    List<String> lines = lines();
    String owner = s3.owner.account().canonicalId();
    assertThat(lines).hasSize(4);
    assertThat(lines.get(1))
        .startsWith(owner + " bkt [")
        .contains(" +0000] 192.0.2.1 " + owner + ' ')
        .contains(" REST.PUT.OBJECT a%20b \"PUT /bkt/a%20b HTTP/1.1\" 200 - - 7 - ")
        .contains("\"me %22and%22 you%09\" - ")
        .endsWith(" SigV4 - AuthHeader localhost:9000 - - -");
    assertThat(lines.get(2)).contains(" REST.GET.OBJECT none ").contains(" 404 NoSuch");
    assertThat(lines.get(3)).contains("192.0.2.1 - ").contains(" 403 AccessDenied ");
  }

  @ParameterizedTest
  @CsvSource({
    "'',p/[0-9]{4}(-[0-9]{2}){5}-[0-9a-f]{16}",
    "EventTime,p/[0-9]{12}/us-east-1/bkt(/[0-9]+){3}/[0-9]{4}-[0-9]{2}-[0-9]{2}-00-00-00-.{16}",
    "DeliveryTime,p/[0-9]{12}/us-east-1/bkt(/[0-9]+){3}/[0-9]{4}(-[0-9]{2}){5}-.{16}"
  })
  void objectsOfALogAreNamedAsTheConfigurationSays(String by, String pattern) throws IOException {
    String document = to("logs", by.isEmpty() ? "" : partitioned(by));
    call(200, "PUT /bkt?logging", document);
    assertThat(call(200, "GET /bkt?logging", "").body())
        .contains(document.substring(document.indexOf("<LoggingEnabled>")));
    s3.writeLogs();
    assertThat(call(200, "GET /logs", "").element("Key")).matches(pattern);
  }

  @Test
  void aBucketIsLoggedUntilItsConfigurationIsEmpty() throws IOException {
    call(200, "PUT /bkt?logging", to("logs", ""));
    call(200, "PUT /bkt?logging", NONE);
    call(200, "PUT /bkt/k", "content");
    s3.writeLogs();
    assertThat(call(200, "GET /bkt?logging", "").body()).doesNotContain("LoggingEnabled");
    assertThat(lines()).hasSize(1);
  }

  @Test
  void aTargetIsABucketOfTheSameOwner() throws IOException {
    assertThat(call(400, "PUT /bkt?logging", to("none", "")).element("Code"))
        .isEqualTo("InvalidTargetBucketForLogging");
    assertThat(s3.call(s3.other, "PUT /theirs", "").status()).isEqualTo(200);
    assertThat(call(400, "PUT /bkt?logging", to("theirs", "")).element("Message"))
        .startsWith("The owner for the bucket to be logged");
    assertThat(s3.call(s3.other, "PUT /bkt?logging", NONE).status()).isEqualTo(403);
    call(400, "PUT /bkt?logging", to("logs", partitioned("Never")));
    call(400, "PUT /bkt?logging", "<BucketLoggingStatus><Other/></BucketLoggingStatus>");
  }

  @Test
  void aTargetThatIsGoneHoldsUpNothing() throws IOException {
    call(200, "PUT /bkt?logging", to("logs", ""));
    call(204, "DELETE /logs", "");
    call(200, "PUT /bkt/k", "content");
    s3.writeLogs();
    call(200, "PUT /logs", "");
    s3.writeLogs();
    assertThat(call(200, "GET /logs", "").body()).doesNotContain("<Key>");
  }

  @Test
  void whereALogCannotBeWrittenItsLinesWaitAndWhatIsToBeLoggedIsLookedUpAnyway()
      throws IOException {
    call(200, "PUT /gone", "");
    call(200, "PUT /gone?logging", to("logs", ""));
    call(200, "PUT /bkt?logging", to("logs", ""));
    s3.writeLogs();
    for (int i = 0; i < 100; i++) { // more than what is kept in the engine
      call(404, "GET /bkt/none" + i, "", "user-agent", "x".repeat(500));
    }
    call(204, "DELETE /gone", "");
    Path contents = folder.resolve("content");
    Path away = Files.move(contents, folder.resolve("away"));
    assertThatThrownBy(s3::writeLogs).isInstanceOf(RuntimeException.class);
    assertThat(s3.isLogged("gone")).isFalse();
    assertThat(s3.isLogged("bkt")).isTrue();
    Files.move(away, contents);
    s3.writeLogs();
    assertThat(call(200, "GET /logs?list-type=2", "").body()).containsPattern("<Size>[0-9]{5}<");
  }
}
