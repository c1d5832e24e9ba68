package dev.skerry.origin.access.signature;

/**
 * What a signing key is good for: one day, one region, one service.
 *
 * @param date as {@code 20260102}, in UTC
 * @param region as {@code us-east-1}
 * @param service as {@code s3}
 * @param terminator {@value #TERMINATOR}, if it is right
 */
public record Scope(String date, String region, String service, String terminator) {
  /** The last part of every scope. */
  public static final String TERMINATOR = "aws4_request";

  /** A scope that ends as it should. */
  public Scope(String date, String region, String service) {
    this(date, region, service, TERMINATOR);
  }

  /** The parts with slashes between them, as they are signed. */
  @Override
  public String toString() {
    return date + '/' + region + '/' + service + '/' + terminator;
  }
}
