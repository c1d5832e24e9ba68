package dev.skerry.edge.listener;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.skerry.edge.config.CertificatePair;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/**
 * A certificate chain and its key, read from PEM.
 *
 * @param names the DNS names that the certificate is for, in lower case, wildcards as {@code
 *     *.example}
 */
record KeyMaterial(PrivateKey key, List<X509Certificate> chain, List<String> names) {
  private static final int DNS_NAME = 2;

  /**
   * Reads the material.
   *
   * @throws IllegalArgumentException if it cannot be read; the message names the file
   */
  static KeyMaterial of(CertificatePair pair) {
    try {
      List<X509Certificate> chain = chain(pair.chainPem());
      if (chain.isEmpty()) {
        throw new IllegalArgumentException(pair.file() + ": no certificate in it");
      }
      return new KeyMaterial(
          key(new String(pair.keyPem().utf8(), US_ASCII)), chain, names(chain.getFirst()));
    } catch (CertificateException | IOException e) {
      throw new IllegalArgumentException(pair.file() + ": " + e.getMessage(), e);
    }
  }

  private static List<X509Certificate> chain(String pem) throws CertificateException {
    List<X509Certificate> chain = new ArrayList<>();
    for (Certificate certificate :
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(pem.getBytes(US_ASCII)))) {
      chain.add((X509Certificate) certificate);
    }
    return chain;
  }

  private static PrivateKey key(String pem) throws IOException {
    JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
    try (PEMParser parser = new PEMParser(new StringReader(pem))) {
      for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
        if (part instanceof PrivateKeyInfo plain) {
          return converter.getPrivateKey(plain);
        }
        if (part instanceof PEMKeyPair pair) {
          return converter.getPrivateKey(pair.getPrivateKeyInfo());
        }
      }
    }
    throw new IOException("no private key without a password in it");
  }

  private static List<String> names(X509Certificate leaf) throws CertificateException {
    List<String> names = new ArrayList<>();
    Collection<List<?>> alternatives = leaf.getSubjectAlternativeNames();
    if (alternatives != null) {
      for (List<?> alternative : alternatives) {
        if (Integer.valueOf(DNS_NAME).equals(alternative.getFirst())
            && alternative.get(1) instanceof String name) {
          names.add(name.toLowerCase(Locale.ROOT));
        }
      }
    }
    return names;
  }
}
