package dev.skerry.origin.objects.policy;

/**
 * How a request is signed.
 *
 * @param version {@code AWS4-HMAC-SHA256} or {@code AWS}, which is version 2: {@code
 *     s3:signatureversion}
 * @param type {@code REST-HEADER}, {@code REST-QUERY-STRING} or {@code POST}: {@code s3:authType}
 * @param ageMillis since it was signed: {@code s3:signatureAge}
 */
public record SignedBy(String version, String type, long ageMillis) {}
