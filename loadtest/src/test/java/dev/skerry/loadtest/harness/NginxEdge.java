package dev.skerry.loadtest.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** nginx as a caching reverse proxy, to check the judges with. */
final class NginxEdge implements EdgeUnderTest {
  private final Nginx nginx;
  private final int port;
  private final int tlsPort;
  private final Path certificate;

  private NginxEdge(Nginx nginx, int port, int tlsPort, Path certificate) {
    this.nginx = nginx;
    this.port = port;
    this.tlsPort = tlsPort;
    this.certificate = certificate;
  }

  static NginxEdge inFrontOf(URI origin) {
    int port = FreePort.choose();
    int tlsPort = FreePort.choose();
    Path certificate = selfSigned();
    String http =
        """
          proxy_cache_path @FOLDER@/cache levels=1:2 keys_zone=judge:8m max_size=1000m inactive=600m;
          map $http_upgrade $connection_to_origin { default upgrade; '' ''; }
          server {
            listen 127.0.0.1:%d;
            listen 127.0.0.1:%d ssl http2;
            ssl_certificate %s/cert.pem;
            ssl_certificate_key %s/key.pem;
            location / {
              proxy_pass %s;
              proxy_http_version 1.1;
              proxy_set_header Host $http_host;
              proxy_set_header Upgrade $http_upgrade;
              proxy_set_header Connection $connection_to_origin;
              proxy_request_buffering off;
              proxy_max_temp_file_size 0;
              proxy_cache judge;
              proxy_cache_revalidate on;
            }
          }
        """
            .formatted(port, tlsPort, certificate, certificate, origin);
    return new NginxEdge(Nginx.start(port, http), port, tlsPort, certificate);
  }

  private static Path selfSigned() {
    try {
      Path parent = Files.createDirectories(Path.of("target", "nginx").toAbsolutePath());
      Path folder = Files.createTempDirectory(parent, "certificate");
      Command.of(
              "openssl",
              "req",
              "-x509",
              "-newkey",
              "ec",
              "-pkeyopt",
              "ec_paramgen_curve:prime256v1",
              "-nodes",
              "-keyout",
              "key.pem",
              "-out",
              "cert.pem",
              "-days",
              "30",
              "-subj",
              "/CN=localhost",
              "-addext",
              "subjectAltName=DNS:localhost")
          .in(folder)
          .run(Duration.ofSeconds(20));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public URI http() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public URI https() {
    return URI.create("https://127.0.0.1:" + tlsPort);
  }

  @Override
  public Path authority() {
    return certificate.resolve("cert.pem");
  }

  @Override
  public long pid() {
    return nginx.workerPid();
  }

  @Override
  public void drain() {
    nginx.quit();
  }

  @Override
  public void close() {
    nginx.close();
  }
}
