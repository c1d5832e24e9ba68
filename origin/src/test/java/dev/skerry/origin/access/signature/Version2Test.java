package dev.skerry.origin.access.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.http.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of the user guide's pages on signature version 2, and what is no such signature. */
class Version2Test {
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  private static final String KEY = "AKIAIOSFODNN7EXAMPLE";
  private static final Instant NOW = Instant.parse("2007-03-27T20:00:00Z");
  private static final String LATELY = "Tue, 27 Mar 2007 19:50:00 +0000";

  private static @Nullable Version2Claim claim(SignedRequest request, Instant now)
      throws RefusedException {
    return Version2Claim.read(request, SignedService.S3, now);
  }

  private static void check(SignedRequest request, String bucket, Instant now)
      throws RefusedException {
    Version2Claim claim = Objects.requireNonNull(claim(request, now));
    assertThat(claim.keyId()).isEqualTo(KEY);
    claim.check(Version2Text.of(claim, request, bucket), SECRET);
  }

  private static SignedRequest get(String path, @Nullable String query, Fields fields) {
    return new SignedRequest("GET", "s3.example", path, query, fields, null);
  }

  private static Fields signed(String date, String signature) {
    return Fields.of("date", date, "authorization", "AWS " + KEY + ":" + signature);
  }

  @ParameterizedTest
  @CsvSource({
    "/johnsmith, /photos/puppy.jpg, , 27 Mar 2007 19:36:42, bWq2s1WEIj+Ydj0vQ697zp+IXMU=",
    "'', /johnsmith/photos/puppy.jpg, , 27 Mar 2007 19:36:42, bWq2s1WEIj+Ydj0vQ697zp+IXMU=",
    "/johnsmith, /, prefix=photos&marker=puppy, 27 Mar 2007 19:42:41, htDYFYduRNen8P9ZfE/s9SuKy0U=",
    "'', /johnsmith, prefix=photos&marker=puppy, 27 Mar 2007 19:42:41,"
        + " htDYFYduRNen8P9ZfE/s9SuKy0U=",
    "/johnsmith, /, acl, 27 Mar 2007 19:44:46, c2WLPFtWHVgbEmeEG93a4cG37dM=",
  })
  void whatIsAskedOfABucketIsSigned(
      String bucket, String path, @Nullable String query, String date, String signature)
      throws RefusedException {
    String zoned = "Tue, " + date + " +0000";
    SignedRequest request = get(path, query, signed(zoned, signature));
    check(request, bucket, Instant.parse("2007-03-27T19:40:00Z"));
    assertThatThrownBy(() -> check(get(path + "x", query, signed(zoned, signature)), bucket, NOW))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void fieldsOfAnUploadAreSigned() throws RefusedException {
    Fields fields =
        signed("Tue, 27 Mar 2007 21:06:08 +0000", "ilyl83RwaSoYIEdixDQcA4OnAnc=")
            .add("x-amz-meta-reviewedby", "joe@johnsmith.net")
            .add("x-amz-acl", "public-read")
            .add("content-md5", "4gJE4saaMU4BqNR0kLY+lw==")
            .add("content-type", "application/x-download")
            .add("x-amz-meta-reviewedby", "jane@johnsmith.net")
            .add("x-amz-meta-filechecksum", "0x02661779")
            .add("x-amz-meta-checksumalgorithm", "crc32");
    SignedRequest request =
        new SignedRequest("PUT", "static.johnsmith.net", "/db-backup.dat.gz", null, fields, null);
    check(request, "/static.johnsmith.net", Instant.parse("2007-03-27T21:06:08Z"));
  }

  @Test
  void aUrlIsGoodUntilItsSecond() throws RefusedException {
    String query =
        "AWSAccessKeyId=" + KEY + "&Signature=NpgCjnDzrM%2BWFzoENXmpNDUsSn8%3D&Expires=1175139620";
    SignedRequest request = get("/photos/puppy.jpg", query, new Fields());
    Instant end = Instant.ofEpochSecond(1_175_139_620);
    check(request, "/johnsmith", end);
    assertThatThrownBy(() -> check(request, "/johnsmith", end.plusSeconds(1)))
        .extracting(e -> ((RefusedException) e).refusal())
        .isInstanceOf(Refusal.Expired.class);
  }

  @Test
  void fieldsThatStandInAUrlAreSignedAsFields() throws RefusedException {
    String text =
        Version2Text.of(
                new Version2Claim(Place.QUERY, KEY, "", "7", null),
                get("/b/k", "x-amz-acl=private&content-type=a%2Fb&Expires=7", new Fields()),
                "")
            .getFirst();
    assertThat(text).isEqualTo("GET\n\na/b\n7\nx-amz-acl:private\n/b/k");
  }

  @ParameterizedTest
  @CsvSource({
    "AWSAccessKeyId=a&Signature=b, MalformedUrl",
    "AWSAccessKeyId=a&Expires=1, MalformedUrl",
    "AWSAccessKeyId=a&Signature=b&Expires=soon, MalformedUrl",
    "AWSAccessKeyId=a&Signature=b&Expires=123456789012, MalformedUrl",
    "AWSAccessKeyId=a&Signature=b&Expires=1, Expired",
  })
  void aUrlThatClaimsNothingTrueIsRefused(String query, String refusal) {
    assertThatThrownBy(() -> claim(get("/b/k", query, new Fields()), NOW))
        .extracting(e -> ((RefusedException) e).refusal().getClass().getSimpleName())
        .isEqualTo(refusal);
  }

  @ParameterizedTest
  @CsvSource({
    "AWS key, 'Tue, 27 Mar 2007 19:50:00 +0000', OtherAlgorithm",
    "AWS key:s, 'Tue, 27 Mar 2007 19:40:00 +0000', Skewed",
    "AWS key:s, 'Tue, 27 Mar 2007 20:20:00 +0000', Skewed",
    "AWS key:s, yesterday, MalformedDate",
    "AWS key:s, '', MissingDate",
  })
  void aFieldThatClaimsNothingTrueIsRefused(String authorization, String date, String refusal) {
    Fields fields = Fields.of("authorization", authorization, "date", date);
    assertThatThrownBy(() -> claim(get("/b/k", null, fields), NOW))
        .extracting(e -> ((RefusedException) e).refusal().getClass().getSimpleName())
        .isEqualTo(refusal);
  }

  @Test
  void twoSignaturesAreOneTooMany() {
    String query = "AWSAccessKeyId=a&Signature=b&Expires=99999999999";
    assertThatThrownBy(() -> claim(get("/b/k", query, signed(LATELY, "c")), NOW))
        .extracting(e -> ((RefusedException) e).refusal())
        .isInstanceOf(Refusal.TwoMechanisms.class);
  }

  @Test
  void otherSignaturesAreNotRead() throws RefusedException {
    Fields version4 = Fields.of("authorization", "AWS4-HMAC-SHA256 Credential=a");
    assertThat(claim(get("/", null, version4), NOW)).isNull();
    assertThat(claim(get("/", "X-Amz-Algorithm=a&Signature=b", new Fields()), NOW)).isNull();
    assertThat(claim(get("/", "Expires=1", new Fields()), NOW)).isNull();
    assertThat(Version2Claim.read(Map.of("policy", "p"))).isNull();
  }

  @Test
  void aFormIsSignedByItsPolicy() throws RefusedException {
    String signature = Hashes.base64Sha1(SECRET, "cG9saWN5");
    Map<String, String> form =
        Map.of("awsaccesskeyid", KEY, "signature", signature, "policy", "cG9saWN5");
    Version2Claim claim = Objects.requireNonNull(Version2Claim.read(form));
    claim.check(List.of("cG9saWN5"), SECRET);
    assertThatThrownBy(() -> Version2Claim.read(Map.of("awsaccesskeyid", KEY, "policy", "p")))
        .extracting(e -> ((RefusedException) e).refusal())
        .isInstanceOf(Refusal.MissingParts.class);
  }
}
