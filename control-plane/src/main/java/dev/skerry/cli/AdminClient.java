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
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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

  /**
   * Makes a client.
   *
   * @param address host and port
   */
  AdminClient(String address, String token) {
    this.address = address;
    this.token = token;
  }

  /** The JSON at that path; {@code pathAndQuery} is encoded. */
  JsonNode get(String pathAndQuery) {
    return call(request(pathAndQuery).GET(), ATTEMPTS);
  }

  /** The JSON that answers that JSON. */
  JsonNode post(String path, JsonNode document) {
    return post(path, document, ATTEMPTS);
  }

  /** The same, for a call that must not be made twice. */
  JsonNode postOnce(String path, JsonNode document) {
    return post(path, document, 1);
  }

  private JsonNode post(String path, JsonNode document, int attempts) {
    return call(
        request(path)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(document.toString())),
        attempts);
  }

  private HttpRequest.Builder request(String pathAndQuery) {
    try {
      return HttpRequest.newBuilder(URI.create("http://" + address + pathAndQuery))
          .timeout(ANSWER_TIMEOUT)
          .header("authorization", "Bearer " + token);
    } catch (IllegalArgumentException e) {
      throw new Failure(ExitCodes.USAGE, "'%s' is no HOST:PORT of an admin API".formatted(address));
    }
  }

  private JsonNode call(HttpRequest.Builder request, int attempts) {
    try (HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build()) {
      return read(send(client, request.build(), attempts));
    } catch (ConnectException | HttpConnectTimeoutException e) {
      throw new Failure(
          ExitCodes.UNAVAILABLE,
          "no edge answers at %s. Is `skerry run` running? Name its admin address: --admin HOST:PORT"
              .formatted(address));
    } catch (HttpTimeoutException e) {
      throw new Failure(
          ExitCodes.UNAVAILABLE,
          "the edge at %s did not answer in time; whether it does what was asked is unknown"
              .formatted(address));
    } catch (IOException e) {
      throw new Failure(
          ExitCodes.UNAVAILABLE,
          "the edge at %s ended the connection without an answer%s (%s); whether it does what was asked is unknown"
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
      } catch (ConnectException | HttpTimeoutException e) {
        throw e;
      } catch (IOException brokenOff) {
        if (attempt == attempts) {
          throw brokenOff;
        }
      }
    }
  }

  private JsonNode read(HttpResponse<String> response) {
    JsonNode document;
    try {
      document = JsonMapper.shared().readTree(response.body());
    } catch (JacksonException e) {
      throw new Failure(
          ExitCodes.UNAVAILABLE,
          "who answers at %s is no Skerry edge: it sent no JSON".formatted(address));
    }
    if (response.statusCode() != 200) {
      throw new Failure(ExitCodes.PROBLEM, refusal(response.statusCode(), document));
    }
    return document;
  }

  private static String refusal(int status, JsonNode problem) {
    StringBuilder text = new StringBuilder("the edge refused: ");
    text.append(problem.path("detail").asString("status " + status));
    for (JsonNode error : problem.path("errors")) {
      text.append("\n  ").append(error.path("pointer").asString(""));
      text.append(": ").append(error.path("detail").asString(""));
    }
    return text.toString();
  }
}
