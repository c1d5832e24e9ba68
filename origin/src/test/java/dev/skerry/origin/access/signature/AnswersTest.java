package dev.skerry.origin.access.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.http.Fields;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each service answers to each request that it does not believe. */
class AnswersTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final String RIGHT =
      "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20261121/us-east-1/SERVICE/aws4_request,"
          + " SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=00";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "AWS4-HMAC-SHA256 Credential|IncompleteSignatureException"
            + "|'Credential' not a valid key=value pair (missing equal-sign) in Authorization"
            + " header: 'AWS4-HMAC-SHA256 Credential'."
            + "|AuthorizationHeaderMalformed|The authorization header is malformed; the"
            + " authorization component \"Credential\" is malformed.",
        "AWS4-HMAC-SHA256 Credential=a/b|IncompleteSignatureException"
            + "|Authorization header requires 'Signature' parameter. Authorization header requires"
            + " 'SignedHeaders' parameter. Authorization=AWS4-HMAC-SHA256 Credential=a/b"
            + "|AuthorizationHeaderMalformed|The authorization header is malformed; the"
            + " authorization header requires three components: Credential, SignedHeaders, and"
            + " Signature.",
        "AWS4-HMAC-SHA255 Credential=a/b Signature=c|IncompleteSignatureException"
            + "|Authorization header requires 'SignedHeaders' parameter."
            + " Authorization=AWS4-HMAC-SHA255 Credential=a/b Signature=c"
            + "|InvalidArgument|Unsupported Authorization Type",
        "AWS4-HMAC-SHA255 Credential=a/b,Signature=c,SignedHeaders=d|IncompleteSignatureException"
            + "|^Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA255' (only AWS4-HMAC-SHA256 for now). ^"
            + "|InvalidArgument|Unsupported Authorization Type",
        "AWS AKIA:abc|MissingAuthenticationTokenException|Request is missing Authentication Token"
            + "|InvalidRequest|The authorization mechanism you have provided is not supported."
            + " Please use AWS4-HMAC-SHA256.",
        "Basic eA==|MissingAuthenticationTokenException|Request is missing Authentication Token"
            + "|InvalidArgument|Unsupported Authorization Type",
        "AWS4-HMAC-SHA256 Credential=a/b,SignedHeaders=host,Signature=0"
            + "|IncompleteSignatureException|Credential must have exactly 5 slash-delimited"
            + " elements, e.g. keyid/date/region/service/term, got 'a/b'"
            + "|AuthorizationHeaderMalformed|The authorization header is malformed; the Credential"
            + " is mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\"."
      })
  void aHeaderThatCannotBeRead(
      String header, String code, String text, String objectCode, String objectText) {
    Refusal refusal = refusal(SignedService.DYNAMODB, header, "20261121T100000Z", null);
    Answer table = TableAnswers.of(refusal);
    assertThat(table.status()).isEqualTo(400);
    assertThat(table.code()).isEqualTo(code);
    assertThat(table.message()).isEqualTo(text);
    Answer object = ObjectAnswers.of(refusal);
    assertThat(object.code()).isEqualTo(objectCode);
    assertThat(object.message()).isEqualTo(objectText);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "us-east-1|eu-west-1|Credential should be scoped to a valid region, not 'eu-west-1'. "
            + "|the region 'eu-west-1' is wrong; expecting 'us-east-1'",
        "aws4_request|x|Credential should be scoped with a valid terminator: 'aws4_request', not"
            + " 'x'. |incorrect terminal \"x\". This endpoint uses \"aws4_request\".",
        "20261121|20261120|Date in Credential scope does not match YYYYMMDD from ISO-8601 version"
            + " of date from HTTP: '20261120' != '20261121', from '20261121T100000Z'. "
            + "|Invalid credential date \"20261120\". This date is not the same as X-Amz-Date:"
            + " \"20261121\"."
      },
      ignoreLeadingAndTrailingWhitespace = false)
  void aScopeThatIsNotTheServices(String from, String to, String table, String object) {
    String header = RIGHT.replace(from, to);
    SignedService tables = SignedService.DYNAMODB.inRegion("us-east-1");
    Answer ofTable = TableAnswers.of(refusal(tables, header, "20261121T100000Z", null));
    assertThat(ofTable.code()).isEqualTo("InvalidSignatureException");
    assertThat(ofTable.message()).isEqualTo(table);
    SignedService objects = SignedService.S3.inRegion("us-east-1");
    Answer ofObject = ObjectAnswers.of(refusal(objects, header, "20261121T100000Z", null));
    assertThat(ofObject.status()).isEqualTo(400);
    assertThat(ofObject.code()).isEqualTo("AuthorizationHeaderMalformed");
    assertThat(ofObject.message()).endsWith("; " + object);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "20261121T094459Z|Signature expired: 20261121T094459Z is now earlier than 20261121T094500Z"
            + " (20261121T100000Z - 15 min.)",
        "20261121T100501Z|Signature not yet current: 20261121T100501Z is still later than"
            + " 20261121T100500Z (20261121T100000Z + 5 min.)"
      })
  void aSignatureOfAnotherTime(String date, String text) {
    Answer answer = TableAnswers.of(refusal(SignedService.DYNAMODB, RIGHT, date, null));
    assertThat(answer.message()).isEqualTo(text);
  }

  @Test
  void aTimeTooFarFromThePresentTellsBoth() {
    Answer answer = ObjectAnswers.of(refusal(SignedService.S3, RIGHT, "20261121T101501Z", null));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("RequestTimeTooSkewed");
    assertThat(answer.details())
        .containsExactly(
            new Answer.Detail("RequestTime", "20261121T101501Z"),
            new Answer.Detail("ServerTime", "2026-11-21T10:00:00Z"),
            new Answer.Detail("MaxAllowedSkewMilliseconds", "900000"));
  }

  @ParameterizedTest
  @CsvSource({"20261121T094500Z", "20261121T101500Z"})
  void theLastMomentOfTheSkewIsStillRight(String date) {
    assertThat(refusal(SignedService.S3, RIGHT, date, null))
        .isInstanceOf(Refusal.WrongSignature.class);
  }

  @Test
  void aWrongSignatureTellsWhatShouldHaveBeenSigned() {
    Answer answer = ObjectAnswers.of(refusal(SignedService.S3, RIGHT, "20261121T100000Z", null));
    assertThat(answer.code()).isEqualTo("SignatureDoesNotMatch");
    assertThat(answer.details().stream().map(Answer.Detail::name))
        .containsExactly(
            "AWSAccessKeyId",
            "StringToSign",
            "SignatureProvided",
            "StringToSignBytes",
            "CanonicalRequest",
            "CanonicalRequestBytes");
    assertThat(answer.details().get(3).text()).startsWith("41 57 53 34 2d");
  }

  @Test
  void amazonsFieldsMustBeSignedForObjects() {
    Fields more = Fields.of("x-amz-acl", "public-read");
    Refusal refusal = refusal(SignedService.S3, RIGHT, "20261121T100000Z", more);
    Answer answer = ObjectAnswers.of(refusal);
    assertThat(answer.code()).isEqualTo("AccessDenied");
    assertThat(answer.details())
        .containsExactly(new Answer.Detail("HeadersNotSigned", "x-amz-acl"));
  }

  @Test
  void theHostMustBeSigned() {
    String header = RIGHT.replace("host;", "");
    Answer answer =
        TableAnswers.of(refusal(SignedService.DYNAMODB, header, "20261121T100000Z", null));
    assertThat(answer.message())
        .isEqualTo("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
  }

  @Test
  void aHeaderWithoutADateTellsSoWithAllThatIsMissing() {
    Fields fields = Fields.of("authorization", "AWS4- Signature=b");
    SignedRequest request = new SignedRequest("POST", "h", "/", null, fields, Hashes.OF_NOTHING);
    assertThat(TableAnswers.of(refusal(SignedService.DYNAMODB, request)).message())
        .isEqualTo(
            "Authorization header requires 'Credential' parameter. Authorization header requires"
                + " 'SignedHeaders' parameter. Authorization header requires existence of either a"
                + " 'X-Amz-Date' or a 'Date' header. Authorization=AWS4- Signature=b");
    fields.set("authorization", "AWS4-HMAC-SHA256 Credential=c, Signature=s, SignedHeaders=h");
    assertThat(TableAnswers.of(refusal(SignedService.DYNAMODB, request)).message())
        .isEqualTo(
            "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. "
                + "Authorization=AWS4-HMAC-SHA256 Credential=c, Signature=s, SignedHeaders=h");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "X-Amz-Algorithm|'X-Amz-Algorithm' 'X-Amz-Credential' 'X-Amz-Signature'"
            + " 'X-Amz-SignedHeaders' 'X-Amz-Date'",
        "X-Amz-Algorithm=a&X-Amz-Credential=b&X-Amz-Date=x|'X-Amz-Signature' 'X-Amz-SignedHeaders'"
      })
  void aQueryTellsWhatItLacks(String query, String lacking) {
    SignedRequest request =
        new SignedRequest("POST", "h", "/", query, new Fields(), Hashes.OF_NOTHING);
    Answer answer = TableAnswers.of(refusal(SignedService.DYNAMODB, request));
    assertThat(answer.code()).isEqualTo("IncompleteSignatureException");
    assertThat(answer.message())
        .isEqualTo(
            lacking.replaceAll("('\\S+') ?", "AWS query-string parameters must include $1. ")
                + "Re-examine the query-string parameters.");
  }

  @ParameterizedTest
  @CsvSource({
    "604801, X-Amz-Expires must be less than a week (in seconds); that is%",
    "-1, X-Amz-Expires must be non-negative%",
    "x, X-Amz-Expires should be a number%"
  })
  void aDurationThatNoPresignedUrlCanHave(String expires, String text) {
    String query =
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=A/20261121/us-east-1/s3/aws4_request"
            + "&X-Amz-Date=20261121T100000Z&X-Amz-SignedHeaders=host&X-Amz-Signature=0"
            + "&X-Amz-Expires="
            + expires;
    Answer answer =
        ObjectAnswers.of(
            refusal(
                SignedService.S3, new SignedRequest("GET", "h", "/", query, new Fields(), null)));
    assertThat(answer.code()).isEqualTo("AuthorizationQueryParametersError");
    assertThat(answer.message()).startsWith(text.replace("%", ""));
  }

  private static Refusal refusal(
      SignedService service, String header, String date, @Nullable Fields more) {
    Fields fields =
        Fields.of(
            "authorization",
            header.replace("SERVICE", service.name()),
            "x-amz-date",
            date,
            "x-amz-content-sha256",
            "UNSIGNED-PAYLOAD");
    fields.addAll(more == null ? Fields.EMPTY : more);
    return refusal(service, new SignedRequest("POST", "h:9000", "/", null, fields, hash(service)));
  }

  private static @Nullable String hash(SignedService service) {
    return service.content() == SignedService.Content.HASHED ? Hashes.OF_NOTHING : null;
  }

  private static Refusal refusal(SignedService service, SignedRequest request) {
    try {
      Claim claim = ClaimReader.read(request);
      if (claim == null) {
        return new Refusal.Missing();
      }
      Verification verification = new Verification(service, new SigningKeys());
      verification.checkClaim(claim, request, NOW);
      verification.checkSignature(claim, request, "secret");
    } catch (RefusedException e) {
      return e.refusal();
    }
    throw new AssertionError("believed: " + request);
  }
}
