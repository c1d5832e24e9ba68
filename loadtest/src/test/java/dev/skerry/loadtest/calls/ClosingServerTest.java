package dev.skerry.loadtest.calls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.loadtest.calls.Connections.Request;
import dev.skerry.loadtest.terminal.Stop;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server that closes each connection after some answers. */
class ClosingServerTest {
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok".getBytes(US_ASCII);
  private static final Request ASK =
      Request.of("GET / HTTP/1.1\r\nhost: test\r\n\r\n".getBytes(US_ASCII));

  private final ServerSocket server = listening();

  private static ServerSocket listening() {
    try {
      return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  private InetSocketAddress answering(int times) {
    return answering(times, false);
  }

  private InetSocketAddress answering(int times, boolean reset) {
    var _ =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    while (true) {
                      Socket socket = server.accept();
                      var _ = Thread.ofVirtual().start(() -> answer(socket, times, reset));
                    }
                  } catch (IOException closed) {
                    // The test is over.
                  }
                });
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
  }

  private static void answer(Socket socket, int times, boolean reset) {
    try (socket;
        BufferedReader in =
            new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))) {
      for (int i = 0; i < times; i++) {
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
          // The head.
        }
        socket.getOutputStream().write(ANSWER);
      }
      if (reset) {
        socket.setSoLinger(true, 0);
      }
    } catch (IOException gone) {
      // Nobody is there to be answered.
    }
  }

  @Test
  void whatWasNotAnsweredIsSentOnAnotherConnection() throws InterruptedException {
    InetSocketAddress address = answering(3);
    try (Connections calls = new Connections(address, 2)) {
      Connections.Run run = calls.run(Collections.nCopies(100, ASK), 0);
      assertThat(run.answers()).isEqualTo(100);
      assertThat(calls.run(List.of(ASK), 0).answers()).as("in another run").isEqualTo(1);
    }
  }

  @Test
  void aConnectionThatIsResetAtRestIsReplaced() throws InterruptedException {
    InetSocketAddress address = answering(1, true);
    try (Connections calls = new Connections(address, 1)) {
      for (int i = 0; i < 20; i++) {
        assertThat(calls.run(List.of(ASK), 0).answers()).isEqualTo(1);
      }
    }
  }

  @Test
  void aServerThatAnswersNothingStopsTheRun() throws InterruptedException {
    InetSocketAddress address = answering(0);
    try (Connections calls = new Connections(address, 1)) {
      assertThatThrownBy(() -> calls.run(List.of(ASK), 0))
          .isInstanceOf(Stop.class)
          .hasMessageContaining("closed");
    }
  }
}
