package dev.skerry.origin.objects.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.access.account.KeyHolder;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two accounts and nobody known, at a bucket that the first of them owns. */
class GrantedAccessTest {
  @TempDir Path folder = Path.of("");

  private S3UnderTest s3;

  @BeforeEach
  void open() throws IOException {
    s3 = new S3UnderTest(folder);
    ok(s3.owner, "PUT /bkt");
  }

  @AfterEach
  void close() {
    s3.close();
  }

  private @Nullable KeyHolder who(String name) {
    return switch (name) {
      case "owner" -> s3.owner;
      case "other" -> s3.other;
      default -> null;
    };
  }

  private S3UnderTest.Reply ok(@Nullable KeyHolder who, String request, String... fields)
      throws IOException {
    S3UnderTest.Reply reply = s3.call(who, request, "", fields);
    assertThat(reply.status()).as("%s: %s", request, reply.body()).isBetween(200, 204);
    return reply;
  }

  private void expect(int status, @Nullable KeyHolder who, String request, String... fields)
      throws IOException {
    S3UnderTest.Reply reply = s3.call(who, request, "", fields);
    assertThat(reply.status()).as("%s: %s", request, reply.body()).isEqualTo(status);
  }

  private void policy(String statements) throws IOException {
    String document = "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}";
    S3UnderTest.Reply reply = s3.call(s3.owner, "PUT /bkt?policy", document);
    assertThat(reply.status()).as(reply.body()).isEqualTo(204);
  }

  private String statement(String effect, String action, String resource) {
    return """
    {"Effect":"%s","Principal":{"AWS":"%s"},"Action":"%s","Resource":"arn:aws:s3:::%s"}
    """
        .formatted(effect, s3.other.account().id(), action, resource);
  }

  private static String everybody(String effect, String action, String resource) {
    return """
    {"Effect":"%s","Principal":"*","Action":"%s","Resource":"arn:aws:s3:::%s"}
    """
        .formatted(effect, action, resource);
  }

  @ParameterizedTest
  @CsvSource({
    "private,owner,GET,200",
    "private,other,GET,403",
    "private,anon,GET,403",
    "private,other,HEAD,403",
    "private,other,ACL,403",
    "private,owner,ACL,200",
    "public-read,other,GET,200",
    "public-read,anon,GET,200",
    "public-read,anon,HEAD,200",
    "public-read,anon,ACL,403",
    "public-read,other,SET,403",
    "public-read,other,DELETE,403",
    "public-read-write,anon,GET,200",
    "public-read-write,other,DELETE,403",
    "authenticated-read,other,GET,200",
    "authenticated-read,anon,GET,403",
    "bucket-owner-read,other,GET,403",
    "bucket-owner-full-control,other,GET,403"
  })
  void aCannedListOfAnObjectGrantsWhatItSays(String acl, String who, String what, int status)
      throws IOException {
    ok(s3.owner, "PUT /bkt/k", "x-amz-acl", acl);
    String request =
        switch (what) {
          case "ACL" -> "GET /bkt/k?acl";
          case "SET" -> "PUT /bkt/k?acl";
          default -> what + " /bkt/k";
        };
    if (what.equals("SET")) {
      expect(status, who(who), request, "x-amz-acl", "private");
    } else {
      expect(status, who(who), request);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "private,other,LIST,403",
    "private,anon,LIST,403",
    "private,other,PUT,403",
    "private,anon,MISSING,403",
    "private,owner,MISSING,404",
    "public-read,other,LIST,200",
    "public-read,anon,LIST,200",
    "public-read,anon,PUT,403",
    "public-read,anon,MISSING,404",
    "public-read,anon,READ,403",
    "public-read,anon,ACL,403",
    "public-read-write,other,PUT,200",
    "public-read-write,anon,PUT,200",
    "public-read-write,other,DELETE,403",
    "public-read-write,anon,UPLOADS,200",
    "authenticated-read,other,LIST,200",
    "authenticated-read,anon,LIST,403",
    "authenticated-read,other,VERSIONING,403"
  })
  void aCannedListOfABucketGrantsWhatItSays(String acl, String who, String what, int status)
      throws IOException {
    ok(s3.owner, "PUT /bkt?acl", "x-amz-acl", acl);
    ok(s3.owner, "PUT /bkt/k");
    String request =
        switch (what) {
          case "LIST" -> "GET /bkt?list-type=2";
          case "UPLOADS" -> "GET /bkt?uploads";
          case "VERSIONING" -> "GET /bkt?versioning";
          case "ACL" -> "GET /bkt?acl";
          case "PUT" -> "PUT /bkt/new";
          case "MISSING" -> "GET /bkt/missing";
          case "READ" -> "GET /bkt/k";
          default -> "DELETE /bkt/k";
        };
    expect(status, who(who), request);
  }

