package dev.skerry.origin.objects.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.skerry.http.Fields;
import dev.skerry.origin.access.account.KeyHolder;
import dev.skerry.origin.objects.ListQuestion;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import java.io.IOException;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls of other services of the process are allowed and refused as their accounts' own are. */
class InHouseTest {
  private static final byte[] OCTETS = "octets".getBytes(UTF_8);

  private S3UnderTest s3;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    s3 = new S3UnderTest(folder);
    assertThat(s3.call(s3.owner, "PUT /box", "").status()).isEqualTo(200);
  }

  @AfterEach
  void close() {
    s3.close();
  }

  private static InHouse.Use of(KeyHolder who, @Nullable String owner) {
    return new InHouse.Use(who.account().id(), "box", owner);
  }

  private String put(KeyHolder who) {
    return s3.inHouse().put(of(who, null), "a b/ü", OCTETS, false);
  }

  private String read(KeyHolder who) throws Exception {
    S3Body.Stored found = s3.inHouse().get(of(who, null), "a b/ü");
    found.extents().close();
    found.held().close();
    return Long.toString(found.length());
  }

  private int listed(KeyHolder who, String prefix) {
    ListQuestion question = ListQuestion.first(10).under(prefix);
    return s3.inHouse().list(of(who, null), question).items().size();
  }

  private static S3Error refused(ThrowingCallable call) {
    return catchThrowableOfType(S3Exception.class, call).error();
  }

  private void policy(String action, String resource, String condition) throws IOException {
    String policy =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
        "Principal":{"AWS":"arn:aws:iam::%s:root"},"Action":"%s",
        "Resource":"arn:aws:s3:::%s"%s}]}\
        """
            .formatted(s3.other.account().id(), action, resource, condition);
    assertThat(s3.call(s3.owner, "PUT /box?policy", policy).status()).isEqualTo(204);
  }

  @Test
  void anOwnerMayAllAndAnotherNothing() throws Exception {
    assertThat(put(s3.owner)).isEqualTo(etag());
    assertThat(read(s3.owner)).isEqualTo("6");
    assertThat(listed(s3.owner, "a b/")).isEqualTo(1);
    assertThat(refused(() -> put(s3.other))).isEqualTo(S3Error.ACCESS_DENIED);
    assertThat(refused(() -> read(s3.other))).isEqualTo(S3Error.ACCESS_DENIED);
    assertThat(refused(() -> listed(s3.other, ""))).isEqualTo(S3Error.ACCESS_DENIED);
  }

  private String etag() throws IOException {
    Fields fields = s3.call(s3.owner, "HEAD /box/a%20b/%C3%BC", "").fields();
    return String.valueOf(fields.first("etag")).replace("\"", "");
  }

  @Test
  void aPolicyAllowsEachActionByItself() throws Exception {
    policy("s3:PutObject", "box/*", "");
    assertThat(put(s3.other)).hasSize(32);
    assertThat(put(s3.owner)).hasSize(32);
    assertThat(refused(() -> read(s3.other))).isEqualTo(S3Error.ACCESS_DENIED);
    policy("s3:GetObject", "box/*", "");
    assertThat(read(s3.other)).isEqualTo("6");
    assertThat(refused(() -> put(s3.other))).isEqualTo(S3Error.ACCESS_DENIED);
    policy("s3:ListBucket", "box", ",\"Condition\":{\"StringLike\":{\"s3:prefix\":\"a b/*\"}}");
    assertThat(listed(s3.other, "a b/")).isEqualTo(1);
    assertThat(refused(() -> listed(s3.other, ""))).isEqualTo(S3Error.ACCESS_DENIED);
  }

  @Test
  void whatIsNotThereOrAnothersIsRefused() {
    String other = s3.other.account().id();
    InHouse.Use nothing = new InHouse.Use(s3.owner.account().id(), "nothing", null);
    assertThat(refused(() -> s3.inHouse().put(nothing, "a", OCTETS, false)))
        .isEqualTo(S3Error.NO_SUCH_BUCKET);
    assertThat(refused(() -> s3.inHouse().get(of(s3.owner, null), "none")))
        .isEqualTo(S3Error.NO_SUCH_KEY);
    assertThat(refused(() -> s3.inHouse().put(of(s3.owner, other), "a", OCTETS, false)))
        .isEqualTo(S3Error.ACCESS_DENIED);
    assertThat(
            refused(() -> s3.inHouse().put(of(s3.owner, null), "k".repeat(1_025), OCTETS, false)))
        .isEqualTo(S3Error.KEY_TOO_LONG);
  }

  @Test
  void whatIsWrittenIsEncryptedWhereItIsAskedFor() throws Exception {
    var _ = s3.inHouse().put(of(s3.owner, null), "sealed", OCTETS, true);
    assertThat(
            s3.call(s3.owner, "HEAD /box/sealed", "")
                .fields()
                .first("x-amz-server-side-encryption"))
        .isEqualTo("AES256");
    assertThat(put(s3.owner)).hasSize(32);
    assertThat(
            s3.call(s3.owner, "HEAD /box/a%20b/%C3%BC", "")
                .fields()
                .first("x-amz-server-side-encryption"))
        .isNull();
  }
}
