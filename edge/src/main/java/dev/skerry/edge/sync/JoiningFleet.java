package dev.skerry.edge.sync;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.CertificateException;

/** How an edge becomes one of a fleet, and stays one. */
public final class JoiningFleet {
  private JoiningFleet() {}

  /**
   * Joins, and keeps the identity.
   *
   * @param controlPlane its fleet port, {@code https://host:port}
   * @param name what the edge wants to be called
   * @param folder of following
   * @throws IOException if that is refused, or it cannot be reached; the message says which
   */
  public static EdgeIdentity join(URI controlPlane, JoinToken token, String name, Path folder)
      throws IOException, InterruptedException {
    KeyPair pair = EdgeKey.make();
    byte[] line = Joining.write(new Joining.Join(token.text(), EdgeKey.request(pair, name), name));
    try (HttpClient client = FleetCall.client(EdgeIdentity.contextOf(token))) {
      Joining.Identity given = Joining.identity(FleetCall.post(client, controlPlane, "join", line));
      EdgeIdentity identity = EdgeIdentity.of(given, pair.getPrivate());
      check(identity, pair, token.caFingerprint());
      EdgeIdentity.write(folder, given, pair.getPrivate());
      return identity;
    } catch (GeneralSecurityException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Gets another certificate for another key, and keeps it. */
  static EdgeIdentity renew(HttpClient client, URI controlPlane, EdgeIdentity old, Path folder)
      throws IOException, InterruptedException {
    KeyPair pair = EdgeKey.make();
    byte[] line = Joining.write(new Joining.Renew(EdgeKey.request(pair, old.edge())));
    Joining.Identity given = Joining.identity(FleetCall.post(client, controlPlane, "renew", line));
    EdgeIdentity identity = EdgeIdentity.of(given, pair.getPrivate());
    try {
      check(identity, pair, FleetTrust.fingerprint(old.ca()));
    } catch (CertificateException e) {
      throw new IOException(e.getMessage(), e);
    }
    EdgeIdentity.write(folder, given, pair.getPrivate());
    return identity;
  }

  private static void check(EdgeIdentity identity, KeyPair pair, String caFingerprint)
      throws SyncException, CertificateException {
    if (!identity.chain().getFirst().getPublicKey().equals(pair.getPublic())) {
      throw new SyncException("the control plane has given a certificate for another key");
    }
    if (!FleetTrust.fingerprint(identity.ca()).equals(caFingerprint)) {
      throw new SyncException("the control plane has given the certificate of another authority");
    }
  }
}
