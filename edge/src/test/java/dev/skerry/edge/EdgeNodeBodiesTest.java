package dev.skerry.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.config.Snapshot;
import dev.skerry.edge.config.document.Compilation;
import dev.skerry.edge.config.document.ConfigDocument;
import dev.skerry.edge.config.document.Sources;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node's handlers that read bodies, over each version of HTTP. */
class EdgeNodeBodiesTest {
  private static final String DOCUMENT =
      """
      listen: {http: "127.0.0.1:0", https: "127.0.0.1:0"}
      limits: {content-timeout: 300ms}
      handlers:
        counts:
          body: true
          limits: {cpu-time: 5s, wall-time: 20s, body-bytes: 600KiB}
          code: |
            export async function viewerRequest(request) {
              const text = await request.text();
              return new Response(`${text.length} ${text.slice(-3)}`);
            }
      sites:
        - {hosts: "*", origin: "http://127.0.0.1:9", viewer-request: counts}
      """;

  private static final List<HttpClient.Version> VERSIONS =
      List.of(HttpClient.Version.HTTP_1_1, HttpClient.Version.HTTP_2);

  @TempDir Path data;
  private EdgeNode node;

  @BeforeEach
  void start() throws Exception {
    Snapshot snapshot =
        switch (ConfigDocument.compile(
            "test.yaml", DOCUMENT.getBytes(StandardCharsets.UTF_8), Sources.of(Path.of(".")))) {
          case Compilation.Compiled compiled -> compiled.snapshot();
          case Compilation.Refused refused ->
              throw new AssertionError(refused.problems().toString());
        };
    node =
        EdgeNode.start(
            new EdgeSettings(snapshot.listener(), data, "skerry", "test", InstantSource.system()),
            snapshot);
  }

  @AfterEach
  void stop() {
    // An exchange may be over a moment after its viewer has seen the end of it.
    long begun = System.nanoTime();
    while (node.services().contentMemory().fills().used() != 0) {
      assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(60));
      Thread.onSpinWait();
    }
    node.close();
  }

  private SSLContext trusting() throws Exception {
    KeyStore keys = KeyStore.getInstance(KeyStore.getDefaultType());
    keys.load(null, null);
    try (InputStream in = Files.newInputStream(data.resolve("tls/ca.pem"))) {
      keys.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private HttpResponse<String> post(HttpClient.Version version, String content) throws Exception {
    int port = Objects.requireNonNull(node.httpsAddress()).getPort();
    try (HttpClient client =
        HttpClient.newBuilder().sslContext(trusting()).version(version).build()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/"))
                  .POST(
                      HttpRequest.BodyPublishers.fromPublisher(
                          HttpRequest.BodyPublishers.ofString(content)))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.version()).isEqualTo(version);
      return answer;
    }
  }

  @Test
  void aBodyThatIsLargerThanAnyWindowIsReadWhole() throws Exception {
    for (HttpClient.Version version : VERSIONS) {
      HttpResponse<String> answer = post(version, "x".repeat(500_000) + "end");
      assertThat(answer.body()).isEqualTo("500003 end");
    }
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedBeforeItHasCome() throws Exception {
    for (HttpClient.Version version : VERSIONS) {
      HttpResponse<String> answer = post(version, "x".repeat(650_000));
      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(answer.headers().firstValue("proxy-status").orElse(""))
          .contains("handler counts: body-size");
    }
  }

  @Test
  void whoSendsTooSlowlyIsToldSoAndWhatHasComeIsDropped() throws Exception {
    InetSocketAddress at = Objects.requireNonNull(node.httpAddress());
    try (Socket socket = new Socket(at.getAddress(), at.getPort())) {
      String request = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n";
      socket
          .getOutputStream()
          .write((request + "x".repeat(50_000)).getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readAllBytes();
      assertThat(new String(answer, StandardCharsets.ISO_8859_1)).startsWith("HTTP/1.1 408");
    }
  }
}
