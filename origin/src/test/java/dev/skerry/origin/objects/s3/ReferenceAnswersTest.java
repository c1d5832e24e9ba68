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

/** What the reference says of calls that clients make seldom. */
class ReferenceAnswersTest {
  @TempDir Path folder = Path.of("");

  private S3UnderTest s3;

  @BeforeEach
  void open() throws IOException {
    s3 = new S3UnderTest(folder);
    call(200, "PUT /bkt", "");
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
  void aDeleteMarkerThatIsNamedSaysWhenItWasMade() throws IOException {
    call(
        200,
        "PUT /bkt?versioning",
        "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
    String id = call(204, "DELETE /bkt/k", "").fields().first("x-amz-version-id");
    for (String method : new String[] {"GET", "HEAD"}) {
      S3UnderTest.Reply named = call(405, method + " /bkt/k?versionId=" + id, "");
      assertThat(named.fields().first("last-modified")).endsWith(" GMT");
      assertThat(named.fields().first("x-amz-delete-marker")).isEqualTo("true");
    }
    assertThat(call(404, "GET /bkt/k", "").fields().contains("last-modified")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "ü 1_.:/=+-@,v,200,",
    "a,'',200,",
    "a<b,v,400,InvalidTag",
    "a,v*w,400,InvalidTag",
    "a#,v,400,InvalidTag"
  })
  void tagsHaveLettersDigitsSpacesAndSomeSigns(String key, String value, int status, String code)
      throws IOException {
    String document =
        "<Tagging><TagSet><Tag><Key>%s</Key><Value>%s</Value></Tag></TagSet></Tagging>"
            .formatted(key.replace("<", "&lt;"), value);
    call(200, "PUT /bkt/k", "");
    for (String target : new String[] {"/bkt/k", "/bkt"}) {
      S3UnderTest.Reply reply = s3.call(s3.owner, "PUT " + target + "?tagging", document);
      assertThat(reply.status() == 204 ? 200 : reply.status()).as(reply.body()).isEqualTo(status);
      assertThat(reply.element("Code")).isEqualTo(code == null ? "" : code);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "abc,400,InvalidBucketOwnerAWSAccountID",
    "12345678901,400,InvalidBucketOwnerAWSAccountID",
    "000000000001,403,AccessDenied"
  })
  void anOwnerThatIsExpectedIsAnAccount(String expected, int status, String code)
      throws IOException {
    S3UnderTest.Reply reply = call(status, "GET /bkt", "", "x-amz-expected-bucket-owner", expected);
    assertThat(reply.element("Code")).isEqualTo(code);
    call(200, "GET /bkt", "", "x-amz-expected-bucket-owner", s3.owner.account().id());
  }

  @Test
  void accelerationIsNeverMoreThanSuspended() throws IOException {
    String document =
        "<AccelerateConfiguration><Status>Suspended</Status></AccelerateConfiguration>";
    assertThat(call(200, "GET /bkt?accelerate", "").element("Status")).isEmpty();
    call(200, "PUT /bkt?accelerate", document);
    assertThat(call(200, "GET /bkt?accelerate", "").element("Status")).isEqualTo("Suspended");
    call(501, "PUT /bkt?accelerate", document.replace("Suspended", "Enabled"));
    call(400, "PUT /bkt?accelerate", document.replace("Suspended", "On"));
  }

  @Test
  void momentsOfObjectsThatAreToBeDeletedComeAsSdksWriteThem() throws IOException {
    call(200, "PUT /bkt/k", "");
    String modified = call(200, "HEAD /bkt/k", "").fields().first("last-modified");
    String document =
        "<Delete><Object><Key>k</Key><LastModifiedTime>%s</LastModifiedTime></Object></Delete>";
    for (String other : new String[] {"Thu, 01 Jan 2015 00:00:00 GMT", "2015-01-01T00:00:00Z"}) {
      S3UnderTest.Reply kept = call(200, "POST /bkt?delete", document.formatted(other));
      assertThat(kept.element("Code")).isEqualTo("PreconditionFailed");
    }
    call(200, "POST /bkt?delete", document.formatted(modified));
    call(404, "HEAD /bkt/k", "");
    call(400, "POST /bkt?delete", document.formatted("yesterday"));
  }

  @Test
  void aWriteMayNameTheEntityTagThatMustNotBeThere() throws IOException {
    String etag = call(200, "PUT /bkt/k", "1", "if-none-match", "*").fields().first("etag");
    call(412, "PUT /bkt/k", "2", "if-none-match", "*");
    call(412, "PUT /bkt/k", "2", "if-none-match", String.valueOf(etag));
    call(200, "PUT /bkt/k", "2", "if-none-match", "\"other\"");
    call(200, "PUT /bkt/k", "1", "if-none-match", String.valueOf(etag));
    call(501, "PUT /bkt/k", "1", "if-none-match", "\"a\", \"b\"");
  }

  @Test
  void tagsAreToldInTheOrderOfTheirKeys() throws IOException {
    call(200, "PUT /bkt/k", "", "x-amz-tagging", "foo=bar&bar");
    assertThat(call(200, "GET /bkt/k?tagging", "").element("TagSet"))
        .startsWith("<Tag><Key>bar</Key>");
  }

  @Test
  void aListingOfVersionsGoesOnOnlyAfterOneThatCouldBe() throws IOException {
    assertThat(call(400, "GET /bkt?versions&key-marker=k&version-id-marker=x", "").element("Code"))
        .isEqualTo("InvalidArgument");
    call(200, "GET /bkt?versions&key-marker=k&version-id-marker=null", "");
  }

  @Test
  void anAuthorizationThatSaysNothingIsNone() throws IOException {
    S3UnderTest.Reply refused = s3.call(null, "PUT /bkt/k", "1", "authorization", "");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.element("Code")).isEqualTo("AccessDenied");
  }
}
