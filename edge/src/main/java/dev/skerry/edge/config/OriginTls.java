package dev.skerry.edge.config;

import org.jspecify.annotations.Nullable;

/**
 * How origins are spoken to over TLS.
 *
 * @param verify whether the origin's certificate and name must be right
 * @param authorities certificates of the authorities to trust, PEM, or null for the system's
 * @param client what the edge identifies itself with, or null
 * @param serverName sent in SNI and checked, or null for the origin's host
 */
public record OriginTls(
    boolean verify,
    @Nullable String authorities,
    @Nullable CertificatePair client,
    @Nullable String serverName) {

  /** Verified against the system's authorities. */
  public static final OriginTls DEFAULT = new OriginTls(true, null, null, null);
}
