package dev.skerry.loadtest.neighbours;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Viewers that ask for what handlers are to make, each again and again, one handler after the
 * other, until it is closed: at most {@value #PER_SECOND} times a second, so that it is the
 * handlers that are felt and not the requests.
 */
final class Attack implements Closeable {
  private static final int PATIENCE_MILLIS = 10_000;
  private static final int PER_SECOND = 25;

  private final InetSocketAddress edge;
  private final List<String> handlers;
  private final List<Thread> viewers = new ArrayList<>();
  private final AtomicLong ended = new AtomicLong();
  private final AtomicLong longest = new AtomicLong();
  private volatile boolean closed;

  Attack(InetSocketAddress edge, List<String> handlers) {
    this.edge = edge;
    this.handlers = handlers;
  }

  void start(int count) {
    for (int i = 0; i < count; i++) {
      int first = i;
      viewers.add(Thread.ofVirtual().start(() -> attack(first)));
    }
  }

  private void attack(int first) {
    for (int i = first; !closed; i++) {
      long asked = System.nanoTime();
      try {
        ask(handlers.get(i % handlers.size()));
      } catch (IOException e) {
        // A body that was broken off, or a viewer that was sent away.
      }
      ended.incrementAndGet();
      long took = System.nanoTime() - asked;
      longest.accumulateAndGet(took, Math::max);
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1) / PER_SECOND - took);
    }
  }

  private void ask(String handler) throws IOException {
    try (Socket socket = new Socket(edge.getAddress(), edge.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      String request =
          "GET /%s HTTP/1.1\r\nhost: example.test\r\nconnection: close\r\n\r\n".formatted(handler);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      byte[] piece = new byte[1 << 16];
      while (in.read(piece) >= 0 && !closed) {
        // What it says is of no interest.
      }
    }
  }

  /** How many requests have come to an end. */
  long ended() {
    return ended.get();
  }

  /** The longest that one took, in milliseconds. */
  long longestMillis() {
    return longest.get() / 1_000_000;
  }

  @Override
  public void close() {
    closed = true;
    for (Thread viewer : viewers) {
      try {
        viewer.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
