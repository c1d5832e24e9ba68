package dev.skerry.edge.config.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.jspecify.annotations.Nullable;

/** Checks certificates and keys in PEM (RFC 7468) before anybody relies on them. */
final class Pem {
  private Pem() {}

  static void checkCertificates(String pem) {
    try {
      if (certificates(pem).isEmpty()) {
        throw new IllegalArgumentException("holds no certificate in PEM");
      }
    } catch (CertificateException e) {
      throw new IllegalArgumentException("holds no certificate in PEM", e);
    }
  }

  static void checkKey(String pem) {
    key(pem);
  }

  /** Whether the key is that of the first certificate; both were checked before. */
  static boolean belongTogether(String chainPem, String keyPem) {
    try {
      PublicKey certified = certificates(chainPem).iterator().next().getPublicKey();
      PrivateKey key = key(keyPem);
      String algorithm =
          switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC", "ECDSA" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
          };
      byte[] message = {1, 2, 3};
      Signature signing = Signature.getInstance(algorithm);
      signing.initSign(key);
      signing.update(message);
      byte[] signature = signing.sign();
      Signature verifying = Signature.getInstance(algorithm);
      verifying.initVerify(certified);
      verifying.update(message);
      return verifying.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static Collection<? extends Certificate> certificates(String pem)
      throws CertificateException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static PrivateKey key(String pem) {
    try (PEMParser parser = new PEMParser(new StringReader(pem))) {
      JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
      for (Object entry = next(parser); entry != null; entry = next(parser)) {
        if (entry instanceof PEMKeyPair pair) {
          return converter.getPrivateKey(pair.getPrivateKeyInfo());
        }
        if (entry instanceof PrivateKeyInfo plain) {
          return converter.getPrivateKey(plain);
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("holds no private key in PEM that can be read", e);
    }
    throw new IllegalArgumentException("holds no private key in PEM without a passphrase");
  }

  private static @Nullable Object next(PEMParser parser) throws IOException {
    return parser.readObject();
  }
}