  @Test
  void anObjectBelongsToWhoWritesItAndIsTheBucketOwnersOnlyWhereItIsGranted() throws IOException {
    ok(s3.owner, "PUT /bkt?acl", "x-amz-acl", "public-read-write");
    ok(s3.other, "PUT /bkt/k");
    expect(403, s3.owner, "GET /bkt/k");
    assertThat(ok(s3.owner, "GET /bkt?list-type=2&fetch-owner=true").element("ID"))
        .isEqualTo(s3.other.account().canonicalId());
    ok(s3.other, "PUT /bkt/k?acl", "x-amz-acl", "bucket-owner-read");
    expect(200, s3.owner, "GET /bkt/k");
    expect(403, s3.owner, "GET /bkt/k?acl");
    ok(s3.other, "PUT /bkt/l", "x-amz-grant-full-control", "id=" + id(s3.owner));
    expect(200, s3.owner, "GET /bkt/l?acl");
    expect(204, s3.other, "DELETE /bkt/k");
    expect(204, s3.owner, "DELETE /bkt/l");
  }

  private static String id(KeyHolder holder) {
    return holder.account().canonicalId();
  }

  @Test
  void aListThatIsSetAsADocumentIsToldAgain() throws IOException {
    ok(s3.owner, "PUT /bkt/k");
    String document = ok(s3.owner, "GET /bkt/k?acl").body();
    String changed =
        document.replace(
            "<AccessControlList>",
            "<AccessControlList><Grant><Grantee"
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xsi:type=\"AmazonCustomerByEmail\"><EmailAddress>other@example.org"
                + "</EmailAddress></Grantee><Permission>READ</Permission></Grant>");
    assertThat(s3.call(s3.owner, "PUT /bkt/k?acl", changed).status()).isEqualTo(200);
    expect(200, s3.other, "GET /bkt/k");
    assertThat(ok(s3.owner, "GET /bkt/k?acl").body())
        .contains("<ID>" + id(s3.other) + "</ID>")
        .contains("<Permission>READ</Permission>");
    assertThat(s3.call(s3.owner, "PUT /bkt/k?acl", "<Acl/>").body()).contains("MalformedACLError");
    String stranger = changed.replace("other@example.org", "no@example.org");
    assertThat(s3.call(s3.owner, "PUT /bkt/k?acl", stranger).body())
        .contains("UnresolvableGrantByEmailAddress");
    assertThat(s3.call(s3.owner, "PUT /bkt/k?acl", "").status()).isEqualTo(400);
  }

  @Test
  void aPolicyAllowsAndItsDenialIsStrongerThanTheOwner() throws IOException {
    ok(s3.owner, "PUT /bkt/in/k");
    ok(s3.owner, "PUT /bkt/out");
    policy(statement("Allow", "s3:GetObject", "bkt/in/*"));
    expect(200, s3.other, "GET /bkt/in/k");
    expect(403, s3.other, "GET /bkt/out");
    expect(403, null, "GET /bkt/in/k");
    expect(403, s3.other, "GET /bkt/in/missing");
    policy(
        statement("Allow", "s3:GetObject", "bkt/in/*") + "," + statement("Allow", "s3:*", "bkt"));
    expect(404, s3.other, "GET /bkt/in/missing");
    policy(everybody("Deny", "s3:GetObject", "bkt/*"));
    expect(403, s3.owner, "GET /bkt/out");
    expect(200, s3.owner, "GET /bkt?policy");
    expect(204, s3.owner, "DELETE /bkt?policy");
    expect(200, s3.owner, "GET /bkt/out");
    expect(404, s3.owner, "GET /bkt?policy");
  }

  @Test
  void versionsHaveActionsOfTheirOwn() throws IOException {
    String enabled = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
    assertThat(s3.call(s3.owner, "PUT /bkt?versioning", enabled).status()).isEqualTo(200);
    String version = String.valueOf(ok(s3.owner, "PUT /bkt/k").fields().first("x-amz-version-id"));
    policy(statement("Allow", "s3:GetObject", "bkt/*"));
    expect(200, s3.other, "GET /bkt/k");
    expect(403, s3.other, "GET /bkt/k?versionId=" + version);
    policy(statement("Allow", "s3:GetObjectVersion", "bkt/*"));
    expect(403, s3.other, "GET /bkt/k");
    expect(200, s3.other, "GET /bkt/k?versionId=" + version);
    expect(403, s3.other, "DELETE /bkt/k?versionId=" + version);
  }

