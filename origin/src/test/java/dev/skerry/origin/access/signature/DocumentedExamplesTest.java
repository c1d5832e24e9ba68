package dev.skerry.origin.access.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.http.Fields;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of the S3 API reference, and of AWS's test suite for signers. */
class DocumentedExamplesTest {
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  private static final Instant MAY_2013 = Instant.parse("2013-05-24T00:00:00Z");
  private static final String SCOPE = "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request";
  private static final Verification S3 = new Verification(SignedService.S3, new SigningKeys());

  private static final String SUITE_SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final SignedService SUITE_SERVICE =
      new SignedService(
          "service",
          "us-east-1",
          CanonicalPath.NORMALIZED_ENCODED_TWICE,
          SignedService.Content.HASHED,
          Duration.ofMinutes(15),
          Duration.ofMinutes(5));

  @Test
  void gettingAnObject() throws RefusedException {
    Fields fields =
        s3(Hashes.OF_NOTHING)
            .add("range", "bytes=0-9")
            .add(
                "authorization",
                authorization(
                    "host;range;x-amz-content-sha256;x-amz-date",
                    "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"));
    check("GET", "/test.txt", null, fields);
  }

  @Test
  void puttingAnObjectWithADateField() throws RefusedException {
    Fields fields =
        s3("44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072")
            .add("date", "Fri, 24 May 2013 00:00:00 GMT")
            .add("x-amz-storage-class", "REDUCED_REDUNDANCY")
            .add(
                "authorization",
                authorization(
                    "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
                    "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"));
    check("PUT", "/test$file.text", null, fields);
  }

  @ParameterizedTest
  @CsvSource({
    "lifecycle, fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
    "max-keys=2&prefix=J, 34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"
  })
  void askingABucket(String query, String signature) throws RefusedException {
    Fields fields = s3(Hashes.OF_NOTHING);
    fields.add("authorization", authorization("host;x-amz-content-sha256;x-amz-date", signature));
    check("GET", "/", query, fields);
  }

