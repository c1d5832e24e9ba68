package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class AdminClientTest {
  private static final String ANSWER =
      "HTTP/1.1 200 OK\r\ncontent-length: 15\r\nconnection: close\r\n\r\n{\"sequence\":17}";

  private final AtomicInteger connections = new AtomicInteger();

  /** Ends so many connections without an answer, then answers one. */
  private void serve(ServerSocket server, int silent) {
    try {
      for (int i = 0; i < silent; i++) {
        server.accept().close();
        connections.incrementAndGet();
      }
      try (Socket socket = server.accept()) {
        connections.incrementAndGet();
        readHead(socket);
        socket.getOutputStream().write(ANSWER.getBytes(StandardCharsets.US_ASCII));
        socket.shutdownOutput();
        while (socket.getInputStream().read() >= 0) {
          // until the client has closed it
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void readHead(Socket socket) throws IOException {
    for (int matched = 0, next = 0; matched < 4 && next >= 0; ) {
      next = socket.getInputStream().read();
      matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : 0;
    }
  }

  private static AdminClient client(ServerSocket server) {
    return new AdminClient("127.0.0.1:" + server.getLocalPort(), "token", null);
  }

  private static ServerSocket open() throws IOException {
    return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  @Test
  void aConnectionThatEndsWithoutAnAnswerIsMadeAgain() throws Exception {
    try (ServerSocket server = open()) {
      Thread edge = Thread.ofVirtual().start(() -> serve(server, 2));
      var order = JsonMapper.shared().createObjectNode().put("everything", true);
      assertThat(client(server).post("/v1/purge", order).path("sequence").asInt()).isEqualTo(17);
      edge.join();
      assertThat(connections).hasValue(3);
    }
  }

  @Test
  void whoNeverAnswersIsNotAskedForEver() throws Exception {
    try (ServerSocket server = open()) {
      Thread.ofVirtual().start(() -> serve(server, 3));
      var order = JsonMapper.shared().createObjectNode().put("everything", true);
      assertThatExceptionOfType(Failure.class)
          .isThrownBy(() -> client(server).post("/v1/purge", order))
          .withMessageContaining("without an answer, 3 times")
          .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(69));
    }
  }

  @Test
  void whereNobodyListensIsSaidAtOnce() throws Exception {
    ServerSocket server = open();
    server.close();
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> client(server).get("/v1/status"))
        .withMessageContaining("no node answers at");
  }
}
