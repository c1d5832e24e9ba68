package dev.skerry.edge.sync;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.skerry.edge.config.BucketOrigin;
import dev.skerry.edge.config.CertificatePair;
import dev.skerry.edge.config.OriginTls;
import dev.skerry.edge.config.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Who an edge is in its fleet: its name, its key and certificate, and whom it trusts. Kept in one
 * file that only its owner may read, so that key and certificate are replaced together.
 *
 * @param edge its name
 * @param chain its certificate first, the CA's last
 */
public record EdgeIdentity(
    String edge, PrivateKey key, List<X509Certificate> chain, X509Certificate ca) {
  private static final char[] NO_PASSWORD = {};

  /** Keeps a copy. */
  public EdgeIdentity {
    chain = List.copyOf(chain);
  }

  /** Where it is kept in a folder of following. */
  private static Path file(Path folder) {
    return folder.resolve("identity");
  }

  /**
   * The identity that is kept there; null for none.
   *
   * @throws IOException if it cannot be read; the message says what to do
   */
  public static @Nullable EdgeIdentity read(Path folder) throws IOException {
    Path file = file(folder);
    if (Files.notExists(file)) {
      return null;
    }
    try {
      Members members = WireJson.read(Files.readAllBytes(file));
      PrivateKey key = EdgeKey.read(members.text("key"));
      EdgeIdentity identity =
          of(
              new Joining.Identity(
                  members.text("edge"), members.text("certificates"), members.text("ca")),
              key);
      members.end();
      return identity;
    } catch (SyncException e) {
      throw new IOException(
          file + " is damaged: delete it and join again with a new token: " + e.getMessage(), e);
    }
  }

  /**
   * What the control plane has given for a key.
   *
   * @throws SyncException if it is no identity
   */
  static EdgeIdentity of(Joining.Identity given, PrivateKey key) throws SyncException {
    List<X509Certificate> chain = certificates(given.certificates());
    List<X509Certificate> ca = certificates(given.ca());
    if (chain.isEmpty() || ca.size() != 1) {
      throw new SyncException("an identity without a certificate");
    }
    return new EdgeIdentity(given.edge(), key, chain, ca.getFirst());
  }

  private static List<X509Certificate> certificates(String pem) throws SyncException {
    try {
      List<X509Certificate> certificates = new ArrayList<>();
      for (Certificate each :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem.getBytes(US_ASCII)))) {
        certificates.add((X509Certificate) each);
      }
      return certificates;
    } catch (GeneralSecurityException e) {
      throw new SyncException("no certificates: " + e.getMessage());
    }
  }

  /** Keeps it instead of the one before, given what the control plane sent of it. */
  static void write(Path folder, Joining.Identity given, PrivateKey key) throws IOException {
    PrivateFile.folder(folder);
    PrivateFile.replace(
        file(folder),
        WireJson.write(
            WireJson.object()
                .put("edge", given.edge())
                .put("certificates", given.certificates())
                .put("ca", given.ca())
                .put("key", EdgeKey.write(key))));
  }

  /** TLS as this edge, to the control planes of its fleet. */
  SSLContext context() throws GeneralSecurityException, IOException {
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    own.setKeyEntry("edge", key, NO_PASSWORD, chain.toArray(new Certificate[0]));
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(own, NO_PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        keys.getKeyManagers(),
        new TrustManager[] {new FleetTrust(FleetTrust.fingerprint(ca))},
        null);
    return context;
  }

  /** TLS as nobody yet, to the control planes of the fleet that a token names. */
  static SSLContext contextOf(JoinToken token) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new FleetTrust(token.caFingerprint())}, null);
    return context;
  }

  /** TLS as this edge, for the pools of origins that its fleet's control planes are. */
  public OriginTls originTls() {
    StringBuilder certificates = new StringBuilder();
    chain.forEach(each -> certificates.append(EdgeKey.write(each)));
    return new OriginTls(
        true,
        EdgeKey.write(ca),
        new CertificatePair(edge, certificates.toString(), new Secret(EdgeKey.write(key))),
        BucketOrigin.SERVER_NAME);
  }

  /** When its certificate ends. */
  public Instant until() {
    return chain.getFirst().getNotAfter().toInstant();
  }

  /** When it is to be renewed: after two thirds of its life. */
  Instant renewAt() {
    Instant from = chain.getFirst().getNotBefore().toInstant();
    return from.plusMillis((until().toEpochMilli() - from.toEpochMilli()) / 3 * 2);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "EdgeIdentity[" + edge + ", until " + until() + "]";
  }
}
