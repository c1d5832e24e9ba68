package dev.skerry.edge.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.edge.config.ListenerSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  @TempDir private Path data = Path.of("");

  private final TestHandler handler = new TestHandler();
  private DevelopmentCertificates certificates = unset();
  private CertificateStore store = unset();
  private RunningListener listener = unset();

  @BeforeEach
  void open() throws Exception {
    certificates = DevelopmentCertificates.in(data, InstantSource.system());
    store = store("one.example", "*.two.example");
    listener = RunningListener.with(handler, new RunningListener.Settings().certificates(store));
  }

  @AfterEach
  void close() {
    listener.close();
  }

  @Test
  void everySiteHasATrustedCertificate() throws Exception {
    for (String name : List.of("localhost", "one.example", "any.two.example")) {
      try (SSLSocket socket = connect(name, "TLSv1.3")) {
        assertThat(names(socket)).contains("localhost", "one.example", "*.two.example");
        RawViewer viewer = new RawViewer(socket);
        viewer.send("GET /t HTTP/1.1\r\nHost: " + name + "\r\n\r\n");
        assertThat(viewer.answer().content()).isEqualTo("hello /t");
      }
      var facts = handler.last().viewer.connection();
      assertThat(facts.secure()).isTrue();
      assertThat(facts.serverName()).isEqualTo(name);
      assertThat(facts.tlsVersion()).isEqualTo("TLSv1.3");
      assertThat(facts.tlsCipher()).startsWith("TLS_");
      assertThat(handler.last().request.scheme()).isEqualTo("https");
    }
  }

  @Test
  void olderViewersMayUseTls12() throws Exception {
    try (SSLSocket socket = connect("one.example", "TLSv1.2")) {
      assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.2");
    }
  }

  @Test
  void nothingOlderIsSpoken() {
    String hello = "0302" + "00".repeat(32) + "00" + "0002002f" + "0100";
    String message = "01%06x%s".formatted(hello.length() / 2, hello);
    String tls11 = "160301%04x%s".formatted(message.length() / 2, message);
    try (RawViewer viewer = RawViewer.connect(listener.https())) {
      viewer.send(HexFormat.of().parseHex(tls11));
      // An alert: fatal, protocol version.
      assertThat(viewer.read(7)).startsWith("\u0015").endsWith("\u0002F");
    }
    Await.until("the failure is counted", () -> listener.counters.handshakeFailures() == 1);
  }

  @Test
  void sessionsAreResumed() throws Exception {
    for (String version : List.of("TLSv1.2", "TLSv1.3")) {
      long created = 0;
      SSLContext remembering = trusting();
      for (int i = 0; i < 2; i++) {
        try (SSLSocket socket = connect(remembering, "one.example", version)) {
          RawViewer viewer = new RawViewer(socket);
          viewer.send("GET / HTTP/1.1\r\nHost: one.example\r\n\r\n");
          assertThat(viewer.answer().status()).isEqualTo(200);
          if (i == 0) {
            created = socket.getSession().getCreationTime();
          } else {
            assertThat(socket.getSession().getCreationTime()).as(version).isEqualTo(created);
          }
        }
        store.rotateTicketKeys();
      }
    }
  }

  @Test
  void certificatesAreExchangedWithoutACut() throws Exception {
    try (SSLSocket before = connect("one.example", "TLSv1.3")) {
      store.replace(certificates.issue(List.of("three.example")));
      RawViewer viewer = new RawViewer(before);
      viewer.send("GET / HTTP/1.1\r\nHost: one.example\r\n\r\n");
      assertThat(viewer.answer().status()).isEqualTo(200);
      try (SSLSocket after = connect("three.example", "TLSv1.3")) {
        assertThat(names(after)).contains("three.example").doesNotContain("one.example");
      }
    }
  }

  @Test
  void aBadCertificateLeavesTheOldOnesInForce() throws Exception {
    assertThatThrownBy(
            () ->
                store.replace(
                    List.of(
                        new dev.skerry.edge.config.CertificatePair(
                            "x.pem", "nonsense", new dev.skerry.edge.config.Secret("")))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("x.pem");
    try (SSLSocket socket = connect("one.example", "TLSv1.3")) {
      assertThat(names(socket)).contains("one.example");
    }
  }

  @Test
  void theAuthorityIsMadeOnceAndItsKeyIsPrivate() throws Exception {
    byte[] authority = Files.readAllBytes(certificates.caFile());
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data.resolve("tls/ca.key"))))
        .isEqualTo("rw-------");
    DevelopmentCertificates again = DevelopmentCertificates.in(data, InstantSource.system());
    assertThat(Files.readAllBytes(again.caFile())).isEqualTo(authority);
  }

  @Test
  void http2IsNegotiated() throws Exception {
    InetSocketAddress address = listener.https();
    try (HttpClient client =
        HttpClient.newBuilder().sslContext(trusting()).version(HttpClient.Version.HTTP_2).build()) {
      URI uri = URI.create("https://localhost:" + address.getPort() + "/echo");
      String content = "x".repeat(300_000);
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(uri)
                  .POST(HttpRequest.BodyPublishers.ofString(content))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(response.body()).isEqualTo(content);
    }
  }

  @Test
  void clearTextOnTheTlsPortIsClosed() {
    try (RawViewer viewer = RawViewer.connect(listener.https())) {
      viewer.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      Await.until("the connection is closed", () -> listener.counters.open() == 0);
    }
  }

  private CertificateStore store(String... hosts) {
    return new CertificateStore(
        ListenerSettings.TlsVersion.TLS_1_2, true, certificates.issue(Arrays.asList(hosts)));
  }

  private SSLSocket connect(String name, String version) throws Exception {
    return connect(trusting(), name, version);
  }

  private SSLSocket connect(SSLContext context, String name, String version) throws IOException {
    InetSocketAddress address = listener.https();
    SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(address.getAddress(), address.getPort());
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setServerNames(List.of(new SNIHostName(name)));
    parameters.setProtocols(new String[] {version});
    socket.setSSLParameters(parameters);
    try {
      socket.startHandshake();
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static List<String> names(SSLSocket socket) throws Exception {
    X509Certificate leaf = (X509Certificate) socket.getSession().getPeerCertificates()[0];
    return Objects.requireNonNull(leaf.getSubjectAlternativeNames()).stream()
        .map(name -> String.valueOf(name.get(1)))
        .toList();
  }

  /** A context that trusts the authority, and remembers no session yet. */
  private SSLContext trusting() throws Exception {
    byte[] authority = Files.readAllBytes(certificates.caFile());
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry(
        "ca",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(authority)));
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // Set before each test.
  private static <T> T unset() {
    return null;
  }
}
