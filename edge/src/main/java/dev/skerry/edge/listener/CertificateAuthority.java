package dev.skerry.edge.listener;

import dev.skerry.edge.config.CertificatePair;
import dev.skerry.edge.config.Secret;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** An authority that issues server certificates (RFC 5280), on the elliptic curve P-256. */
final class CertificateAuthority {
  private static final Duration OWN_LIFETIME = Duration.ofDays(3650);
  private static final Duration LEFT_AT_LEAST = Duration.ofDays(400);

  /** Browsers refuse certificates that last longer. */
  private static final Duration ISSUED_LIFETIME = Duration.ofDays(397);

  private static final Duration CLOCK_SKEW = Duration.ofDays(1);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final X509CertificateHolder certificate;
  private final PrivateKey key;
  private final InstantSource clock;

  /**
   * What was issued.
   *
   * @param keyPem PKCS #8
   */
  record Issued(String certificatePem, String keyPem) {}

  private CertificateAuthority(
      X509CertificateHolder certificate, PrivateKey key, InstantSource clock) {
    this.certificate = certificate;
    this.key = key;
    this.clock = clock;
  }

  /** A new authority with a name of its own, so that browsers never mistake one for another. */
  static CertificateAuthority create(InstantSource clock) {
    try {
      KeyPair pair = newKeyPair();
      byte[] mark = new byte[4];
      RANDOM.nextBytes(mark);
      X500Name name =
          new X500Name("O=Skerry,CN=Skerry development CA " + HexFormat.of().formatHex(mark));
      X509v3CertificateBuilder builder = builder(name, name, pair, OWN_LIFETIME, clock);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
      return new CertificateAuthority(sign(builder, pair.getPrivate()), pair.getPrivate(), clock);
    } catch (GeneralSecurityException | CertIOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The authority of these files, or null if it ends too soon to be of use. */
  static @Nullable CertificateAuthority load(
      String certificatePem, String keyPem, InstantSource clock) {
    KeyMaterial material =
        KeyMaterial.of(new CertificatePair("ca.pem", certificatePem, new Secret(keyPem)));
    X509Certificate own = material.chain().getFirst();
    if (own.getNotAfter().toInstant().isBefore(clock.instant().plus(LEFT_AT_LEAST))) {
      return null;
    }
    try {
      return new CertificateAuthority(new JcaX509CertificateHolder(own), material.key(), clock);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("ca.pem: " + e.getMessage(), e);
    }
  }

  String certificatePem() {
    return pem(certificate);
  }

  String keyPem() {
    return keyPem(key);
  }

  /** Issues one certificate for all the names: host names, wildcards or addresses. */
  Issued issue(List<String> names) {
    try {
      KeyPair pair = newKeyPair();
      X500Name subject = new X500Name("O=Skerry,CN=Skerry development");
      X509v3CertificateBuilder builder =
          builder(certificate.getSubject(), subject, pair, ISSUED_LIFETIME, clock);
      JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          extensions.createAuthorityKeyIdentifier(certificate));
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(
              names.stream().map(CertificateAuthority::name).toArray(GeneralName[]::new)));
      return new Issued(pem(sign(builder, key)), keyPem(pair.getPrivate()));
    } catch (GeneralSecurityException | CertIOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static GeneralName name(String name) {
    boolean address = NetUtil.isValidIpV4Address(name) || NetUtil.isValidIpV6Address(name);
    return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name);
  }

  private static X509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, KeyPair pair, Duration lifetime, InstantSource clock) {
    Instant now = clock.instant();
    return new JcaX509v3CertificateBuilder(
        issuer,
        new BigInteger(127, RANDOM),
        Date.from(now.minus(CLOCK_SKEW)),
        Date.from(now.plus(lifetime)),
        subject,
        pair.getPublic());
  }

  private static X509CertificateHolder sign(X509v3CertificateBuilder builder, PrivateKey key) {
    try {
      return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key));
    } catch (OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair newKeyPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
    return generator.generateKeyPair();
  }

  private static String keyPem(PrivateKey key) {
    try {
      return pem(new JcaPKCS8Generator(key, null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pem(Object part) {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(part);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
