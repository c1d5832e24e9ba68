package dev.skerry.origin.objects.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.http.Fields;
import dev.skerry.origin.objects.s3.S3UnderTest.Reply;
import dev.skerry.origin.objects.s3.error.S3Exception;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads in parts, and what becomes of their objects. */
class PartsTest {
  @TempDir Path folder = Path.of("");

  private S3UnderTest s3;

  @BeforeEach
  void open() throws IOException {
    s3 = new S3UnderTest(folder);
    ok("PUT /bkt", "", "x-amz-bucket-object-lock-enabled", "true");
  }

  @AfterEach
  void close() {
    s3.close();
  }

  private Reply ok(String request, String content, String... fields) throws IOException {
    Reply reply = s3.call(s3.owner, request, content, fields);
    assertThat(reply.status()).as("%s: %s", request, reply.body()).isBetween(200, 206);
    return reply;
  }

  private String begin(String key, String... fields) throws IOException {
    return ok("POST /bkt/" + key + "?uploads", "", fields).element("UploadId");
  }

  private String part(String key, String id, int number, String content) throws IOException {
    String request = "PUT /bkt/%s?partNumber=%d&uploadId=%s".formatted(key, number, id);
    Fields told = ok(request, content).fields();
    String sum = told.first("x-amz-checksum-sha256");
    return "<Part><PartNumber>%d</PartNumber><ETag>%s</ETag>%s</Part>"
        .formatted(
            number,
            told.first("etag"),
            sum == null ? "" : "<ChecksumSHA256>" + sum + "</ChecksumSHA256>");
  }

  private Reply complete(String key, String id, String parts) throws IOException {
    String document = "<CompleteMultipartUpload>" + parts + "</CompleteMultipartUpload>";
    return ok("POST /bkt/" + key + "?uploadId=" + id, document);
  }

  private static String etag(String text) {
    try {
      byte[] md5 = MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8));
      return '"' + HexFormat.of().formatHex(md5) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aCopyOfAnObjectOfPartsIsWhole() throws IOException {
    String id = begin("k", "x-amz-checksum-algorithm", "SHA256");
    complete("k", id, part("k", id, 1, "abc") + part("k", id, 7, "defg"));
    assertThat(ok("HEAD /bkt/k", "").fields().first("etag")).endsWith("-2\"");
    Reply copied = ok("PUT /bkt/copy", "", "x-amz-copy-source", "/bkt/k");
    assertThat(copied.element("ChecksumType")).isEqualTo("FULL_OBJECT");
    Reply head = ok("HEAD /bkt/copy", "", "x-amz-checksum-mode", "ENABLED");
    assertThat(head.fields().first("etag")).isEqualTo(etag("abcdefg"));
    assertThat(head.fields().first("x-amz-checksum-sha256"))
        .isEqualTo("fRpUEnsiJQL1t5tfsIAwYRUqRPkrN+I8ZSe69mXU2po=");
  }

  @Test
  void aCopyHasTheChecksumThatItAsksFor() throws IOException {
    ok("PUT /bkt/k", "123456789");
    Reply copied =
        ok(
            "PUT /bkt/copy",
            "",
            "x-amz-copy-source",
            "/bkt/k",
            "x-amz-checksum-algorithm",
            "CRC32C");
    assertThat(copied.element("ChecksumCRC32C")).isEqualTo("4waSgw==");
    assertThat(copied.element("ETag")).contains(etag("123456789").replace("\"", "&quot;"));
  }

  @Test
  void noMoreIsCopiedAtOnceThanAnUploadMayHave() {
    assertThatCode(() -> CopySources.checkSize(5L << 30)).doesNotThrowAnyException();
    assertThatThrownBy(() -> CopySources.checkSize((5L << 30) + 1))
        .isInstanceOf(S3Exception.class)
        .hasMessageContaining("larger than the maximum allowable size for a copy source");
  }

