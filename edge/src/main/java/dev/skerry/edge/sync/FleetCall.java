package dev.skerry.edge.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls of an edge to its control plane that are answered at once, and how they fail in words. */
final class FleetCall {
  static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final int ANSWER_BYTES_MAX = 1 << 20;

  private FleetCall() {}

  static HttpClient client(SSLContext tls) {
    return HttpClient.newBuilder()
        .sslContext(tls)
        .version(HttpClient.Version.HTTP_2)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(Duration.ofSeconds(10))
        .executor(Executors.newVirtualThreadPerTaskExecutor())
        .build();
  }

  static HttpRequest.Builder request(URI controlPlane, String pathAndQuery) {
    return HttpRequest.newBuilder(controlPlane.resolve("/fleet/v1/" + pathAndQuery))
        .timeout(TIMEOUT);
  }

  /**
   * Posts a line and takes the answer.
   *
   * @throws Refused if it was refused
   * @throws IOException if it cannot be reached; the message says what to do
   */
  static byte[] post(HttpClient client, URI controlPlane, String path, byte[] line)
      throws IOException, InterruptedException {
    HttpRequest request =
        request(controlPlane, path)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofByteArray(line))
            .build();
    try {
      HttpResponse<byte[]> response =
          client.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_BYTES_MAX));
      if (response.statusCode() / 100 != 2) {
        throw new Refused(response.statusCode(), detail(response.body()));
      }
      return response.body();
    } catch (Refused e) {
      throw e;
    } catch (IOException e) {
      throw explained(controlPlane, e);
    }
  }

  /** A control plane refuses what was asked; the message is its own. */
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;
    private final int status;

    Refused(int status, @Nullable String detail) {
      super(detail == null ? "the control plane answers with status " + status : detail);
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  /** The detail of problem details (RFC 9457), null where there is none. */
  static @Nullable String detail(byte[] content) {
    try {
      JsonNode detail = JsonMapper.shared().readTree(new String(content, UTF_8)).get("detail");
      return detail != null && detail.isString() ? detail.stringValue() : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  /** What went wrong, in words. */
  static IOException explained(URI controlPlane, IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case CertificateException untrusted -> {
          return new IOException(
              "the control plane at %s is not trusted: %s"
                  .formatted(controlPlane, untrusted.getMessage()),
              e);
        }
        case HttpTimeoutException _ -> {
          return new IOException(
              "the control plane at %s does not answer".formatted(controlPlane), e);
        }
        case ConnectException refused -> {
          String why = refused.getMessage() == null ? "no connection" : refused.getMessage();
          return new IOException(
              "the control plane at %s cannot be reached: %s".formatted(controlPlane, why), e);
        }
        default -> {
          // Perhaps what has caused it says more.
        }
      }
    }
    return e instanceof SSLException
        ? new IOException(
            "no TLS connection to the control plane at %s (is that its fleet port?): %s"
                .formatted(controlPlane, e.getMessage()),
            e)
        : e;
  }
}