  @Test
  void aListThatAWriteSetsCanBeDeniedWithoutTheWrite() throws IOException {
    policy(
        statement("Allow", "s3:PutObject", "bkt/*")
            + ","
            + statement("Deny", "s3:PutObjectAcl", "bkt/*"));
    expect(200, s3.other, "PUT /bkt/k");
    expect(403, s3.other, "PUT /bkt/k", "x-amz-acl", "public-read");
    expect(403, s3.other, "POST /bkt/k?uploads", "x-amz-acl", "public-read");
    expect(403, s3.other, "PUT /bkt/k", "x-amz-tagging", "a=b");
  }

  @Test
  void copiesNeedTheSourceAndTheTarget() throws IOException {
    ok(s3.owner, "PUT /bkt/k");
    ok(s3.other, "PUT /cpy");
    expect(403, s3.other, "PUT /cpy/k", "x-amz-copy-source", "/bkt/k");
    policy(statement("Allow", "s3:GetObject", "bkt/*"));
    expect(200, s3.other, "PUT /cpy/k", "x-amz-copy-source", "/bkt/k");
    expect(403, s3.owner, "PUT /cpy/k", "x-amz-copy-source", "/bkt/k");
    String id = ok(s3.other, "POST /cpy/p?uploads").element("UploadId");
    String part = "PUT /cpy/p?partNumber=1&uploadId=" + id;
    expect(200, s3.other, part, "x-amz-copy-source", "/bkt/k");
    expect(204, s3.owner, "DELETE /bkt?policy");
    expect(403, s3.other, part, "x-amz-copy-source", "/bkt/k");
  }

  @Test
  void whoBeganAnUploadMayListItsPartsAndAbortIt() throws IOException {
    ok(s3.owner, "PUT /bkt?acl", "x-amz-acl", "public-read-write");
    String id = ok(s3.other, "POST /bkt/k?uploads").element("UploadId");
    expect(200, s3.other, "GET /bkt/k?uploadId=" + id);
    expect(200, s3.owner, "GET /bkt/k?uploadId=" + id);
    expect(403, null, "GET /bkt/k?uploadId=" + id);
    expect(403, null, "DELETE /bkt/k?uploadId=" + id);
    expect(204, s3.other, "DELETE /bkt/k?uploadId=" + id);
  }

  @Test
  void ofManyKeysOnlyThoseAreDeletedThatMayBe() throws IOException {
    ok(s3.owner, "PUT /bkt/a/1");
    ok(s3.owner, "PUT /bkt/b/1");
    policy(statement("Allow", "s3:DeleteObject", "bkt/a/*"));
    String keys = "<Delete><Object><Key>a/1</Key></Object><Object><Key>b/1</Key></Object></Delete>";
    S3UnderTest.Reply reply = s3.call(s3.other, "POST /bkt?delete", keys, "content-md5", md5(keys));
    assertThat(reply.body())
        .contains("<Deleted><Key>a/1</Key>")
        .contains("<Error><Key>b/1</Key><Code>AccessDenied</Code>");
    expect(404, s3.owner, "GET /bkt/a/1");
    expect(200, s3.owner, "GET /bkt/b/1");
  }

