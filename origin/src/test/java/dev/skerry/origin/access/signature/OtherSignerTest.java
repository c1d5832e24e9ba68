package dev.skerry.origin.access.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.http.Fields;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** What the AWS SDK for Java signs is believed, and nothing that differs from it. */
class OtherSignerTest {
  private static final long SEED = Long.getLong("skerry.seed", 20_261_121);
  private static final int ROUNDS = 200;
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final List<String> PIECES =
      List.of(
          "a", "B7", "-", "_", ".", "~", "%20", "%2F", "%C3%A9", "%2B", "%25", "*", "$", "(", "'");

  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final SigningKeys keys = new SigningKeys();

  /** What is signed, and how. */
  enum Way {
    TABLES_HEADER(false, false),
    TABLES_QUERY(false, true),
    OBJECTS_HEADER(true, false),
    OBJECTS_QUERY(true, true);

    final boolean objects;
    final boolean query;

    Way(boolean objects, boolean query) {
      this.objects = objects;
      this.query = query;
    }

    SignedService service() {
      return objects ? SignedService.S3 : SignedService.DYNAMODB;
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatAnotherSignsIsBelievedAndWhatDiffersIsNot(Way way) {
    for (int round = 0; round < ROUNDS; round++) {
      byte[] content = text(3).getBytes(ISO_8859_1);
      SdkHttpRequest signed = sign(way, request(way), content, false).request();
      SignedRequest request = ours(signed, way, Hashes.sha256(content));
      String which = "round " + round + " with seed " + SEED + ": " + request;
      assertThat(refusal(way, request, SECRET)).as(which).isNull();
      assertThat(refusal(way, changed(request), SECRET)).as(which).isNotNull();
      assertThat(refusal(way, request, SECRET + 'x'))
          .as(which)
          .isInstanceOf(Refusal.WrongSignature.class);
    }
  }

  @ParameterizedTest
  @EnumSource(names = "OBJECTS_HEADER")
  void whatAnotherSignsInChunksIsBelieved(Way way) throws Exception {
    for (int size : new int[] {0, 1, 1000, 200_000}) {
      byte[] content = new byte[size];
      random.nextBytes(content);
      var result = sign(way, request(way), content, true);
      SignedRequest request = ours(result.request(), way, null);
      Claim claim = Objects.requireNonNull(ClaimReader.read(request));
      Verification verification = new Verification(way.service(), keys);
      verification.checkClaim(claim, request, NOW);
      ContentHash hash = verification.checkSignature(claim, request, SECRET);
      assertThat(hash.kind()).isEqualTo(ContentHash.Kind.SIGNED_CHUNKS);
      byte[] framed = result.payload().orElseThrow().newStream().readAllBytes();
      assertThat(readChunks(framed, verification.chunks(claim, SECRET))).isEqualTo(content);
    }
  }

  private static byte[] readChunks(byte[] framed, ChunkSignatures chunks) throws RefusedException {
    StringBuilder content = new StringBuilder();
    String rest = new String(framed, ISO_8859_1);
    int length = -1;
    while (length != 0) {
      int line = rest.indexOf("\r\n");
      String head = rest.substring(0, line);
      length = Integer.parseInt(head.substring(0, head.indexOf(';')), 16);
      String chunk = rest.substring(line + 2, line + 2 + length);
      chunks.update(ByteBuffer.wrap(chunk.getBytes(ISO_8859_1)));
      chunks.endChunk(head.substring(head.indexOf('=') + 1));
      content.append(chunk);
      rest = rest.substring(line + 2 + length + 2);
    }
    return content.toString().getBytes(ISO_8859_1);
  }

  private software.amazon.awssdk.http.auth.spi.signer.SignedRequest sign(
      Way way, SdkHttpRequest request, byte[] content, boolean chunked) {
    boolean objects = way.objects;
    return signer.sign(
        r -> {
          r.identity(AwsCredentialsIdentity.create("AKIAIOSFODNN7EXAMPLE", SECRET))
              .request(request)
              .payload(ContentStreamProvider.fromByteArray(content))
              .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, way.service().name())
              .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1")
              .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, !objects)
              .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, !objects)
              .putProperty(AwsV4HttpSigner.CHUNK_ENCODING_ENABLED, chunked)
              .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(NOW, ZoneOffset.UTC));
          if (way.query) {
            r.putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(10));
            if (objects) {
              r.putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false);
            }
          }
        });
  }

  private SdkHttpRequest request(Way way) {
    SdkHttpFullRequest.Builder request =
        SdkHttpFullRequest.builder()
            .method(random.nextBoolean() ? SdkHttpMethod.PUT : SdkHttpMethod.GET)
            .uri(URI.create("https://127.0.0.1:9000"));
    StringBuilder path = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      path.append('/').append(segment(way));
    }
    request.encodedPath(path.toString());
    for (int i = random.nextInt(4); i > 0; i--) {
      request.appendRawQueryParameter(text(2) + i, text(3));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      request.putHeader("X-Amz-Meta-" + i, List.of("  v " + random.nextInt() + "  w ", "x"));
    }
    return request.build();
  }

  private String segment(Way way) {
    StringBuilder segment = new StringBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      String piece = PIECES.get(random.nextInt(PIECES.size()));
      segment.append(piece);
    }
    String text = segment.toString();
    boolean dots = text.equals(".") || text.equals("..") || text.equals("...");
    return dots && !way.objects ? "dots" : text;
  }

  private String text(int most) {
    StringBuilder text = new StringBuilder("p");
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.append((char) random.nextInt(0x20, 0x7f));
    }
    return text.toString();
  }

  private SignedRequest changed(SignedRequest r) {
    Fields fields = r.fields().copy();
    return switch (random.nextInt(5)) {
      case 0 -> with(r, "DELETE", r.path(), r.query(), fields);
      case 1 -> with(r, r.method(), r.path() + "x", r.query(), fields);
      case 2 -> with(r, r.method(), r.path(), r.query() == null ? "x" : r.query() + "&x", fields);
      case 3 ->
          new SignedRequest(
              r.method(), "localhost:9000", r.path(), r.query(), fields, r.contentHash());
      default -> {
        String authorization = fields.first("authorization");
        if (authorization == null) {
          yield with(r, r.method(), r.path(), r.query() + "&y=z", fields);
        }
        int at = authorization.length() - 1;
        char last = authorization.charAt(at) == 'a' ? 'b' : 'a';
        fields.set("authorization", authorization.substring(0, at) + last);
        yield with(r, r.method(), r.path(), r.query(), fields);
      }
    };
  }

  private static SignedRequest with(
      SignedRequest r, String method, String path, @Nullable String query, Fields fields) {
    return new SignedRequest(method, r.host(), path, query, fields, r.contentHash());
  }

  private @Nullable Refusal refusal(Way way, SignedRequest request, String secret) {
    try {
      Claim claim = ClaimReader.read(request);
      if (claim == null) {
        return new Refusal.Missing();
      }
      Verification verification = new Verification(way.service(), keys);
      verification.checkClaim(claim, request, NOW);
      verification.checkSignature(claim, request, secret);
      return null;
    } catch (RefusedException e) {
      return e.refusal();
    }
  }

  private static SignedRequest ours(SdkHttpRequest sdk, Way way, @Nullable String contentHash) {
    Fields fields = new Fields();
    sdk.forEachHeader(
        (name, values) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (!lower.equals("host")) {
            values.forEach(value -> fields.add(lower, value.strip()));
          }
        });
    String query = sdk.encodedQueryParameters().orElse(null);
    boolean hashed = !way.objects;
    return new SignedRequest(
        sdk.method().name(),
        "127.0.0.1:9000",
        sdk.encodedPath(),
        query,
        fields,
        hashed ? contentHash : null);
  }
}
