package dev.skerry.edge.config.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.edge.config.CertificatePair;
import dev.skerry.edge.config.Secret;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A certificate and its key in two files outside of any document, which are checked as those are
 * that a document names.
 *
 * @param certificate PEM: the certificate, then those that issued it
 * @param key PEM: the certificate's key, without a passphrase
 */
public record CertificateFiles(Path certificate, Path key) {
  /**
   * Reads and checks them.
   *
   * @throws IOException if they cannot be used; names the file and says why
   */
  public CertificatePair read() throws IOException {
    String chain = text(certificate, Pem::checkCertificates);
    String secret = text(key, Pem::checkKey);
    if (!Pem.belongTogether(chain, secret)) {
      throw new IOException(
          "\"%s\" is not the key of the certificate in \"%s\"".formatted(key, certificate));
    }
    return new CertificatePair(certificate.toString(), chain, new Secret(secret));
  }

  private static String text(Path file, FileShape.Check check) throws IOException {
    byte[] content;
    try {
      content = Sources.of(Path.of("")).file(file.toString());
    } catch (IOException e) {
      throw new IOException("the file \"" + file + "\" cannot be read: " + e.getMessage(), e);
    }
    String text = new String(content, UTF_8);
    try {
      check.check(text);
    } catch (IllegalArgumentException e) {
      throw new IOException("the file \"" + file + "\" " + e.getMessage(), e);
    }
    return text;
  }
}
