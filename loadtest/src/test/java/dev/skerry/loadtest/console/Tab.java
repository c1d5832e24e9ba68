package dev.skerry.loadtest.console;

import dev.skerry.loadtest.harness.Await;
import dev.skerry.loadtest.harness.ChildProcess;
import dev.skerry.loadtest.harness.Tools;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A tab of a headless Chromium of its own, driven by the DevTools protocol: visits pages, types,
 * looks, and takes pictures. What the page says on its console, and every exception and refusal of
 * its policy, is kept.
 */
final class Tab implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern LISTENING = Pattern.compile("DevTools listening on (ws://\\S+)");
  private static final JsonMapper JSON = new JsonMapper();

  private final ChildProcess chromium;
  private final HttpClient client;
  private final WebSocket socket;
  private final AtomicInteger calls = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
  private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
  private final String session;

  private Tab(ChildProcess chromium, HttpClient client, URI devTools) {
    this.chromium = chromium;
    this.client = client;
    this.socket = client.newWebSocketBuilder().buildAsync(devTools, new Incoming()).join();
    String target = text(call("", "Target.createTarget", Map.of("url", "about:blank")), "targetId");
    this.session =
        text(
            call("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true)),
            "sessionId");
    call("Page.enable", Map.of());
    call("Runtime.enable", Map.of());
    call("Log.enable", Map.of());
  }

  /** A tab of a browser that has never been used; {@code home} is an empty folder. */
  static Tab open(Path home) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Tools.path("chromium"),
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--remote-debugging-port=0",
            "--user-data-dir=" + Files.createTempDirectory(home, "profile"));
    builder.environment().put("HOME", home.toString());
    ChildProcess chromium = ChildProcess.start("chromium", builder);
    try {
      URI devTools = URI.create(chromium.awaitLine(LISTENING, PATIENCE).group(1));
      return new Tab(chromium, HttpClient.newHttpClient(), devTools);
    } catch (RuntimeException | AssertionError e) {
      chromium.close();
      throw e;
    }
  }

  /** Goes to a page and waits until it has loaded. */
  void visit(URI page) {
    call("Page.navigate", Map.of("url", page.toString()));
    await("document.readyState === 'complete' && location.href.startsWith('%s')".formatted(page));
  }

  /** The value of an expression in the page; promises are awaited. */
  JsonNode value(String expression) {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(expression + " failed: " + answer.get("exceptionDetails"));
    }
    return answer.path("result").path("value");
  }

  /** Waits until an expression holds in the page. */
  void await(String expression) {
    try {
      Await.until(PATIENCE, expression, () -> value("!!(" + expression + ")").asBoolean());
    } catch (AssertionError e) {
      throw new AssertionError(
          e.getMessage() + "; the page shows\n" + text() + "\nand says " + complaints(), e);
    }
  }

  /** Waits until the page shows a text. */
  void awaitText(String text) {
    await("document.body.innerText.includes(" + JSON.writeValueAsString(text) + ")");
  }

  /** What the page shows. */
  String text() {
    return value("document.body.innerText").asString();
  }

  /** Types a text where the focus is. */
  void type(String text) {
    call("Input.insertText", Map.of("text", text));
  }

  /** Presses a key, as {@code Tab} or {@code Enter}. */
  void press(String key) {
    int code = key.equals("Enter") ? 13 : 9;
    String text = key.equals("Enter") ? "\r" : "";
    for (String type : List.of("keyDown", "keyUp")) {
      call(
          "Input.dispatchKeyEvent",
          Map.of(
              "type",
              type,
              "key",
              key,
              "code",
              key,
              "windowsVirtualKeyCode",
              code,
              "text",
              type.equals("keyDown") ? text : ""));
    }
  }

  /** Shows the page as large as that, in dark colours or light ones. */
  void look(int width, int height, boolean dark) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  /** Keeps a picture of the page. */
  void picture(Path file) throws IOException {
    String data = text(call("Page.captureScreenshot", Map.of("format", "png")), "data");
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, Base64.getDecoder().decode(data));
  }

  /** What the page complained of so far. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  private JsonNode call(String method, Map<String, Object> parameters) {
    return call(session, method, parameters);
  }

  private JsonNode call(String inSession, String method, Map<String, Object> parameters) {
    int id = calls.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    open.put(id, answer);
    Map<String, Object> message =
        inSession.isEmpty()
            ? Map.of("id", id, "method", method, "params", parameters)
            : Map.of("id", id, "method", method, "params", parameters, "sessionId", inSession);
    socket.sendText(JSON.writeValueAsString(message), true).join();
    JsonNode answered = answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    if (answered.has("error")) {
      throw new AssertionError(method + " was refused: " + answered.get("error"));
    }
    return answered.get("result");
  }

  private static String text(JsonNode node, String member) {
    return node.path(member).asString();
  }

  /** Tells answers from events. */
  private final class Incoming implements WebSocket.Listener {
    private final StringBuilder part = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        JsonNode message = JSON.readTree(part.toString());
        part.setLength(0);
        if (message.has("id")) {
          CompletableFuture<JsonNode> waiting = open.remove(message.get("id").asInt());
          if (waiting != null) {
            waiting.complete(message);
          }
        } else {
          event(message);
        }
      }
      from.request(1);
      return null;
    }
  }

  private void event(JsonNode message) {
    JsonNode params = message.path("params");
    switch (message.path("method").asString()) {
      case "Runtime.exceptionThrown" -> complaints.add(params.get("exceptionDetails").toString());
      case "Log.entryAdded" -> {
        JsonNode entry = params.path("entry");
        if (entry.path("level").asString().equals("error")) {
          complaints.add(text(entry, "source") + ": " + text(entry, "text"));
        }
      }
      case "Runtime.consoleAPICalled" -> {
        if (text(params, "type").equals("error")) {
          complaints.add(params.path("args").path(0).toString());
        }
      }
      default -> {
        // not asked for
      }
    }
  }

  @Override
  public void close() {
    socket.abort();
    client.shutdownNow();
    chromium.close();
  }
}
