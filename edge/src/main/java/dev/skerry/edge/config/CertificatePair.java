package dev.skerry.edge.config;

/**
 * A certificate with its chain and private key.
 *
 * @param file the file of the certificate, for messages
 * @param chainPem the certificate first, then those that issued it, PEM
 * @param keyPem the private key, PKCS #8 or traditional PEM; prints as stars
 */
public record CertificatePair(String file, String chainPem, Secret keyPem) {
  /** Shows the file only. */
  @Override
  public String toString() {
    return "CertificatePair[" + file + "]";
  }
}
