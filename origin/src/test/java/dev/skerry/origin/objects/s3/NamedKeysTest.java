package dev.skerry.origin.objects.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.objects.Encryption;
import dev.skerry.origin.objects.s3.error.S3Exception;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects under named keys (SSE-KMS): one key is called {@code mine}. */
class NamedKeysTest {
  private static final String SEALED = "x-amz-server-side-encryption";
  private static final String NAMED = SEALED + "-aws-kms-key-id";

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

  private void assertSealed(S3UnderTest.Reply reply, String key) {
    assertThat(reply.fields().first(SEALED)).isEqualTo("aws:kms");
    assertThat(reply.fields().first(NAMED)).isEqualTo(key);
  }

  private String managed() {
    return "arn:aws:kms:us-east-1:" + s3.owner.account().id() + ":alias/aws/s3";
  }

  private static String byDefault(String inner) {
    return "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>"
        + inner
        + "</ApplyServerSideEncryptionByDefault><BucketKeyEnabled>false</BucketKeyEnabled></Rule>"
        + "</ServerSideEncryptionConfiguration>";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mine",
        "alias/mine",
        "arn:aws:kms:us-east-1:111122223333:key/mine",
        "arn:aws:kms:eu-west-1:111122223333:alias/mine"
      })
  void aWriteNamesItsKeyAndReadsAreToldOfIt(String name) throws IOException {
    assertSealed(call(200, "PUT /bkt/k", "content", SEALED, "aws:kms", NAMED, name), "mine");
    assertSealed(call(200, "HEAD /bkt/k", ""), "mine");
    assertSealed(call(200, "GET /bkt/k", ""), "mine");
  }

  @Test
  void aWriteThatNamesNoKeyHasThatOfTheBucketsOwner() throws IOException {
    assertSealed(call(200, "PUT /bkt/k", "content", SEALED, "aws:kms"), managed());
    assertSealed(call(200, "GET /bkt/k", ""), managed());
    assertSealed(
        call(200, "PUT /bkt/l", "content", SEALED, "aws:kms", NAMED, managed()), managed());
  }

  @ParameterizedTest
  @CsvSource({
    "aws:kms,other,KMS.NotFoundException",
    "aws:kms,arn:aws:kms:us-east-1:111122223333:key/other,KMS.NotFoundException",
    "aws:kms,arn:aws:kms:us-east-1:111122223333:alias/aws/s3,KMS.NotFoundException",
    "aws:kms,arn:aws:kms:nowhere-1:111122223333:key/aws/s3,KMS.NotFoundException",
    "AES256,mine,InvalidArgument",
    ",mine,InvalidArgument",
  })
  void aKeyThatIsNotThereOrNotAskedForIsRefused(String how, String key, String code)
      throws IOException {
    String[] fields =
        how == null ? new String[] {NAMED, key} : new String[] {SEALED, how, NAMED, key};
    assertThat(call(400, "PUT /bkt/k", "content", fields).element("Code")).isEqualTo(code);
    assertThat(call(404, "GET /bkt/k", "").element("Code")).isEqualTo("NoSuchKey");
  }

  @Test
  void aBucketsDefaultIsANamedKeyAndToldAsItWasSet() throws IOException {
    String named =
        byDefault("<SSEAlgorithm>aws:kms</SSEAlgorithm><KMSMasterKeyID>mine</KMSMasterKeyID>");
    call(200, "PUT /bkt?encryption", named);
    assertThat(call(200, "GET /bkt?encryption", "").body())
        .contains(named.substring(named.indexOf("<Rule>")));
    assertSealed(call(200, "PUT /bkt/k", "content"), "mine");
    assertThat(call(200, "PUT /bkt/k", "content", SEALED, "AES256").fields().first(SEALED))
        .isEqualTo("AES256");
    call(200, "PUT /bkt?encryption", byDefault("<SSEAlgorithm>aws:kms</SSEAlgorithm>"));
    assertSealed(call(200, "PUT /bkt/k", "content"), managed());
    String wrong =
        byDefault("<SSEAlgorithm>AES256</SSEAlgorithm><KMSMasterKeyID>mine</KMSMasterKeyID>");
    call(400, "PUT /bkt?encryption", wrong);
    call(501, "PUT /bkt?encryption", byDefault("<SSEAlgorithm>aws:kms:dsse</SSEAlgorithm>"));
  }

  @Test
  void copiesAndUploadsInPartsGoFromKeyToKey() throws IOException {
    call(200, "PUT /bkt/k", "content", SEALED, "aws:kms", NAMED, "mine");
    S3UnderTest.Reply plain = call(200, "PUT /bkt/plain", "", "x-amz-copy-source", "/bkt/k");
    assertThat(plain.fields().contains(SEALED)).isFalse();
    assertSealed(
        call(200, "PUT /bkt/l", "", "x-amz-copy-source", "/bkt/plain", SEALED, "aws:kms"),
        managed());
    S3UnderTest.Reply begun =
        call(200, "POST /bkt/parts?uploads", "", SEALED, "aws:kms", NAMED, "mine");
    assertSealed(begun, "mine");
    String upload = "&uploadId=" + begun.element("UploadId");
    S3UnderTest.Reply first = call(200, "PUT /bkt/parts?partNumber=1" + upload, "content");
    assertSealed(first, "mine");
    S3UnderTest.Reply second =
        call(200, "PUT /bkt/parts?partNumber=2" + upload, "", "x-amz-copy-source", "/bkt/l");
    String document =
        "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>"
            + first.fields().first("etag")
            + "</ETag></Part><Part><PartNumber>2</PartNumber><ETag>"
            + second.element("ETag")
            + "</ETag></Part></CompleteMultipartUpload>";
    assertSealed(call(200, "POST /bkt/parts?" + upload.substring(1), document), "mine");
    assertSealed(call(200, "GET /bkt/parts", ""), "mine");
  }

  @Test
  void whoIsUnknownReadsNothingUnderANamedKey() throws IOException {
    call(200, "PUT /bkt/k", "content", SEALED, "aws:kms", "x-amz-acl", "public-read");
    assertThat(s3.call(null, "GET /bkt/k", "").element("Code")).isEqualTo("InvalidArgument");
  }

  @Test
  void whatIsUnderAKeyThatWasTakenAwayCannotBeOpened() {
    Sealings sealings = new Sealings(new NamedKeys(List.of(), S3UnderTest::key), "us-east-1");
    assertThatThrownBy(() -> sealings.of(Encryption.named("mine"), SealingFields.Asked.NONE))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.error().code()).isEqualTo("KMS.NotFoundException"));
    assertThat(sealings.opening(Encryption.named("mine"))).isNull();
  }
}
