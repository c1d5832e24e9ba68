package dev.skerry.loadtest.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.loadtest.harness.EdgeUnderTest;
import dev.skerry.loadtest.harness.RecordingOrigin;
import dev.skerry.loadtest.harness.TrustAll;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebSocketTest {
  private static final int LONG_MESSAGE_CHARS = 300_000;

  private final RecordingOrigin origin = WebSocketOrigin.start();
  private final EdgeUnderTest edge = EdgeUnderTest.inFrontOf(origin.uri());

  @AfterEach
  void stop() throws IOException {
    edge.close();
    origin.close();
  }

  @Test
  void aConversationPassesInClearText() throws Exception {
    converse(URI.create("ws://127.0.0.1:" + edge.http().getPort() + "/talk?to=me"));
  }

  @Test
  void aConversationPassesOverTls() throws Exception {
    converse(URI.create("wss://127.0.0.1:" + edge.https().getPort() + "/talk?to=me"));
  }

  private void converse(URI uri) throws Exception {
    Heard heard = new Heard();
    try (HttpClient client = HttpClient.newBuilder().sslContext(TrustAll.context()).build()) {
      WebSocket socket =
          client.newWebSocketBuilder().buildAsync(uri, heard).get(20, TimeUnit.SECONDS);
      assertThat(heard.next()).isEqualTo("text " + WebSocketOrigin.GREETING);
      for (int i = 0; i < 50; i++) {
        socket.sendText("message " + i + " ümläut", true).get(10, TimeUnit.SECONDS);
        assertThat(heard.next()).isEqualTo("text message " + i + " ümläut");
      }
      String longMessage = "long ".repeat(LONG_MESSAGE_CHARS / 5);
      socket.sendText(longMessage, true).get(10, TimeUnit.SECONDS);
      assertThat(heard.next()).isEqualTo("text " + longMessage);
      socket.sendBinary(ByteBuffer.wrap(new byte[] {1, 2, 3}), true).get(10, TimeUnit.SECONDS);
      assertThat(heard.next()).isEqualTo("binary 3");
      socket.sendPing(ByteBuffer.wrap(new byte[] {9})).get(10, TimeUnit.SECONDS);
      assertThat(heard.next()).isEqualTo("pong 1");
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "done").get(10, TimeUnit.SECONDS);
      assertThat(heard.next()).isEqualTo("close 1000 done");
    }
    assertThat(origin.seen()).singleElement().hasToString("GET /talk?to=me with 0 bytes");
    assertThat(origin.violations()).isEmpty();
  }

  /** What the other side said, one text for each message. */
  private static final class Heard implements WebSocket.Listener {
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();

    String next() throws InterruptedException {
      String message = messages.poll(20, TimeUnit.SECONDS);
      assertThat(message).as("a message in time").isNotNull();
      return message;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        messages.add("text " + text);
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      messages.add("binary " + data.remaining());
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer data) {
      messages.add("pong " + data.remaining());
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      messages.add("close " + status + " " + reason);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      messages.add("error " + error);
    }
  }
}
