package dev.skerry.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Requests that an edge with the demo site answers to itself before it ends, so that the JVM has
 * loaded and learnt what answering needs: the material of its AOT cache.
 */
final class Rehearsal {
  private static final int HITS = 20_000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** What browsers ask for, beside plain hits: names and values of fields by turns. */
  private static final List<List<String>> KINDS =
      List.of(
          List.of("accept-encoding", "gzip, deflate, br, zstd"),
          List.of("range", "bytes=0-99"),
          List.of("if-none-match", "\"none\""),
          List.of("if-modified-since", "Sat, 31 Jan 2026 23:59:59 GMT"),
          List.of("cookie", "session=0123456789abcdef"),
          List.of("cache-control", "no-cache"));

  private final @Nullable InetSocketAddress http;
  private final @Nullable InetSocketAddress https;

  Rehearsal(@Nullable InetSocketAddress http, @Nullable InetSocketAddress https) {
    this.http = http;
    this.https = https;
  }

  /** Asks, and returns when all is answered. */
  void run() throws IOException, InterruptedException {
    if (https != null) {
      kinds(Addresses.url("https", https));
    }
    if (http != null) {
      kinds(Addresses.url("http", http));
      hits(http);
    }
  }

  private static void kinds(URI url) throws IOException, InterruptedException {
    for (HttpClient.Version version : HttpClient.Version.values()) {
      HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(PATIENCE);
      try (HttpClient client = builder.version(version).sslContext(trusting()).build()) {
        for (List<String> fields : KINDS) {
          HttpRequest request =
              HttpRequest.newBuilder(url.resolve("/"))
                  .timeout(PATIENCE)
                  .headers(fields.toArray(String[]::new))
                  .build();
          client.send(request, BodyHandlers.discarding());
        }
      }
    }
  }

  private static void hits(InetSocketAddress address) throws IOException {
    byte[] request = "GET / HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n".getBytes(US_ASCII);
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      byte[] answer = new byte[1 << 16];
      for (int i = 0; i < HITS; i++) {
        socket.getOutputStream().write(request);
        // The demo's page comes in one piece; where it does not, the next read has the rest.
        if (socket.getInputStream().read(answer) < 0) {
          return;
        }
      }
    }
  }

  /** The certificate is one for development that this process made itself. */
  private static SSLContext trusting() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustsEverybody()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static final class TrustsEverybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
