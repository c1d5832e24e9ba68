package dev.skerry.origin.objects.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.objects.s3.S3UnderTest.Reply;
import dev.skerry.origin.objects.s3.S3UnderTest.Sent;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken of content, and what has to be sent with it. */
class SentContentTest {
  private static final String BOUNDARY = "xx";
  private static final String FORM = "multipart/form-data; boundary=" + BOUNDARY;

  @TempDir Path folder = Path.of("");

  private S3UnderTest s3;

  @BeforeEach
  void open() throws IOException {
    s3 = new S3UnderTest(folder);
    String[] locks = {"x-amz-bucket-object-lock-enabled", "true"};
    assertThat(s3.call(s3.owner, "PUT /bkt", "", locks).status()).isEqualTo(200);
  }

  @AfterEach
  void close() {
    s3.close();
  }

  private void letEverybodyWrite() throws IOException {
    assertThat(s3.call(s3.owner, "PUT /bkt?acl", "", "x-amz-acl", "public-read-write").status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
        "STREAMING-ELSE"
      })
  void aWriteOfNobodyThatSaysItsChunksAreSignedIsNotKeptWithItsFraming(String hash)
      throws IOException {
    letEverybodyWrite();
    Sent chunk = Sent.of("3;chunk-signature=00\r\nabc\r\n0;chunk-signature=00\r\n\r\n");
    String[] fields = {"x-amz-content-sha256", hash, "x-amz-decoded-content-length", "3"};
    assertThat(s3.send(null, "PUT /bkt/k", chunk, fields).element("Code"))
        .isEqualTo("InvalidArgument");
    assertThat(s3.call(s3.owner, "HEAD /bkt/k", "").status()).isEqualTo(404);
  }

  @Test
  void chunksWithoutSignaturesMayBeSentByNobodyKnown() throws IOException {
    letEverybodyWrite();
    Sent chunks = Sent.of("3\r\nabc\r\n0\r\n\r\n");
    String[] fields = {
      "x-amz-content-sha256",
      "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
      "x-amz-decoded-content-length",
      "3"
    };
    assertThat(s3.send(null, "PUT /bkt/k", chunks.announced(-1), fields).status()).isEqualTo(200);
    assertThat(s3.call(s3.owner, "GET /bkt?list-type=2", "").element("Size")).isEqualTo("3");
  }

