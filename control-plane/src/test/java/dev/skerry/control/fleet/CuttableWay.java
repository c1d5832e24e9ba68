package dev.skerry.control.fleet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a port of this machine that can be cut, and mended. */
final class CuttableWay implements AutoCloseable {
  private final ServerSocket entrance;
  private final int port;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  private CuttableWay(ServerSocket entrance, int port) {
    this.entrance = entrance;
    this.port = port;
  }

  static CuttableWay to(int port) throws IOException {
    CuttableWay way =
        new CuttableWay(new ServerSocket(0, 64, InetAddress.getLoopbackAddress()), port);
    Thread.ofPlatform().daemon().start(way::accept);
    return way;
  }

  int port() {
    return entrance.getLocalPort();
  }

  /** Ends all connections; others are taken and ended at once. */
  void cut() throws IOException {
    cut = true;
    for (Socket socket : open) {
      socket.close();
    }
  }

  void mend() {
    cut = false;
  }

  private void accept() {
    try {
      while (true) {
        Socket near = entrance.accept();
        if (cut) {
          near.close();
          continue;
        }
        Socket far = new Socket(InetAddress.getLoopbackAddress(), port);
        open.add(near);
        open.add(far);
        pass(near, far);
        pass(far, near);
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void pass(Socket from, Socket to) {
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try (from;
                  to) {
                var _ = from.getInputStream().transferTo(to.getOutputStream());
              } catch (IOException e) {
                // cut
              } finally {
                open.remove(from);
                open.remove(to);
              }
            });
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    cut();
  }
}
