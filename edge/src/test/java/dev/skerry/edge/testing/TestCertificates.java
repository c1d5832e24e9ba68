package dev.skerry.edge.testing;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A certificate authority of a test, and a certificate that it issued. */
public final class TestCertificates {
  private static final char[] NO_PASSWORD = {};

  private final KeyPair authorityKey;
  private final X509Certificate authority;
  private final KeyPair key;
  private final X509Certificate certificate;

  private TestCertificates(String name, Duration validFor) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    authorityKey = generator.generateKeyPair();
    authority =
        issue("CN=Test Authority", authorityKey, "CN=Test Authority", authorityKey, null, validFor);
    key = generator.generateKeyPair();
    certificate = issue("CN=leaf", key, "CN=Test Authority", authorityKey, name, validFor);
  }

  /** A certificate for a DNS name or a literal address. */
  public static TestCertificates of(String name) {
    return of(name, Duration.ofDays(1));
  }

  /** A certificate that is over. */
  public static TestCertificates expired(String name) {
    return of(name, Duration.ofDays(-1));
  }

  private static TestCertificates of(String name, Duration validFor) {
    try {
      return new TestCertificates(name, validFor);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** The authority's certificate, PEM. */
  public String authorityPem() {
    return pem(authority);
  }

  /** The certificate, PEM. */
  public String chainPem() {
    return pem(certificate);
  }

  /** The certificate's private key, PKCS #8, PEM. */
  public String keyPem() {
    try {
      return pem(new JcaPKCS8Generator(key.getPrivate(), null));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What a server needs that presents the certificate and trusts the authority. */
  public SSLContext serverContext() {
    try {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(null, null);
      keys.setKeyEntry("leaf", key.getPrivate(), NO_PASSWORD, new X509Certificate[] {certificate});
      KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("PKIX");
      keyManagers.init(keys, NO_PASSWORD);
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("authority", authority);
      TrustManagerFactory trustManagers = TrustManagerFactory.getInstance("PKIX");
      trustManagers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private static X509Certificate issue(
      String subject,
      KeyPair key,
      String issuer,
      KeyPair issuerKey,
      @Nullable String name,
      Duration validFor)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    Instant now = Instant.now();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            new X500Principal(issuer),
            new BigInteger(64, new SecureRandom()),
            Date.from(now.minus(Duration.ofDays(2))),
            Date.from(now.plus(name == null ? Duration.ofDays(1) : validFor)),
            new X500Principal(subject),
            key.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(name == null));
    if (name != null) {
      boolean address = Character.isDigit(name.charAt(0));
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(
              new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name)));
    }
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(
                new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey.getPrivate())));
  }

  private static String pem(Object object) {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return text.toString();
  }
}
