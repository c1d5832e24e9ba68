package dev.skerry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** A program that calls an admin API with a token. May be used by several threads. */
final class AdminCaller implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final HttpClient client;
  private final URI admin;
  private final String token;

  AdminCaller(URI admin, String token) {
    this(HttpClient.newHttpClient(), admin, token);
  }

  private AdminCaller(HttpClient client, URI admin, String token) {
    this.client = client;
    this.admin = admin;
    this.token = token;
  }

  /** One with the token of a data folder. */
  static AdminCaller of(URI admin, Path data) throws IOException {
    return new AdminCaller(admin, Files.readString(data.resolve("admin-token"), UTF_8).strip());
  }

  /** What was answered; content that is no JSON is missing. */
  record Answer(int status, JsonNode content) {
    /** The content of an answer that must have that status. */
    JsonNode expect(int wanted) {
      if (status != wanted) {
        throw new AssertionError("expected " + wanted + ", was answered " + this);
      }
      return content;
    }
  }

  Answer get(String path) throws IOException, InterruptedException {
    return call("GET", path, null);
  }

  /**
   * Makes a call.
   *
   * @param content JSON; null for none
   * @throws IOException if no answer came
   */
  Answer call(String method, String path, @Nullable JsonNode content)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(admin.resolve(path))
            .timeout(PATIENCE)
            .header("authorization", "Bearer " + token)
            .header("if-match", "*");
    if (content == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request.header("content-type", "application/json");
      request.method(method, BodyPublishers.ofString(content.toString()));
    }
    HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
    String type = answer.headers().firstValue("content-type").orElse("");
    return new Answer(
        answer.statusCode(),
        type.contains("json")
            ? JsonMapper.shared().readTree(answer.body())
            : MissingNode.getInstance());
  }

  /** The same at the same place, by another token; ends with this one. */
  AdminCaller as(String other) {
    return new AdminCaller(client, admin, other);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
