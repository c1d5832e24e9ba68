package dev.skerry.origin.access.signature;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is signed of a request by version 2: its method, three fields, those of Amazon's, and what
 * it is for. A URL may hold fields of those as parameters, which are signed as fields.
 */
public final class Version2Text {
  private static final String AMAZONS = "x-amz-";

  /** The parameters that say what of a bucket or object is meant, or what is to be answered. */
  private static final Set<String> SIGNED_PARAMETERS =
      Set.of(
          "accelerate",
          "acl",
          "analytics",
          "cors",
          "delete",
          "inventory",
          "lifecycle",
          "location",
          "logging",
          "metrics",
          "notification",
          "object-lock",
          "partNumber",
          "policy",
          "replication",
          "requestPayment",
          "response-cache-control",
          "response-content-disposition",
          "response-content-encoding",
          "response-content-language",
          "response-content-type",
          "response-expires",
          "restore",
          "select",
          "select-type",
          "tagging",
          "torrent",
          "uploadId",
          "uploads",
          "versionId",
          "versioning",
          "versions",
          "website");

  private Version2Text() {}

  /** Whether a parameter of that name is signed. */
  public static boolean signs(String parameter) {
    return SIGNED_PARAMETERS.contains(parameter);
  }

  /**
   * The text in its forms, one char per octet: clients sign a bucket's path also with a slash at
   * its end where they send none.
   *
   * @param bucket {@code /BUCKET} where that is in the host's name, else empty
   */
  public static List<String> of(Version2Claim claim, SignedRequest request, String bucket) {
    String path = bucket + request.path();
    String head = head(claim, request);
    String parameters = parameters(QueryParameters.of(request.query()));
    boolean bucketOnly = path.length() > 1 && path.indexOf('/', 1) < 0;
    return bucketOnly
        ? List.of(head + path + parameters, head + path + '/' + parameters)
        : List.of(head + path + parameters);
  }

  private static String head(Version2Claim claim, SignedRequest request) {
    QueryParameters query = QueryParameters.of(request.query());
    boolean presigned = claim.place() == Place.QUERY;
    StringBuilder text = new StringBuilder(request.method()).append('\n');
    for (String name : List.of("content-md5", "content-type")) {
      String value = request.canonicalField(name);
      boolean told = presigned && value.isEmpty();
      text.append(told ? Objects.requireNonNullElse(query.first(name), "") : value).append('\n');
    }
    text.append(claim.date()).append('\n');
    amazons(request, presigned ? query : QueryParameters.of(null))
        .forEach((name, value) -> text.append(name).append(':').append(value).append('\n'));
    return text.toString();
  }

  private static Map<String, String> amazons(SignedRequest request, QueryParameters query) {
    Map<String, String> fields = new TreeMap<>();
    query.all().stream()
        .filter(parameter -> parameter.name().startsWith(AMAZONS))
        // One that is there twice is not what was signed, whichever of them would be meant.
        .forEach(
            parameter -> fields.merge(parameter.name(), parameter.value(), (a, b) -> a + ',' + b));
    request
        .fields()
        .forEach(
            (name, _) -> {
              if (name.startsWith(AMAZONS)) {
                fields.put(name, request.canonicalField(name));
              }
            });
    return fields;
  }

  private static String parameters(QueryParameters query) {
    String signed =
        query.all().stream()
            .filter(parameter -> SIGNED_PARAMETERS.contains(parameter.name()))
            .sorted(Comparator.comparing(QueryParameters.Parameter::name))
            .map(
                parameter ->
                    parameter.value().isEmpty()
                        ? parameter.name()
                        : parameter.name() + '=' + parameter.value())
            .collect(Collectors.joining("&"));
    return signed.isEmpty() ? "" : '?' + signed;
  }
}