  private static String md5(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aPolicyIsPublicOrNotAndABucketWithoutOneHasNoSuchStatus() throws IOException {
    S3UnderTest.Reply none = s3.call(s3.owner, "GET /bkt?policyStatus", "");
    assertThat(none.status()).isEqualTo(404);
    assertThat(none.element("Code")).isEqualTo("NoSuchBucketPolicy");
    expect(200, s3.owner, "PUT /bkt?acl", "x-amz-acl", "public-read");
    expect(404, s3.owner, "GET /bkt?policyStatus");
    policy(everybody("Deny", "s3:GetObject", "bkt/*"));
    assertThat(ok(s3.owner, "GET /bkt?policyStatus").element("IsPublic")).isEqualTo("false");
  }

  @Test
  void whatIsWithheldFromThePublicIsNotReachedByListsNorPolicies() throws IOException {
    ok(s3.owner, "PUT /bkt/k", "x-amz-acl", "public-read");
    expect(404, s3.owner, "GET /bkt?publicAccessBlock");
    block("IgnorePublicAcls");
    expect(403, null, "GET /bkt/k");
    block("BlockPublicAcls");
    expect(200, null, "GET /bkt/k");
    expect(403, s3.owner, "PUT /bkt/k", "x-amz-acl", "public-read");
    expect(403, s3.owner, "PUT /bkt?acl", "x-amz-acl", "public-read");
    expect(200, s3.owner, "PUT /bkt/k", "x-amz-acl", "private");
    policy(everybody("Allow", "s3:GetObject", "bkt/*"));
    expect(200, null, "GET /bkt/k");
    assertThat(ok(s3.owner, "GET /bkt?policyStatus").element("IsPublic")).isEqualTo("true");
    block("RestrictPublicBuckets");
    expect(403, null, "GET /bkt/k");
    expect(200, s3.owner, "GET /bkt/k");
    block("BlockPublicPolicy");
    String open =
        "{\"Version\":\"2012-10-17\",\"Statement\":["
            + everybody("Allow", "s3:PutObject", "bkt/*")
            + "]}";
    assertThat(s3.call(s3.owner, "PUT /bkt?policy", open).status()).isEqualTo(403);
    assertThat(ok(s3.owner, "GET /bkt?publicAccessBlock").element("BlockPublicPolicy"))
        .isEqualTo("true");
    expect(204, s3.owner, "DELETE /bkt?publicAccessBlock");
    expect(200, null, "GET /bkt/k");
  }

  private void block(String element) throws IOException {
    String document =
        "<PublicAccessBlockConfiguration><%1$s>true</%1$s></PublicAccessBlockConfiguration>"
            .formatted(element);
    assertThat(s3.call(s3.owner, "PUT /bkt?publicAccessBlock", document).status()).isEqualTo(200);
  }

  @Test
  void whereTheBucketsOwnerOwnsAllListsNeitherCountNorCanBeSet() throws IOException {
    ok(s3.owner, "PUT /enf", "x-amz-object-ownership", "BucketOwnerEnforced");
    assertThat(ok(s3.owner, "GET /enf?ownershipControls").element("ObjectOwnership"))
        .isEqualTo("BucketOwnerEnforced");
    S3UnderTest.Reply refused = s3.call(s3.owner, "PUT /enf/k", "", "x-amz-acl", "public-read");
    assertThat(refused.body()).contains("AccessControlListNotSupported");
    expect(200, s3.owner, "PUT /enf/k", "x-amz-acl", "bucket-owner-full-control");
    expect(404, s3.owner, "GET /bkt?ownershipControls");
    ok(s3.owner, "PUT /bkt?acl", "x-amz-acl", "public-read-write");
    ok(s3.other, "PUT /bkt/k");
    String enforced =
        "<OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule>"
            + "</OwnershipControls>";
    assertThat(s3.call(s3.owner, "PUT /bkt?ownershipControls", enforced).body())
        .contains("InvalidBucketAclWithObjectOwnership");
    ok(s3.owner, "PUT /bkt?acl", "x-amz-acl", "private");
    assertThat(s3.call(s3.owner, "PUT /bkt?ownershipControls", enforced).status()).isEqualTo(200);
    expect(200, s3.owner, "GET /bkt/k");
    expect(403, s3.other, "GET /bkt/k");
    assertThat(ok(s3.owner, "GET /bkt?list-type=2&fetch-owner=true").element("ID"))
        .isEqualTo(id(s3.owner));
    expect(204, s3.owner, "DELETE /bkt?ownershipControls");
    expect(403, s3.owner, "GET /bkt/k");
  }

  @Test
  void aPolicyMayAskForTheAddressOfTheClient() throws IOException {
    ok(s3.owner, "PUT /bkt/k");
    String allow =
        """
        {"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::bkt/*",
         "Condition":{"IpAddress":{"aws:SourceIp":"%s"}}}
        """;
    policy(allow.formatted("192.0.2.0/24"));
    expect(200, null, "GET /bkt/k");
    policy(allow.formatted("198.51.100.0/24"));
    expect(403, null, "GET /bkt/k");
  }

  @Test
  void aPolicyThatIsNoneIsRefused() throws IOException {
    assertThat(s3.call(s3.owner, "PUT /bkt?policy", "{}").body()).contains("MalformedPolicy");
    expect(403, s3.other, "GET /bkt?policy");
    expect(403, null, "PUT /bkt?policy");
    expect(403, null, "PUT /new");
    expect(403, null, "GET /");
  }
}
