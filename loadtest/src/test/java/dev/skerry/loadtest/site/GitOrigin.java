package dev.skerry.loadtest.site;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.skerry.loadtest.harness.Tools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Serves bare repositories over smart HTTP: each exchange runs {@code git http-backend} as a CGI.
 */
final class GitOrigin implements HttpHandler {
  private final Path root;
  private final AtomicInteger exchanges = new AtomicInteger();

  GitOrigin(Path root) {
    this.root = root;
  }

  /** How many requests have come. */
  int exchanges() {
    return exchanges.get();
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    exchanges.incrementAndGet();
    ProcessBuilder builder = new ProcessBuilder(Tools.path("git"), "http-backend");
    Map<String, String> environment = builder.environment();
    environment.put("GIT_PROJECT_ROOT", root.toString());
    environment.put("GIT_HTTP_EXPORT_ALL", "1");
    environment.put("REQUEST_METHOD", exchange.getRequestMethod());
    environment.put("PATH_INFO", exchange.getRequestURI().getPath());
    environment.put("REMOTE_ADDR", "127.0.0.1");
    put(environment, "QUERY_STRING", exchange.getRequestURI().getRawQuery());
    put(environment, "CONTENT_TYPE", field(exchange, "Content-Type"));
    put(environment, "CONTENT_LENGTH", field(exchange, "Content-Length"));
    put(environment, "HTTP_CONTENT_ENCODING", field(exchange, "Content-Encoding"));
    put(environment, "GIT_PROTOCOL", field(exchange, "Git-Protocol"));
    Process cgi = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (InputStream response = cgi.getInputStream()) {
      Thread request = Thread.ofVirtual().start(() -> feed(exchange, cgi));
      answer(exchange, response);
      request.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      cgi.destroy();
    }
  }

  private static void put(Map<String, String> environment, String name, @Nullable String value) {
    if (value != null) {
      environment.put(name, value);
    }
  }

  private static @Nullable String field(HttpExchange exchange, String name) {
    return exchange.getRequestHeaders().getFirst(name);
  }

  private static void feed(HttpExchange exchange, Process cgi) {
    try (InputStream content = exchange.getRequestBody();
        OutputStream in = cgi.getOutputStream()) {
      content.transferTo(in);
    } catch (IOException _) {
      // The CGI may end before it has read everything; its answer says why.
    }
  }

  /** A CGI's response: field lines, of which Status is the status, an empty line, the content. */
  private static void answer(HttpExchange exchange, InputStream response) throws IOException {
    int status = 200;
    for (String line = line(response); !line.isEmpty(); line = line(response)) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon);
      String value = line.substring(colon + 1).strip();
      if (name.equalsIgnoreCase("Status")) {
        status = Integer.parseInt(value.substring(0, 3));
      } else {
        exchange.getResponseHeaders().add(name, value);
      }
    }
    exchange.sendResponseHeaders(status, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      response.transferTo(out);
    }
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }
}
