package dev.skerry.origin.access.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What S3 answers to requests that it does not believe ("Error responses" in the Amazon S3 API
 * reference).
 */
public final class ObjectAnswers {
  private static final String DENIED = "AccessDenied";
  private static final String ARGUMENT = "InvalidArgument";

  private ObjectAnswers() {}

  /** The answer for a reason. */
  public static Answer of(Refusal refusal) {
    return switch (refusal) {
      case Refusal.Missing _ -> Answer.of(403, DENIED, "Access Denied");
      case Refusal.TwoMechanisms(String authorization) ->
          argument(
              "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature"
                  + " query string parameter or the Authorization header should be specified",
              "Authorization",
              authorization);
      case Refusal.OtherAlgorithm other -> otherAlgorithm(other);
      case Refusal.MalformedPart(String part, _) ->
          Malformed.answer(
              Place.HEADER, "the authorization component \"" + part + "\" is malformed.");
      case Refusal.MissingParts missing -> Malformed.missing(missing);
      case Refusal.MalformedCredential(Place place, _) ->
          Malformed.answer(
              place,
              "the Credential is mal-formed; expecting"
                  + " \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".");
      case Refusal.MissingDate _ -> noDate();
      case Refusal.MalformedDate(Place place, _) ->
          place == Place.HEADER ? noDate() : Malformed.date(place);
      case Refusal.MalformedExpiry(_, Refusal.MalformedExpiry.Fault fault) ->
          Malformed.expiry(fault);
      case Refusal.WrongScope(Place place, var problems) ->
          Malformed.scope(place, problems.getFirst());
      case Refusal.Skewed skewed -> skewed(skewed);
      case Refusal.MalformedUrl(String what) -> Answer.of(403, DENIED, what);
      case Refusal.Expired(_, Instant signedAt, Duration expires, Instant now) ->
          Answer.of(
              403,
              DENIED,
              "Request has expired",
              "X-Amz-Expires",
              Long.toString(expires.toSeconds()),
              "Expires",
              signedAt.plus(expires).toString(),
              "ServerTime",
              time(now));
      case Refusal.UnsignedFields(var names) ->
          Answer.of(
              403,
              DENIED,
              "There were headers present in the request which were not signed",
              "HeadersNotSigned",
              String.join(", ", names));
      case Refusal.MissingContentHash _ ->
          Answer.of(
              400,
              "InvalidRequest",
              "Missing required header for this request: x-amz-content-sha256");
      case Refusal.MalformedContentHash(String sent) ->
          argument(
              "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER,"
                  + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD,"
                  + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER,"
                  + " STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD,"
                  + " STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER or a valid sha256 value.",
              "x-amz-content-sha256",
              sent);
      case Refusal.WrongContentHash(String sent, String computed) ->
          Answer.of(
              400,
              "XAmzContentSHA256Mismatch",
              "The provided 'x-amz-content-sha256' header does not match what was computed.",
              "ClientComputedContentSHA256",
              sent,
              "S3ComputedContentSHA256",
              computed);
      case Refusal.UnknownKey(String keyId) ->
          Answer.of(
              403,
              "InvalidAccessKeyId",
              "The AWS Access Key Id you provided does not exist in our records.",
              "AWSAccessKeyId",
              keyId);
      case Refusal.UnknownToken(String token) ->
          Answer.of(
              400,
              "InvalidToken",
              "The provided token is malformed or otherwise invalid.",
              "Token-0",
              token);
      case Refusal.WrongSignature wrong -> wrongSignature(wrong);
    };
  }

  private static Answer otherAlgorithm(Refusal.OtherAlgorithm other) {
    return switch (other.place()) {
      case QUERY -> Malformed.parameters("X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"");
      case FORM ->
          argument(
              "X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"",
              "x-amz-algorithm",
              other.sent());
      case HEADER ->
          other.scheme().equals("AWS")
              ? Answer.of(
                  400,
                  "InvalidRequest",
                  "The authorization mechanism you have provided is not supported. Please use"
                      + " AWS4-HMAC-SHA256.")
              : argument("Unsupported Authorization Type", "Authorization", other.sent());
    };
  }

  private static Answer noDate() {
    return Answer.of(403, DENIED, "AWS authentication requires a valid Date or x-amz-date header");
  }

  private static Answer skewed(Refusal.Skewed skewed) {
    if (skewed.place() == Place.QUERY && skewed.signedAt().isAfter(skewed.now())) {
      return Answer.of(403, DENIED, "Request is not valid yet", "ServerTime", time(skewed.now()));
    }
    return Answer.of(
        403,
        "RequestTimeTooSkewed",
        "The difference between the request time and the current time is too large.",
        "RequestTime",
        skewed.timestamp(),
        "ServerTime",
        time(skewed.now()),
        "MaxAllowedSkewMilliseconds",
        Long.toString(skewed.allowed().toMillis()));
  }

  private static Answer wrongSignature(Refusal.WrongSignature wrong) {
    String message =
        "The request signature we calculated does not match the signature you provided. Check your"
            + " key and signing method.";
    if (wrong.canonicalRequest().isEmpty()) {
      return Answer.of(
          403,
          "SignatureDoesNotMatch",
          message,
          "AWSAccessKeyId",
          wrong.keyId(),
          "StringToSign",
          wrong.stringToSign(),
          "SignatureProvided",
          wrong.signature(),
          "StringToSignBytes",
          octets(wrong.stringToSign()));
    }
    return Answer.of(
        403,
        "SignatureDoesNotMatch",
        message,
        "AWSAccessKeyId",
        wrong.keyId(),
        "StringToSign",
        wrong.stringToSign(),
        "SignatureProvided",
        wrong.signature(),
        "StringToSignBytes",
        octets(wrong.stringToSign()),
        "CanonicalRequest",
        wrong.canonicalRequest(),
        "CanonicalRequestBytes",
        octets(wrong.canonicalRequest()));
  }

  static Answer argument(String message, String name, String value) {
    return Answer.of(400, ARGUMENT, message, "ArgumentName", name, "ArgumentValue", value);
  }

  private static String time(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String octets(String text) {
    byte[] octets = text.getBytes(ISO_8859_1);
    return IntStream.range(0, octets.length)
        .mapToObj(i -> "%02x".formatted(octets[i]))
        .collect(Collectors.joining(" "));
  }
}
