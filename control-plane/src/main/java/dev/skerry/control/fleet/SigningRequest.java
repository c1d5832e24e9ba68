package dev.skerry.control.fleet;

import dev.skerry.control.fleet.JoinException.Kind;
import java.io.IOException;
import java.io.StringReader;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;

/** What an edge asks a certificate with (PKCS #10, RFC 2986). */
final class SigningRequest {
  private static final int MOST_CHARACTERS = 8_192;
  private static final ASN1ObjectIdentifier P_256 = X9ObjectIdentifiers.prime256v1;

  private SigningRequest() {}

  /**
   * The key of a request: who asks has shown that it is his. Everything else in it is of no
   * account: what a certificate says is the control plane's to choose.
   *
   * @throws JoinException if it is no request, or of another kind of key than P-256
   */
  static PublicKey key(String pem) throws JoinException {
    if (pem.length() > MOST_CHARACTERS) {
      throw wrong("has " + pem.length() + " characters, expected at most " + MOST_CHARACTERS);
    }
    try (PEMParser parser = new PEMParser(new StringReader(pem))) {
      if (!(parser.readObject() instanceof PKCS10CertificationRequest request)) {
        throw wrong("is none in PEM");
      }
      SubjectPublicKeyInfo asked = request.getSubjectPublicKeyInfo();
      if (!X9ObjectIdentifiers.id_ecPublicKey.equals(asked.getAlgorithm().getAlgorithm())
          || !P_256.equals(asked.getAlgorithm().getParameters())) {
        throw wrong("is for another kind of key, expected one on the elliptic curve P-256");
      }
      PublicKey key = new JcaPEMKeyConverter().getPublicKey(asked);
      if (!(key instanceof ECPublicKey)
          || !request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
        throw wrong("is not signed by the key that it is for");
      }
      return key;
    } catch (IOException
        | PKCSException
        | OperatorCreationException
        | IllegalArgumentException
        | IllegalStateException e) {
      throw wrong("cannot be read: " + e.getMessage());
    }
  }

  private static JoinException wrong(String how) {
    return new JoinException(Kind.WRONG, "the certificate signing request " + how);
  }
}
