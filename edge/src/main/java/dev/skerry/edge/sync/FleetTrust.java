package dev.skerry.edge.sync;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trusts the control planes of one fleet: who shows a certificate for servers that the fleet's CA
 * has issued, and nobody else. That CA issues such certificates to control planes alone, so it does
 * not matter under which name one is reached.
 */
final class FleetTrust extends X509ExtendedTrustManager {
  private static final X509Certificate[] NONE = {};

  private final String caFingerprint;

  /** Trusts the fleet whose CA certificate has that SHA-256, in lower-case hexadecimal digits. */
  FleetTrust(String caFingerprint) {
    this.caFingerprint = caFingerprint;
  }

  static String fingerprint(X509Certificate certificate) throws CertificateException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new CertificateException(e);
    }
  }

  private void check(X509Certificate[] chain, String authType) throws CertificateException {
    X509Certificate ca = null;
    for (X509Certificate certificate : chain) {
      if (fingerprint(certificate).equals(caFingerprint)) {
        ca = certificate;
      }
    }
    if (ca == null) {
      throw new CertificateException(
          "it shows a certificate of another fleet's authority than this edge is to trust");
    }
    trusting(ca).checkServerTrusted(chain, authType);
  }

  private static X509TrustManager trusting(X509Certificate ca) throws CertificateException {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("ca", ca);
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(trusted);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509TrustManager checks) {
          return checks;
        }
      }
      throw new CertificateException("this Java cannot check certificates");
    } catch (GeneralSecurityException | IOException e) {
      throw new CertificateException(e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    check(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
      throws CertificateException {
    check(chain, authType);
  }

  @Override
  public void checkServerTrusted(
      X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
      throws CertificateException {
    check(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("an edge is no server for control planes");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(
      X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return NONE;
  }
}
