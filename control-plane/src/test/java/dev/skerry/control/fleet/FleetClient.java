package dev.skerry.control.fleet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.skerry.edge.sync.Directive;
import dev.skerry.edge.sync.Hello;
import dev.skerry.edge.sync.HelloForm;
import dev.skerry.edge.sync.Joining;
import dev.skerry.edge.sync.Joining.Identity;
import dev.skerry.edge.sync.LineReader;
import dev.skerry.edge.sync.Report;
import dev.skerry.edge.sync.SyncCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** An edge as far as the fleet port sees it: what it says is what a test has it say. */
final class FleetClient implements AutoCloseable {
  private static final char[] NO_PASSWORD = new char[0];

  private final HttpClient client;
  private final String base;

  private FleetClient(HttpClient client, InetSocketAddress port) {
    this.client = client;
    this.base = "https://localhost:" + port.getPort() + "/fleet/v1/";
  }

  /** Somebody who trusts an authority, and has no certificate. */
  static FleetClient stranger(InetSocketAddress port, X509Certificate authority) {
    return new FleetClient(client(authority, null, null), port);
  }

  /** An edge that has joined. */
  static FleetClient of(InetSocketAddress port, Identity identity, EdgeKey key) {
    List<X509Certificate> chain = chain(identity.certificates());
    return new FleetClient(client(chain.getLast(), key, chain), port);
  }

  private static List<X509Certificate> chain(String pem) {
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(pem.getBytes(US_ASCII)))
          .stream()
          .map(X509Certificate.class::cast)
          .toList();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static HttpClient client(
      X509Certificate authority, @Nullable EdgeKey key, @Nullable List<X509Certificate> chain) {
    try {
      KeyStore trusted = empty();
      trusted.setCertificateEntry("ca", authority);
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      KeyManager @Nullable [] keys = null;
      if (key != null && chain != null) {
        KeyStore own = empty();
        own.setKeyEntry(
            "own", key.pair().getPrivate(), NO_PASSWORD, chain.toArray(new Certificate[0]));
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(own, NO_PASSWORD);
        keys = factory.getKeyManagers();
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trust.getTrustManagers(), null);
      return HttpClient.newBuilder().sslContext(context).build();
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  HttpResponse<String> join(String token, EdgeKey key, String name) {
    return post("join", Joining.write(new Joining.Join(token, key.request(), name)));
  }

  HttpResponse<String> renew(EdgeKey key) {
    return post("renew", Joining.write(new Joining.Renew(key.request())));
  }

  HttpResponse<String> report(Report... reports) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (Report report : reports) {
      lines.writeBytes(SyncCodec.write(report));
    }
    return post("report", lines.toByteArray());
  }

  HttpResponse<String> post(String path, byte[] content) {
    return send(request(path).POST(BodyPublishers.ofByteArray(content)));
  }

  HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path));
  }

  /** What the control plane tells, line by line. */
  static final class Told implements AutoCloseable {
    private final InputStream stream;
    private final LineReader lines;

    private Told(InputStream stream) {
      this.stream = stream;
      this.lines = new LineReader(stream);
    }

    /** The next directive; null at the end. */
    @Nullable Directive next() throws IOException {
      byte[] line = lines.next();
      return line == null ? null : SyncCodec.directive(line);
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }

  /** Follows, where that is granted. */
  Told follow(Hello hello) throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        client.send(
            request("follow?" + HelloForm.query(hello)).build(), BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      throw new AssertionError("status " + response.statusCode());
    }
    return new Told(response.body());
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
