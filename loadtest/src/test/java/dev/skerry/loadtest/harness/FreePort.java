package dev.skerry.loadtest.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/** Ports for programs that cannot choose one themselves. */
public final class FreePort {
  private FreePort() {}

  /** A port that was free a moment ago. */
  public static int choose() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until somebody accepts connections on the port. */
  static void awaitListening(int port, Duration atMost, ChildProcess process) {
    boolean listening =
        Await.holds(
            atMost,
            () -> {
              if (!process.isAlive()) {
                throw new AssertionError(process.name() + " ended:\n" + process.tail());
              }
              try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return true;
              } catch (IOException _) {
                return false;
              }
            });
    if (!listening) {
      throw new AssertionError(process.name() + " does not listen:\n" + process.tail());
    }
  }
}
