package dev.skerry.loadtest.tables;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.skerry.loadtest.terminal.Stop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** Asks a server for its table until it says that the table can be used. */
final class TableWait {
  private static final Duration MOST = Duration.ofSeconds(30);
  private static final Duration BETWEEN = Duration.ofMillis(20);
  private static final String REQUEST_LINE = "POST / HTTP/1.1\r\n";

  private TableWait() {}

  /**
   * Waits for {@link Operation#TABLE}.
   *
   * @throws Stop if the table is not active in half a minute
   */
  static void untilActive(InetSocketAddress server, Signer signer)
      throws IOException, InterruptedException {
    String request =
        new String(
            signer.request("DescribeTable", "{\"TableName\":\"" + Operation.TABLE + "\"}"),
            ISO_8859_1);
    String once = request.replace(REQUEST_LINE, REQUEST_LINE + "Connection: close\r\n");
    long end = System.nanoTime() + MOST.toNanos();
    String answer = answer(server, once);
    while (!answer.contains("\"TableStatus\":\"ACTIVE\"")) {
      if (System.nanoTime() - end > 0) {
        throw Stop.failed("the table is not active: " + answer);
      }
      Thread.sleep(BETWEEN);
      answer = answer(server, once);
    }
  }

  private static String answer(InetSocketAddress server, String request) throws IOException {
    try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
      socket.setSoTimeout(Math.toIntExact(MOST.toMillis()));
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }
}