  @Test
  void whatABucketLocksObjectsByBeginsWhenTheyAreMade() throws IOException {
    ok(
        "PUT /bkt?object-lock",
        "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule>"
            + "<DefaultRetention><Mode>GOVERNANCE</Mode><Days>1</Days></DefaultRetention>"
            + "</Rule></ObjectLockConfiguration>");
    String id = begin("k");
    String part = part("k", id, 1, "abc");
    Instant begun = Instant.now();
    s3.advance(Duration.ofMinutes(10));
    complete("k", id, part);
    String until =
        String.valueOf(ok("HEAD /bkt/k", "").fields().first("x-amz-object-lock-retain-until-date"));
    assertThat(Instant.parse(until))
        .isAfter(begun.plus(Duration.ofDays(1)).plus(Duration.ofMinutes(9)));
  }

  @Test
  void whatAnUploadItselfAsksToBeLockedByStays() throws IOException {
    String until = "2999-01-01T00:00:00Z";
    String id =
        begin(
            "k",
            "x-amz-object-lock-mode",
            "GOVERNANCE",
            "x-amz-object-lock-retain-until-date",
            until);
    complete("k", id, part("k", id, 1, "abc"));
    assertThat(ok("HEAD /bkt/k", "").fields().first("x-amz-object-lock-retain-until-date"))
        .startsWith("2999-01-01T00:00:00");
  }

  @Test
  void partsAreReadByTheirNumbers() throws IOException {
    String id = begin("k");
    complete("k", id, part("k", id, 1, "abc") + part("k", id, 7, "defg") + part("k", id, 9, "h"));
    Reply seventh = ok("HEAD /bkt/k?partNumber=7", "");
    assertThat(seventh.fields().first("content-range")).isEqualTo("bytes 3-6/8");
    assertThat(seventh.fields().first("x-amz-mp-parts-count")).isEqualTo("3");
    for (int absent : new int[] {2, 8, 10}) {
      assertThat(s3.call(s3.owner, "HEAD /bkt/k?partNumber=" + absent, "").status()).isEqualTo(416);
    }
  }

  @Test
  void aPartIsReadWithItsOwnChecksum() throws IOException {
    String id = begin("k", "x-amz-checksum-algorithm", "SHA256");
    complete("k", id, part("k", id, 1, "defg") + part("k", id, 7, "abc"));
    Reply part = ok("HEAD /bkt/k?partNumber=7", "", "x-amz-checksum-mode", "ENABLED");
    assertThat(part.fields().first("x-amz-checksum-sha256"))
        .isEqualTo("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    assertThat(part.fields().first("x-amz-checksum-type")).isEqualTo("COMPOSITE");
    Reply range = ok("HEAD /bkt/k", "", "x-amz-checksum-mode", "ENABLED", "range", "bytes=4-6");
    assertThat(range.fields().contains("x-amz-checksum-sha256")).isFalse();
  }

  @Test
  void anUploadWithAChecksumOfChecksumsIsCompletedWithThoseOfItsParts() throws IOException {
    String id = begin("k", "x-amz-checksum-algorithm", "SHA256");
    String parts = part("k", id, 1, "abc");
    String without = parts.replaceAll("<ChecksumSHA256>.*</ChecksumSHA256>", "");
    Reply refused =
        s3.call(
            s3.owner,
            "POST /bkt/k?uploadId=" + id,
            "<CompleteMultipartUpload>" + without + "</CompleteMultipartUpload>");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.element("Code")).isEqualTo("InvalidRequest");
    assertThat(refused.element("Message"))
        .contains("using a sha256 checksum")
        .endsWith("It was missing for part 1 in the request.");
    complete("k", id, parts);
  }

  @Test
  void aBucketIsDeletedWithTheUploadsThatAreGoingOn() throws IOException {
    String id = begin("k");
    part("k", id, 1, "abc");
    assertThat(s3.call(s3.owner, "DELETE /bkt", "").status()).isEqualTo(204);
    ok("PUT /bkt", "");
    assertThat(ok("GET /bkt?uploads", "").body()).doesNotContain("<Upload>");
    assertThat(s3.call(s3.owner, "GET /bkt/k?uploadId=" + id, "").status()).isEqualTo(404);
  }
}
