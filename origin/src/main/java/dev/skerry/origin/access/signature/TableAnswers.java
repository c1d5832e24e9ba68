package dev.skerry.origin.access.signature;

import static dev.skerry.origin.access.signature.Refusal.WrongScope.Part;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;

/**
 * What DynamoDB answers to requests that it does not believe, all with status 400 ("Common Errors"
 * in the DynamoDB API reference).
 */
public final class TableAnswers {
  private static final String INCOMPLETE = "IncompleteSignatureException";
  private static final String INVALID = "InvalidSignatureException";
  private static final String MISSING = "MissingAuthenticationTokenException";
  private static final String UNRECOGNIZED = "UnrecognizedClientException";
  private static final String NO_TOKEN = "Request is missing Authentication Token";

  private TableAnswers() {}

  /** The answer for a reason. */
  public static Answer of(Refusal refusal) {
    return switch (refusal) {
      case Refusal.Missing _, Refusal.MalformedUrl _ -> answer(MISSING, NO_TOKEN);
      case Refusal.TwoMechanisms _ ->
          answer(
              INVALID,
              "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP"
                  + " header.");
      case Refusal.OtherAlgorithm other -> otherAlgorithm(other);
      case Refusal.MalformedPart(String part, String sent) ->
          answer(
              INCOMPLETE,
              "'%s' not a valid key=value pair (missing equal-sign) in Authorization header: '%s'."
                  .formatted(part, sent));
      case Refusal.MissingParts parts -> answer(INCOMPLETE, missing(parts));
      case Refusal.MalformedCredential(_, String credential) ->
          answer(
              INCOMPLETE,
              "Credential must have exactly 5 slash-delimited elements, e.g."
                  + " keyid/date/region/service/term, got '"
                  + credential
                  + "'");
      case Refusal.MissingDate(String sent) -> answer(INCOMPLETE, NO_DATE + sent(sent));
      case Refusal.MalformedDate(_, String date) ->
          answer(
              INCOMPLETE,
              "Date must be in ISO-8601 'basic format'. Got '"
                  + date
                  + "'. See http://en.wikipedia.org/wiki/ISO_8601");
      case Refusal.MalformedExpiry(String expires, _) ->
          answer(INCOMPLETE, "Invalid X-Amz-Expires value: '" + expires + "'");
      case Refusal.WrongScope wrong ->
          answer(
              INVALID,
              wrong.problems().stream().map(TableAnswers::scope).collect(Collectors.joining()));
      case Refusal.Skewed s -> answer(INVALID, skewed(s));
      case Refusal.Expired(String timestamp, _, Duration expires, Instant now) ->
          answer(INVALID, expired(timestamp, now, expires));
      case Refusal.UnsignedFields _ ->
          answer(
              INVALID, "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
      case Refusal.UnknownKey _, Refusal.UnknownToken _ ->
          answer(UNRECOGNIZED, "The security token included in the request is invalid.");
      case Refusal.MissingContentHash _,
          Refusal.MalformedContentHash _,
          Refusal.WrongContentHash _,
          Refusal.WrongSignature _ ->
          answer(
              INVALID,
              "The request signature we calculated does not match the signature you provided."
                  + " Check your AWS Secret Access Key and signing method. Consult the service"
                  + " documentation for details.");
    };
  }

  private static final String NO_DATE =
      "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ";

  private static Answer answer(String code, String message) {
    return Answer.of(400, code, message);
  }

  private static Answer otherAlgorithm(Refusal.OtherAlgorithm other) {
    if (other.place() == Place.HEADER && !other.scheme().startsWith("AWS4-")) {
      return answer(MISSING, NO_TOKEN);
    }
    if (!other.missing().isEmpty()) {
      return answer(
          INCOMPLETE,
          missing(new Refusal.MissingParts(other.place(), other.missing(), other.sent())));
    }
    return answer(
        INCOMPLETE,
        "Unsupported AWS 'algorithm': '" + other.scheme() + "' (only AWS4-HMAC-SHA256 for now). ");
  }

  private static String missing(Refusal.MissingParts missing) {
    if (missing.place() == Place.HEADER) {
      return missing.parts().stream()
              .map(
                  part ->
                      part.equals("X-Amz-Date")
                          ? NO_DATE
                          : "Authorization header requires '" + part + "' parameter. ")
              .collect(Collectors.joining())
          + sent(missing.sent());
    }
    return missing.parts().stream()
            .map(part -> "AWS query-string parameters must include '" + part + "'. ")
            .collect(Collectors.joining())
        + "Re-examine the query-string parameters.";
  }

  private static String sent(String field) {
    return "Authorization=" + field;
  }

  private static String scope(Refusal.WrongScope.Problem problem) {
    return switch (problem.part()) {
      case Part.REGION ->
          "Credential should be scoped to a valid region, not '" + problem.found() + "'. ";
      case Part.SERVICE ->
          "Credential should be scoped to correct service: '" + problem.expected() + "'. ";
      case Part.TERMINATOR ->
          "Credential should be scoped with a valid terminator: '%s', not '%s'. "
              .formatted(problem.expected(), problem.found());
      case Part.DATE ->
          ("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
                  + " HTTP: '%s' != '%s', from '%s'. ")
              .formatted(problem.found(), problem.expected(), problem.timestamp());
    };
  }

  private static String skewed(Refusal.Skewed skewed) {
    if (skewed.signedAt().isBefore(skewed.now())) {
      return expired(skewed.timestamp(), skewed.now(), skewed.allowed());
    }
    return "Signature not yet current: %s is still later than %s (%s + %d min.)"
        .formatted(
            skewed.timestamp(),
            Timestamps.text(skewed.now().plus(skewed.allowed())),
            Timestamps.text(skewed.now()),
            skewed.allowed().toMinutes());
  }

  private static String expired(String timestamp, Instant now, Duration allowed) {
    return "Signature expired: %s is now earlier than %s (%s - %d min.)"
        .formatted(
            timestamp,
            Timestamps.text(now.minus(allowed)),
            Timestamps.text(now),
            allowed.toMinutes());
  }
}
