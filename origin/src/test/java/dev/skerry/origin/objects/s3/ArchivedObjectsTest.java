package dev.skerry.origin.objects.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects in archives, and their restoration. */
class ArchivedObjectsTest {
  private static final String TWO_DAYS =
      "<RestoreRequest><Days>2</Days><GlacierJobParameters><Tier>Bulk</Tier>"
          + "</GlacierJobParameters></RestoreRequest>";

  @TempDir Path folder = Path.of("");

  private S3UnderTest s3;

  @BeforeEach
  void open() throws IOException {
    s3 = new S3UnderTest(folder);
    call(200, "PUT /bkt", "");
    call(200, "PUT /bkt/k", "content", "x-amz-storage-class", "GLACIER");
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

  @Test
  void anArchivedObjectIsToldOfAndNotRead() throws IOException {
    S3UnderTest.Reply head = call(200, "HEAD /bkt/k", "");
    assertThat(head.fields().first("x-amz-storage-class")).isEqualTo("GLACIER");
    assertThat(head.fields().contains("x-amz-restore")).isFalse();
    S3UnderTest.Reply read = call(403, "GET /bkt/k", "");
    assertThat(read.element("Code")).isEqualTo("InvalidObjectState");
    assertThat(read.element("StorageClass")).isEqualTo("GLACIER");
    S3UnderTest.Reply copied = call(403, "PUT /bkt/copy", "", "x-amz-copy-source", "/bkt/k");
    assertThat(copied.element("Code")).isEqualTo("ObjectNotInActiveTierError");
    assertThat(call(200, "GET /bkt?list-type=2", "").element("StorageClass")).isEqualTo("GLACIER");
  }

  @Test
  void aRestoredObjectIsReadAndCopiedUntilItsDaysAreOver() throws IOException {
    S3UnderTest.Reply first = call(202, "POST /bkt/k?restore", TWO_DAYS);
    assertThat(first.body()).isEmpty();
    String told = call(200, "GET /bkt/k", "").fields().first("x-amz-restore");
    assertThat(told)
        .startsWith("ongoing-request=\"false\", expiry-date=\"")
        .endsWith(" 00:00:00 GMT\"");
    assertThat(call(200, "HEAD /bkt/k", "").fields().first("x-amz-restore")).isEqualTo(told);
    call(200, "PUT /bkt/k", "", "x-amz-copy-source", "/bkt/k", "x-amz-storage-class", "STANDARD");
    S3UnderTest.Reply head = call(200, "HEAD /bkt/k", "");
    assertThat(head.fields().contains("x-amz-storage-class")).isFalse();
    assertThat(head.fields().contains("x-amz-restore")).isFalse();
  }

  @Test
  void aRestorationOfWhatIsRestoredChangesItsDays() throws IOException {
    call(202, "POST /bkt/k?restore", TWO_DAYS);
    String two = call(200, "HEAD /bkt/k", "").fields().first("x-amz-restore");
    call(200, "POST /bkt/k?restore", TWO_DAYS.replace(">2<", ">9<"));
    assertThat(call(200, "HEAD /bkt/k", "").fields().first("x-amz-restore")).isNotEqualTo(two);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /bkt?list-type=2", "GET /bkt", "GET /bkt?versions"})
  void listingsSayWhatIsRestoredWhereTheyAreAskedTo(String request) throws IOException {
    String[] asking = {"x-amz-optional-object-attributes", "RestoreStatus"};
    assertThat(call(200, request, "", asking).body()).doesNotContain("RestoreStatus");
    call(202, "POST /bkt/k?restore", TWO_DAYS);
    assertThat(call(200, request, "").body()).doesNotContain("RestoreStatus");
    S3UnderTest.Reply told = call(200, request, "", asking);
    assertThat(told.element("IsRestoreInProgress")).isEqualTo("false");
    assertThat(told.element("RestoreExpiryDate")).endsWith("T00:00:00.000Z");
  }

  @ParameterizedTest
  @CsvSource({
    "<RestoreRequest/>,400,MalformedXML",
    "<Restore><Days>1</Days></Restore>,400,MalformedXML",
    "<RestoreRequest><Days>0</Days></RestoreRequest>,400,InvalidArgument",
    "<RestoreRequest><Days>1</Days><Tier>Fast</Tier></RestoreRequest>,400,MalformedXML",
    "<RestoreRequest><Type>SELECT</Type></RestoreRequest>,501,NotImplemented",
  })
  void aRestorationThatMakesNoSenseIsRefused(String document, int status, String code)
      throws IOException {
    assertThat(call(status, "POST /bkt/k?restore", document).element("Code")).isEqualTo(code);
    assertThat(call(200, "HEAD /bkt/k", "").fields().contains("x-amz-restore")).isFalse();
  }

  @Test
  void nothingIsRestoredThatIsNotInAnArchiveOrSomebodyElses() throws IOException {
    call(200, "PUT /bkt/plain", "content");
    S3UnderTest.Reply plain = call(403, "POST /bkt/plain?restore", TWO_DAYS);
    assertThat(plain.element("Code")).isEqualTo("InvalidObjectState");
    assertThat(call(404, "POST /bkt/none?restore", TWO_DAYS).element("Code"))
        .isEqualTo("NoSuchKey");
    assertThat(s3.call(s3.other, "POST /bkt/k?restore", TWO_DAYS).element("Code"))
        .isEqualTo("AccessDenied");
    call(200, "PUT /bkt/deep", "content", "x-amz-storage-class", "DEEP_ARCHIVE");
    String soon = TWO_DAYS.replace("Bulk", "Expedited");
    assertThat(call(400, "POST /bkt/deep?restore", soon).element("Code"))
        .isEqualTo("InvalidArgument");
  }

  @Test
  void aRuleSaysWhetherSmallObjectsMove() throws IOException {
    String rule =
        "<LifecycleConfiguration><Rule><ID>a</ID><Filter/><Status>Enabled</Status><Transition>"
            + "<Days>1</Days><StorageClass>GLACIER</StorageClass></Transition></Rule>"
            + "</LifecycleConfiguration>";
    String field = "x-amz-transition-default-minimum-object-size";
    call(200, "PUT /bkt?lifecycle", rule);
    S3UnderTest.Reply plain = call(200, "GET /bkt?lifecycle", "");
    assertThat(plain.fields().first(field)).isEqualTo("all_storage_classes_128K");
    call(200, "PUT /bkt?lifecycle", rule, field, "varies_by_storage_class");
    S3UnderTest.Reply varied = call(200, "GET /bkt?lifecycle", "");
    assertThat(varied.fields().first(field)).isEqualTo("varies_by_storage_class");
    assertThat(varied.body()).isEqualTo(plain.body());
    assertThat(call(400, "PUT /bkt?lifecycle", rule, field, "64K").element("Code"))
        .isEqualTo("InvalidArgument");
  }
}
