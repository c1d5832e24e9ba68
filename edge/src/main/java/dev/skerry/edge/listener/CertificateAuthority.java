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
import java.security.PublicKey;
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
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * An authority that issues certificates of servers and of clients (RFC 5280), on the elliptic curve
 * P-256. May be used by any thread.
 */
public final class CertificateAuthority {
  private static final Duration OWN_LIFETIME = Duration.ofDays(3650);
  private static final Duration LEFT_AT_LEAST = Duration.ofDays(400);

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
  public record Issued(String certificatePem, String keyPem, BigInteger serial) {}

  /**
   * For whom a certificate is.
   *
   * @param name for people, and for who knows it by that: letters, digits, dots, hyphens and
   *     underscores, and blanks
   * @param hosts host names, wildcards or addresses
   * @param lifetime from now
   */
  public record Subject(String name, List<String> hosts, Duration lifetime) {
    /** Refuses names that would have to be quoted. */
    public Subject {
      checkName(name);
      hosts = List.copyOf(hosts);
    }
  }

  private CertificateAuthority(
      X509CertificateHolder certificate, PrivateKey key, InstantSource clock) {
    this.certificate = certificate;
    this.key = key;
    this.clock = clock;
  }

  /**
   * A new authority with a name of its own, so that browsers never mistake one for another.
   *
   * @param name what its name begins with: letters, digits, dots, hyphens, underscores and blanks
   */
  public static CertificateAuthority create(String name, InstantSource clock) {
    checkName(name);
    try {
      KeyPair pair = newKeyPair();
      byte[] mark = new byte[4];
      RANDOM.nextBytes(mark);
      X500Name own = new X500Name("O=Skerry,CN=" + name + ' ' + HexFormat.of().formatHex(mark));
      X509v3CertificateBuilder builder = builder(own, own, pair.getPublic(), OWN_LIFETIME, clock);
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
    CertificateAuthority known = of(certificatePem, keyPem, clock);
    Instant end = known.certificate.getNotAfter().toInstant();
    return end.isBefore(clock.instant().plus(LEFT_AT_LEAST)) ? null : known;
  }

  /**
   * The authority that was made before.
   *
   * @throws IllegalArgumentException if it cannot be read
   */
  public static CertificateAuthority of(String certificatePem, String keyPem, InstantSource clock) {
    KeyMaterial material =
        KeyMaterial.of(new CertificatePair("ca.pem", certificatePem, new Secret(keyPem)));
    return of(material.chain().getFirst(), material.key(), clock);
  }

  private static CertificateAuthority of(
      X509Certificate certificate, PrivateKey key, InstantSource clock) {
    try {
      return new CertificateAuthority(new JcaX509CertificateHolder(certificate), key, clock);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("ca.pem: " + e.getMessage(), e);
    }
  }

  /** Its own certificate, for who is to trust it. */
  public X509Certificate certificate() {
    return java(certificate);
  }

  /** Its own certificate, PEM. */
  public String certificatePem() {
    return pem(certificate);
  }

  /** Its private key, PEM of PKCS #8. */
  public String keyPem() {
    return keyPem(key);
  }

  /** Issues one certificate for a server, with a new key. */
  public Issued issueServer(Subject subject) {
    try {
      KeyPair pair = newKeyPair();
      X509CertificateHolder issued =
          issue(subject, pair.getPublic(), KeyPurposeId.id_kp_serverAuth);
      return issued(issued, pair);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Issues one certificate for a client with a key of its own. */
  public Issued issueClient(Subject subject) {
    try {
      KeyPair pair = newKeyPair();
      X509CertificateHolder issued =
          issue(subject, pair.getPublic(), KeyPurposeId.id_kp_clientAuth);
      return issued(issued, pair);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Issued issued(X509CertificateHolder certificate, KeyPair pair) {
    return new Issued(pem(certificate), keyPem(pair.getPrivate()), certificate.getSerialNumber());
  }

  /** Issues one certificate for a client that has shown that it has the key. */
  public X509Certificate issueClient(Subject subject, PublicKey itsKey) {
    return java(issue(subject, itsKey, KeyPurposeId.id_kp_clientAuth));
  }

  private X509CertificateHolder issue(Subject subject, PublicKey itsKey, KeyPurposeId purpose) {
    try {
      X500Name name = new X500Name("O=Skerry,CN=" + subject.name());
      X509v3CertificateBuilder builder =
          builder(certificate.getSubject(), name, itsKey, subject.lifetime(), clock);
      JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          extensions.createAuthorityKeyIdentifier(certificate));
      if (!subject.hosts().isEmpty()) {
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(
                subject.hosts().stream()
                    .map(CertificateAuthority::name)
                    .toArray(GeneralName[]::new)));
      }
      return sign(builder, key);
    } catch (GeneralSecurityException | CertIOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void checkName(String name) {
    if (!name.matches("[A-Za-z0-9._ -]{1,100}")) {
      throw new IllegalArgumentException(
          "a certificate's name of letters, digits, '.', '-', '_' and blanks, 100 at most,"
              + " found '"
              + name
              + "'");
    }
  }

  private static X509Certificate java(X509CertificateHolder holder) {
    try {
      return new JcaX509CertificateConverter().getCertificate(holder);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static GeneralName name(String name) {
    boolean address = NetUtil.isValidIpV4Address(name) || NetUtil.isValidIpV6Address(name);
    return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name);
  }

  private static X509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, PublicKey itsKey, Duration lifetime, InstantSource clock) {
    Instant now = clock.instant();
    return new JcaX509v3CertificateBuilder(
        issuer,
        new BigInteger(127, RANDOM),
        Date.from(now.minus(CLOCK_SKEW)),
        Date.from(now.plus(lifetime)),
        subject,
        itsKey);
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
