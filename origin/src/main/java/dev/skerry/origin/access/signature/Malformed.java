package dev.skerry.origin.access.signature;

import static dev.skerry.origin.access.signature.Refusal.WrongScope.Part;

/** What S3 answers to signatures that it cannot read, by where they stand. */
final class Malformed {
  private static final String DATE_FORMAT =
      "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"";

  private Malformed() {}

  /** That a part is malformed. */
  static Answer answer(Place place, String what, String... details) {
    return switch (place) {
      case HEADER ->
          Answer.of(
              400,
              "AuthorizationHeaderMalformed",
              "The authorization header is malformed; " + what,
              details);
      case QUERY ->
          Answer.of(
              400,
              "AuthorizationQueryParametersError",
              "Error parsing the X-Amz-Credential parameter; " + what,
              details);
      case FORM -> Answer.of(400, "InvalidArgument", what, details);
    };
  }

  /** That a parameter of the query is wrong. */
  static Answer parameters(String message) {
    return Answer.of(400, "AuthorizationQueryParametersError", message);
  }

  static Answer missing(Refusal.MissingParts missing) {
    return switch (missing.place()) {
      case HEADER ->
          answer(
              Place.HEADER,
              "the authorization header requires three components: Credential, SignedHeaders, and"
                  + " Signature.");
      case QUERY ->
          parameters(
              "Query-string authentication version 4 requires the X-Amz-Algorithm,"
                  + " X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and"
                  + " X-Amz-Expires parameters.");
      case FORM -> {
        String name = missing.parts().getFirst();
        yield ObjectAnswers.argument(
            "Bucket POST must contain a field named '"
                + name
                + "'.  If it is specified, please check the order of the fields.",
            name,
            "");
      }
    };
  }

  static Answer date(Place place) {
    return place == Place.FORM
        ? Answer.of(400, "InvalidArgument", DATE_FORMAT)
        : parameters(DATE_FORMAT);
  }

  static Answer expiry(Refusal.MalformedExpiry.Fault fault) {
    return parameters(
        switch (fault) {
          case NOT_A_NUMBER -> "X-Amz-Expires should be a number";
          case NEGATIVE -> "X-Amz-Expires must be non-negative";
          case TOO_LONG ->
              "X-Amz-Expires must be less than a week (in seconds); that is, the given"
                  + " X-Amz-Expires must be less than 604800 seconds";
        });
  }

  static Answer scope(Place place, Refusal.WrongScope.Problem problem) {
    String found = problem.found();
    String expected = problem.expected();
    return switch (problem.part()) {
      case Part.REGION ->
          answer(
              place,
              "the region '" + found + "' is wrong; expecting '" + expected + "'",
              "Region",
              expected);
      case Part.SERVICE ->
          answer(
              place,
              "incorrect service \"%s\". This endpoint belongs to \"%s\"."
                  .formatted(found, expected));
      case Part.TERMINATOR ->
          answer(
              place,
              "incorrect terminal \"%s\". This endpoint uses \"%s\".".formatted(found, expected));
      case Part.DATE ->
          answer(
              place,
              "Invalid credential date \"%s\". This date is not the same as X-Amz-Date: \"%s\"."
                  .formatted(found, expected));
    };
  }
}