  @ParameterizedTest
  @CsvSource({"PUT /bkt/k", "POST /bkt", "PUT /bkt?tagging"})
  void contentWithoutALengthIsRefused(String request) throws IOException {
    Reply reply = s3.send(s3.owner, request, Sent.of("abc").announced(-1), "content-type", FORM);
    assertThat(reply.status()).as(reply.body()).isEqualTo(411);
    assertThat(reply.element("Code")).isEqualTo("MissingContentLength");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST /bkt?delete | <Delete><Object><Key>k</Key></Object></Delete>",
        "PUT /bkt?tagging | <Tagging><TagSet/></Tagging>",
        "PUT /bkt?cors | <CORSConfiguration><CORSRule><AllowedMethod>GET</AllowedMethod>"
            + "<AllowedOrigin>*</AllowedOrigin></CORSRule></CORSConfiguration>",
        "PUT /bkt?lifecycle | <LifecycleConfiguration><Rule><Status>Enabled</Status><Filter/>"
            + "<Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>",
        "PUT /bkt?object-lock | <ObjectLockConfiguration/>",
        "PUT /bkt/k?legal-hold | <LegalHold><Status>OFF</Status></LegalHold>",
        "PUT /bkt/k?retention | <Retention><Mode>GOVERNANCE</Mode>"
            + "<RetainUntilDate>2999-01-01T00:00:00Z</RetainUntilDate></Retention>"
      })
  void someDocumentsNeedAHashOrAChecksum(String request, String document) throws IOException {
    assertThat(s3.call(s3.owner, "PUT /bkt/k", "abc").status()).isEqualTo(200);
    Reply refused = s3.send(s3.owner, request, Sent.of(document));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.element("Message"))
        .isEqualTo("Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
    String md5 = S3UnderTest.md5(document.getBytes(UTF_8));
    assertThat(s3.send(s3.owner, request, Sent.of(document), "content-md5", md5).status())
        .isLessThan(300);
    CRC32 crc = new CRC32();
    crc.update(document.getBytes(UTF_8));
    byte[] sum = ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
    String checksum = Base64.getEncoder().encodeToString(sum);
    assertThat(
            s3.send(s3.owner, request, Sent.of(document), "x-amz-checksum-crc32", checksum)
                .status())
        .isLessThan(300);
  }

  @Test
  void anObjectWithALockNeedsAHashOrAChecksum() throws IOException {
    String[] hold = {"x-amz-object-lock-legal-hold", "ON"};
    assertThat(s3.send(s3.owner, "PUT /bkt/k", Sent.of("abc"), hold).element("Message"))
        .startsWith("Content-MD5 OR x-amz-checksum- HTTP header is required");
    String[] both = {
      "x-amz-object-lock-legal-hold", "ON", "content-md5", S3UnderTest.md5("abc".getBytes(UTF_8))
    };
    assertThat(s3.send(s3.owner, "PUT /bkt/k", Sent.of("abc"), both).status()).isEqualTo(200);
  }

  @Test
  void aListIsNeededToSetOne() throws IOException {
    assertThat(s3.call(s3.owner, "PUT /bkt?acl", "").element("Code"))
        .isEqualTo("MissingSecurityHeader");
  }

  @Test
  void aDocumentIsNoLongerThanThoseOfItsKind() throws IOException {
    String spaces = " ".repeat(300 << 10);
    assertThat(s3.call(s3.owner, "PUT /bkt?versioning", spaces).element("Code"))
        .isEqualTo("MaxMessageLengthExceeded");
    assertThat(s3.call(s3.owner, "POST /bkt?delete", spaces).element("Code"))
        .isEqualTo("MalformedXML");
  }

  @Test
  void documentsAndUploadsTakeTheMemoryOfTheirCall() throws IOException {
    AtomicLong taken = new AtomicLong();
    Sent upload = Sent.of(new byte[100_000]).in(bytes -> taken.addAndGet(bytes) > 0);
    assertThat(s3.send(s3.owner, "PUT /bkt/k", upload).status()).isEqualTo(200);
    assertThat(taken.get()).isBetween(100_000L, 300_000L);
    Sent none = Sent.of("abc").in(bytes -> false);
    assertThat(s3.send(s3.owner, "PUT /bkt/l", none).element("Code")).isEqualTo("SlowDown");
    Sent document = Sent.of("<VersioningConfiguration/>").in(bytes -> false);
    assertThat(s3.send(s3.owner, "PUT /bkt?versioning", document).element("Code"))
        .isEqualTo("SlowDown");
  }

  /** Counts what is read. */
  private static final class Counting extends FilterInputStream {
    private long count;

    Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int n = super.read(into, offset, length);
      count += Math.max(n, 0);
      return n;
    }
  }

  @Test
  void whoMayDeleteNothingHasNoListOfKeysRead() throws IOException {
    byte[] document = new byte[100];
    Counting in = new Counting(InputStream.nullInputStream());
    Sent sent = new Sent(document, in, document.length, bytes -> true);
    assertThat(s3.send(null, "POST /bkt?delete", sent).element("Code")).isEqualTo("AccessDenied");
    assertThat(in.count).isZero();
  }

  @Test
  void aFormsPolicyBoundsWhatIsRead() throws IOException {
    byte[] form = form(signed(), 4 << 20);
    Counting in = new Counting(new ByteArrayInputStream(form));
    Sent sent = new Sent(form, in, form.length, bytes -> true);
    Reply reply = s3.send(null, "POST /bkt", sent, "content-type", FORM);
    assertThat(reply.element("Code")).as(reply.body()).isEqualTo("EntityTooLarge");
    assertThat(reply.element("MaxSizeAllowed")).isEqualTo("1000");
    assertThat(in.count).isLessThan(300 << 10);
    Sent less = Sent.of(form(signed(), 1_000));
    assertThat(s3.send(null, "POST /bkt", less, "content-type", FORM).status()).isEqualTo(204);
  }

  /** The fields of a form that lets a thousand octets be written. */
  private Map<String, String> signed() {
    String date =
        DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
            .format(Instant.now().atOffset(ZoneOffset.UTC));
    String scope = date.substring(0, 8) + "/us-east-1/s3/aws4_request";
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("key", "k");
    fields.put("x-amz-algorithm", "AWS4-HMAC-SHA256");
    fields.put("x-amz-credential", s3.owner.key().id() + "/" + scope);
    fields.put("x-amz-date", date);
    StringBuilder conditions =
        new StringBuilder("[\"content-length-range\",1,1000],{\"bucket\":\"bkt\"}");
    fields.forEach((name, value) -> conditions.append(",{\"%s\":\"%s\"}".formatted(name, value)));
    String policy = "{\"expiration\":\"2999-01-01T00:00:00Z\",\"conditions\":[" + conditions + "]}";
    String encoded = Base64.getEncoder().encodeToString(policy.getBytes(UTF_8));
    fields.put("policy", encoded);
    byte[] key = ("AWS4" + s3.owner.key().secret()).getBytes(UTF_8);
    for (String part : scope.split("/", -1)) {
      key = hmac(key, part);
    }
    fields.put("x-amz-signature", HexFormat.of().formatHex(hmac(key, encoded)));
    return fields;
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] form(Map<String, String> fields, int fileBytes) {
    StringBuilder form = new StringBuilder();
    fields.forEach(
        (name, value) ->
            form.append("--xx\r\ncontent-disposition: form-data; name=\"" + name + "\"\r\n\r\n")
                .append(value)
                .append("\r\n"));
    form.append("--xx\r\ncontent-disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n");
    form.append("x".repeat(fileBytes)).append("\r\n--xx--\r\n");
    return form.toString().getBytes(UTF_8);
  }

  @Test
  void theLocationOfAFormsObjectIsAPathToIt() throws IOException {
    letEverybodyWrite();
    Sent form = Sent.of(form(Map.of("key", "a b+c/ü"), 1));
    Reply reply = s3.send(null, "POST /bkt", form, "content-type", FORM);
    assertThat(reply.status()).as(reply.body()).isEqualTo(204);
    assertThat(reply.fields().first("location"))
        .isEqualTo("http://localhost:9000/bkt/a%20b%2Bc/%C3%BC");
  }

  @ParameterizedTest
  @CsvSource({
    "PUT /bkt/k,x-amz-server-side-encryption-context,e30=,NotImplemented",
    "PUT /bkt/k,x-amz-server-side-encryption-bucket-key-enabled,true,NotImplemented",
    "PUT /bkt/k,x-amz-write-offset-bytes,0,NotImplemented",
    "POST /bkt/k?uploads,x-amz-server-side-encryption-bucket-key-enabled,true,NotImplemented",
    "GET /bkt/k,x-amz-server-side-encryption,AES256,InvalidArgument"
  })
  void aFieldThatAsksForWhatThereIsNotIsRefused(
      String request, String field, String value, String code) throws IOException {
    assertThat(s3.call(s3.owner, "PUT /bkt/k", "abc").status()).isEqualTo(200);
    assertThat(s3.call(s3.owner, request, "", field, value).element("Code")).isEqualTo(code);
  }

  @Test
  void aFieldThatRenouncesWhatThereIsNotIsTaken() throws IOException {
    String field = "x-amz-server-side-encryption-bucket-key-enabled";
    assertThat(s3.call(s3.owner, "PUT /bkt/k", "", field, "false").status()).isEqualTo(200);
  }
}
