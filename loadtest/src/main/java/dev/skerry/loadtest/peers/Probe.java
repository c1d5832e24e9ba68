package dev.skerry.loadtest.peers;

import dev.skerry.loadtest.terminal.Stop;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Single requests in clear text: does it answer, with what? */
final class Probe {
  /** The outcome of one request. */
  record Answer(int status, long length, @Nullable String etag, @Nullable String encoding) {}

  private Probe() {}

  /** One request with these fields. */
  static Answer ask(String url, Map<String, String> headers) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setConnectTimeout(2000);
    connection.setReadTimeout(60_000);
    headers.forEach(connection::setRequestProperty);
    int status = connection.getResponseCode();
    long length = 0;
    InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream();
    if (in != null) {
      try (in) {
        length = in.transferTo(OutputStream.nullOutputStream());
      }
    }
    return new Answer(
        status,
        length,
        connection.getHeaderField("ETag"),
        connection.getHeaderField("Content-Encoding"));
  }

  /** Waits up to a minute until the server answers 200 there. */
  static void awaitReady(Server server, String path) throws InterruptedException {
    String url = server.url(Wire.HTTP1, path);
    String seen = "nothing";
    for (int attempt = 0; attempt < 300 && server.alive(); attempt++) {
      try {
        int status = ask(url, Map.of()).status();
        if (status == 200) {
          return;
        }
        seen = "status " + status;
      } catch (IOException e) {
        seen = String.valueOf(e.getMessage());
      }
      Thread.sleep(200);
    }
    throw Stop.failed(
        "%s does not answer at %s (%s):%n%s"
            .formatted(server.name(), url, seen, server.lastWords()));
  }

  /** How many requests an origin has had, this one and those like it included. */
  static long requests(Server origin) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create(origin.url(Wire.HTTP1, "/-/status")).toURL().openConnection();
    try (InputStream in = connection.getInputStream()) {
      List<String> lines =
          new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
      // stub_status: "server accepts handled requests", then the three numbers
      return Long.parseLong(lines.get(2).strip().split(" ", -1)[2]);
    }
  }
}