  @Test
  void aPresignedUrlUntilItExpires() throws RefusedException {
    String query =
        "X-Amz-Algorithm=AWS4-HMAC-SHA256"
            + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
            + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
            + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";
    SignedRequest request = request("GET", "/test.txt", query, new Fields());
    Claim claim = claim(request);
    Instant last = MAY_2013.plus(Duration.ofDays(1));
    S3.checkClaim(claim, request, last);
    assertThat(S3.checkSignature(claim, request, SECRET).kind())
        .isEqualTo(ContentHash.Kind.UNSIGNED);
    assertThatThrownBy(() -> S3.checkClaim(claim, request, last.plusSeconds(1)))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.refusal()).isInstanceOf(Refusal.Expired.class));
  }

  @Test
  void anUploadInSignedChunks() throws RefusedException {
    Fields fields =
        s3("STREAMING-AWS4-HMAC-SHA256-PAYLOAD")
            .add("content-encoding", "aws-chunked")
            .add("content-length", "66824")
            .add("x-amz-decoded-content-length", "66560")
            .add("x-amz-storage-class", "REDUCED_REDUNDANCY")
            .add(
                "authorization",
                authorization(
                    "content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;"
                        + "x-amz-decoded-content-length;x-amz-storage-class",
                    "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9"));
    ChunkSignatures chunks = upload(fields, ContentHash.Kind.SIGNED_CHUNKS);
    chunk(chunks, 65536, "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648");
    chunk(chunks, 1024, "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497");
    chunk(chunks, 0, "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9");
  }

  @Test
  void anUploadInSignedChunksWithATrailer() throws RefusedException {
    Fields fields =
        s3("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER")
            .add("content-encoding", "aws-chunked")
            .add("x-amz-decoded-content-length", "66560")
            .add("x-amz-storage-class", "REDUCED_REDUNDANCY")
            .add("x-amz-trailer", "x-amz-checksum-crc32c")
            .add(
                "authorization",
                authorization(
                    "content-encoding;host;x-amz-content-sha256;x-amz-date;"
                        + "x-amz-decoded-content-length;x-amz-storage-class;x-amz-trailer",
                    "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e"));
    ChunkSignatures chunks = upload(fields, ContentHash.Kind.SIGNED_CHUNKS_TRAILER);
    chunk(chunks, 65536, "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2");
    chunk(chunks, 1024, "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7");
    chunk(chunks, 0, "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992");
    chunks.endTrailer(
        "x-amz-checksum-crc32c:sOO8/Q==\n",
        "d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435");
  }

  @Test
  void aChunkThatIsNotTheOneThatWasSignedIsRefused() throws RefusedException {
    Fields fields =
        s3("STREAMING-AWS4-HMAC-SHA256-PAYLOAD")
            .add("content-encoding", "aws-chunked")
            .add("content-length", "66824")
            .add("x-amz-decoded-content-length", "66560")
            .add("x-amz-storage-class", "REDUCED_REDUNDANCY")
            .add(
                "authorization",
                authorization(
                    "content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;"
                        + "x-amz-decoded-content-length;x-amz-storage-class",
                    "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9"));
    ChunkSignatures chunks = upload(fields, ContentHash.Kind.SIGNED_CHUNKS);
    assertThatThrownBy(
            () ->
                chunk(
                    chunks,
                    65535,
                    "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648"))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void thePolicyOfABrowsersUpload() throws RefusedException {
    String policy =
        """
        eyAiZXhwaXJhdGlvbiI6ICIyMDE1LTEyLTMwVDEyOjAwOjAwLjAwMFoiLA0KICAiY29uZGl0aW9ucyI6IFsNCiAgICB7\
        ImJ1Y2tldCI6ICJzaWd2NGV4YW1wbGVidWNrZXQifSwNCiAgICBbInN0YXJ0cy13aXRoIiwgIiRrZXkiLCAidXNlci91\
        c2VyMS8iXSwNCiAgICB7ImFjbCI6ICJwdWJsaWMtcmVhZCJ9LA0KICAgIHsic3VjY2Vzc19hY3Rpb25fcmVkaXJlY3Qi\
        OiAiaHR0cDovL3NpZ3Y0ZXhhbXBsZWJ1Y2tldC5zMy5hbWF6b25hd3MuY29tL3N1Y2Nlc3NmdWxfdXBsb2FkLmh0bWwi\
        fSwNCiAgICBbInN0YXJ0cy13aXRoIiwgIiRDb250ZW50LVR5cGUiLCAiaW1hZ2UvIl0sDQogICAgeyJ4LWFtei1tZXRh\
        LXV1aWQiOiAiMTQzNjUxMjM2NTEyNzQifSwNCiAgICB7IngtYW16LXNlcnZlci1zaWRlLWVuY3J5cHRpb24iOiAiQUVT\
        MjU2In0sDQogICAgWyJzdGFydHMtd2l0aCIsICIkeC1hbXotbWV0YS10YWciLCAiIl0sDQoNCiAgICB7IngtYW16LWNy\
        ZWRlbnRpYWwiOiAiQUtJQUlPU0ZPRE5ON0VYQU1QTEUvMjAxNTEyMjkvdXMtZWFzdC0xL3MzL2F3czRfcmVxdWVzdCJ9\
        LA0KICAgIHsieC1hbXotYWxnb3JpdGhtIjogIkFXUzQtSE1BQy1TSEEyNTYifSwNCiAgICB7IngtYW16LWRhdGUiOiAi\
        MjAxNTEyMjlUMDAwMDAwWiIgfQ0KICBdDQp9\
        """;
    Claim claim =
        Objects.requireNonNull(
            FormClaim.read(
                Map.of(
                    "policy",
                    policy,
                    "x-amz-algorithm",
                    "AWS4-HMAC-SHA256",
                    "x-amz-credential",
                    "AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request",
                    "x-amz-date",
                    "20151229T000000Z",
                    "x-amz-signature",
                    "8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e")));
    S3.checkScopeAndTime(claim, Instant.parse("2015-12-29T00:00:00Z"));
    S3.checkPolicy(claim, policy, SECRET);
    assertThatThrownBy(() -> S3.checkPolicy(claim, policy + "=", SECRET))
        .isInstanceOf(RefusedException.class);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "get-vanilla|GET|/|-|5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        "order-key-case|GET|/|Param2=value2&Param1=value1"
            + "|b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
        "get-unreserved|GET|/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz|-"
            + "|07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f",
        "get-utf8|GET|/ሴ|-|8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85",
        "get-space|GET|/example space/|-"
            + "|652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741",
        "get-relative|GET|/example/..|-"
            + "|5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        "get-slash|GET|//|-|5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        "get-slashes|GET|//example//|-"
            + "|9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84",
        "get-slash-dot-slash|GET|/./|-"
            + "|5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        "pointless-dot|GET|/./example|-"
            + "|ef75d96142cf21edca26f06005da7988e4f8dc83a165a80865db7089db637ec5",
        "post-vanilla|POST|/|-|5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"
      })
  void aRequestOfTheTestSuite(
      String name, String method, String path, @Nullable String query, String signature)
      throws RefusedException {
    String octets = new String(path.getBytes(UTF_8), ISO_8859_1);
    suite(method, octets, query, new Fields(), "host;x-amz-date", signature);
  }

  @Test
  void fieldsOfTheTestSuiteAreTrimmedAndJoined() throws RefusedException {
    suite(
        "GET",
        "/",
        null,
        Fields.of("my-header1", " value1", "my-header2", " \"a   b   c\""),
        "host;my-header1;my-header2;x-amz-date",
        "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736");
    suite(
        "GET",
        "/",
        null,
        Fields.of("my-header1", "value2", "my-header1", "value2", "my-header1", "value1"),
        "host;my-header1;x-amz-date",
        "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea");
  }

  private static void suite(
      String method,
      String path,
      @Nullable String query,
      Fields fields,
      String names,
      String signature)
      throws RefusedException {
    fields.add("x-amz-date", "20150830T123600Z");
    fields.add(
        "authorization",
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
            + " SignedHeaders="
            + names
            + ", Signature="
            + signature);
    SignedRequest request =
        new SignedRequest(method, "example.amazonaws.com", path, query, fields, Hashes.OF_NOTHING);
    Verification verification = new Verification(SUITE_SERVICE, new SigningKeys());
    Claim claim = claim(request);
    verification.checkClaim(claim, request, Instant.parse("2015-08-30T12:36:00Z"));
    verification.checkSignature(claim, request, SUITE_SECRET);
  }

  private static ChunkSignatures upload(Fields fields, ContentHash.Kind kind)
      throws RefusedException {
    SignedRequest request =
        new SignedRequest(
            "PUT", "s3.amazonaws.com", "/examplebucket/chunkObject.txt", null, fields, null);
    Claim claim = claim(request);
    S3.checkClaim(claim, request, MAY_2013);
    assertThat(S3.checkSignature(claim, request, SECRET).kind()).isEqualTo(kind);
    return S3.chunks(claim, SECRET);
  }

  private static void chunk(ChunkSignatures chunks, int length, String signature)
      throws RefusedException {
    chunks.update(ByteBuffer.wrap("a".repeat(length).getBytes(US_ASCII)));
    chunks.endChunk(signature);
  }

  private static void check(String method, String path, @Nullable String query, Fields fields)
      throws RefusedException {
    SignedRequest request = request(method, path, query, fields);
    Claim claim = claim(request);
    S3.checkClaim(claim, request, MAY_2013);
    S3.checkSignature(claim, request, SECRET);
  }

  private static Claim claim(SignedRequest request) throws RefusedException {
    return Objects.requireNonNull(ClaimReader.read(request));
  }

  private static SignedRequest request(
      String method, String path, @Nullable String query, Fields fields) {
    return new SignedRequest(method, "examplebucket.s3.amazonaws.com", path, query, fields, null);
  }

  private static Fields s3(String contentHash) {
    return Fields.of("x-amz-content-sha256", contentHash, "x-amz-date", "20130524T000000Z");
  }

  private static String authorization(String names, String signature) {
    return "AWS4-HMAC-SHA256 Credential="
        + SCOPE
        + ",SignedHeaders="
        + names
        + ",Signature="
        + signature;
  }
}
