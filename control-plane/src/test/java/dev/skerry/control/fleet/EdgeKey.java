package dev.skerry.control.fleet;

import java.io.IOException;
import java.io.StringWriter;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** A key as an edge makes one, and what it asks a certificate with. */
record EdgeKey(KeyPair pair) {
  static EdgeKey make() {
    return of("secp256r1");
  }

  /** A key on a named curve, or {@code RSA}. */
  static EdgeKey of(String kind) {
    try {
      boolean rsa = kind.equals("RSA");
      KeyPairGenerator generator = KeyPairGenerator.getInstance(rsa ? "RSA" : "EC");
      if (rsa) {
        generator.initialize(2_048);
      } else {
        generator.initialize(new ECGenParameterSpec(kind));
      }
      return new EdgeKey(generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  String request() {
    return requestSignedBy(this);
  }

  /** A request for this key that is signed by some key. */
  String requestSignedBy(EdgeKey signer) {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      String algorithm =
          signer.pair.getPrivate().getAlgorithm().equals("RSA")
              ? "SHA256withRSA"
              : "SHA256withECDSA";
      writer.writeObject(
          new JcaPKCS10CertificationRequestBuilder(
                  new X500Principal("CN=whatever"), pair.getPublic())
              .build(new JcaContentSignerBuilder(algorithm).build(signer.pair.getPrivate())));
    } catch (IOException | OperatorCreationException e) {
      throw new AssertionError(e);
    }
    return text.toString();
  }
}
