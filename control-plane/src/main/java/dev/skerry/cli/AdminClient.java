package dev.skerry.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Calls the admin API of a running edge.
 *
 * <p>A call whose connection ends without an answer is made again: where this program gets little
 * of the processor, the edge may have given up waiting for the request. To ask twice does what to
 * ask once does, but for what makes something: {@link #postOnce}.
 */
final class AdminClient {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);
  private static final int ATTEMPTS = 3;

  private final String address;
  private final String token;
  private final @Nullable Path trusted;

  /**
   * Makes a client.
   *
   * @param address host and port; {@code https://} before them for TLS
   * @param trusted the file of the certificates to know it by over TLS; null for those that this
   *     machine trusts
   */
  AdminClient(String address, String token, @Nullable Path trusted) {
    this.address = address;
    this.token = token;
    this.trusted = trusted;
  }

  /** The JSON at that path; {@code pathAndQuery} is encoded. */
  JsonNode get(String pathAndQuery) {
    return call(request(pathAndQuery).GET(), ATTEMPTS);
  }

  /** The same; null where there is nothing of that name. */
  @Nullable JsonNode find(String pathAndQuery) {
    return exchange(
        request(pathAndQuery).GET(),
        ATTEMPTS,
        response -> response.statusCode() == 404 && isNothing(response) ? null : read(response));
  }

  private static boolean isNothing(HttpResponse<String> response) {
    return response.body().contains("\"urn:skerry:problem:not-found\"");
  }

  /**
   * The JSON that answers what is put there; put once. What is refused is a {@link Refusal}, here
   * and in all that follows.
   *
   * @param version that it is to replace, 0 for none yet
   */
  JsonNode put(String pathAndQuery, JsonNode document, long version) {
    HttpRequest.Builder request =
        request(pathAndQuery)
            .header("content-type", "application/json")
            .PUT(BodyPublishers.ofString(document.toString()));
    return call(version == 0 ? request : request.header("if-match", "\"" + version + "\""), 1);
  }

  /** The JSON that answers that JSON. */
  JsonNode post(String path, JsonNode document) {
    return post(path, document, ATTEMPTS);
  }

  /** The same, for a call that must not be made twice. */
  JsonNode postOnce(String path, JsonNode document) {
    return post(path, document, 1);
  }

  /** The same, for a call without content. */
  JsonNode postOnce(String path) {
    return call(request(path).POST(BodyPublishers.noBody()), 1);
  }

  private JsonNode post(String path, JsonNode document, int attempts) {
    return call(
        request(path)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(document.toString())),
        attempts);
  }

  /** Removes what is at that path. */
  void delete(String path) {
    var _ = call(request(path).DELETE(), 1);
  }

  private HttpRequest.Builder request(String pathAndQuery) {
    try {
      return HttpRequest.newBuilder(URI.create(origin() + pathAndQuery))
          .timeout(ANSWER_TIMEOUT)
          .header("authorization", "Bearer " + token);
    } catch (IllegalArgumentException e) {
      throw new Failure(ExitCodes.USAGE, "'%s' is no HOST:PORT of an admin API".formatted(address));
    }
  }

  private String origin() {
    return address.startsWith("https://") ? address : "http://" + address;
  }

  private HttpClient client() {
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT);
    return (trusted == null ? client : client.sslContext(TrustedFile.context(trusted))).build();
  }

  private JsonNode call(HttpRequest.Builder request, int attempts) {
    return exchange(request, attempts, this::read);
  }

  private <T extends @Nullable JsonNode> T exchange(
      HttpRequest.Builder request, int attempts, Function<HttpResponse<String>, T> reading) {
    try (HttpClient client = client()) {
      return reading.apply(send(client, request.build(), attempts));
    } catch (ConnectException | HttpConnectTimeoutException e) {
      throw new Failure(
          ExitCodes.UNAVAILABLE,
          "no node answers at %s. Is it running? Name its admin address: --admin HOST:PORT"
              .formatted(address));
    } catch (SSLException e) {
      throw new Failure(
          ExitCodes.UNAVAILABLE,
          "the node at %s is not known by its certificate: %s. Name those to know it by: --ca FILE"
              .formatted(address, e.getMessage()));
    } catch (HttpTimeoutException e) {
      throw new Failure(
          ExitCodes.UNAVAILABLE,
          "the node at %s did not answer in time; whether it does what was asked is unknown"
              .formatted(address));
    } catch (IOException e) {
      throw new Failure(
          ExitCodes.UNAVAILABLE,
          "the node at %s ended the connection without an answer%s (%s); whether it does what was asked is unknown"
              .formatted(address, attempts == 1 ? "" : ", " + attempts + " times", e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(ExitCodes.PROBLEM, "interrupted");
    }
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest request, int attempts)
      throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return client.send(request, BodyHandlers.ofString());
      } catch (ConnectException | HttpTimeoutException | SSLException e) {
        throw e;
      } catch (IOException brokenOff) {
        if (attempt == attempts) {
          throw brokenOff;
        }
      }
    }
  }

  private JsonNode read(HttpResponse<String> response) {
    if (response.statusCode() == 204) {
      return MissingNode.getInstance();
    }
    JsonNode document;
    try {
      document = JsonMapper.shared().readTree(response.body());
    } catch (JacksonException e) {
      throw new Failure(
          ExitCodes.UNAVAILABLE,
          "who answers at %s is no Skerry edge: it sent no JSON".formatted(address));
    }
    if (response.statusCode() >= 300) {
      throw new Refusal(response.statusCode(), document);
    }
    return document;
  }
}
