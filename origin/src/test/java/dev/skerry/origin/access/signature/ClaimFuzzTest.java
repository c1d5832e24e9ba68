package dev.skerry.origin.access.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.http.Fields;
import dev.skerry.origin.fuzz.Fuzzer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever stands where a signature should, it is refused, and each service has an answer. */
class ClaimFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  @Test
  void whateverARequestClaimsIsRefusedWithAnAnswer() {
    Fuzzer.of(
            "signature",
            "AWS4-HMAC-SHA256 ",
            "Credential=",
            "SignedHeaders=",
            "Signature=",
            "/aws4_request",
            "/20261121/us-east-1/s3",
            "/",
            "=",
            ",",
            ";",
            "&",
            "%",
            "%2F",
            "+",
            "X-Amz-Algorithm=AWS4-HMAC-SHA256&",
            "X-Amz-Expires=9223372036854775807",
            "X-Amz-Expires=-",
            "X-Amz-Date=99999999T999999Z",
            "20261121T100000Z",
            "+99991121T100000Z",
            "é")
        .run(ClaimFuzzTest::check);
  }

  private static void check(String input) {
    int bar = input.indexOf('|');
    String date = bar < 0 ? "20261121T100000Z" : input.substring(0, bar);
    String text = input.substring(bar + 1);
    for (SignedService service : new SignedService[] {SignedService.S3, SignedService.DYNAMODB}) {
      Fields header = Fields.of("authorization", text, "x-amz-date", date);
      header.add("x-amz-content-sha256", "UNSIGNED-PAYLOAD");
      refused(service, new SignedRequest("GET", "h", "/" + text, null, header, hash(service)));
      refused(service, new SignedRequest("GET", "h", "/", text, new Fields(), hash(service)));
    }
  }

  private static @Nullable String hash(SignedService service) {
    return service.content() == SignedService.Content.HASHED ? Hashes.OF_NOTHING : null;
  }

  private static void refused(SignedService service, SignedRequest request) {
    Refusal refusal = new Refusal.Missing();
    try {
      Claim claim = ClaimReader.read(request);
      if (claim != null) {
        Verification verification = new Verification(service, new SigningKeys());
        verification.checkClaim(claim, request, NOW);
        verification.checkSignature(claim, request, "secret");
        throw new AssertionError("believed: " + request);
      }
    } catch (RefusedException e) {
      refusal = e.refusal();
    }
    assertThat(TableAnswers.of(refusal).message()).isNotEmpty();
    assertThat(ObjectAnswers.of(refusal).status()).isBetween(400, 403);
  }
}
