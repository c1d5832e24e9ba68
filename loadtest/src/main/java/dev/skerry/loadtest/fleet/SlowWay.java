package dev.skerry.loadtest.fleet;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * A way to a server on which everything takes a while longer, in each direction: what comes is
 * passed on in order, each piece so long after it came. At most 256 pieces of 64 KiB are under way.
 */
final class SlowWay implements Closeable {
  private static final int PIECES = 256;
  private static final int PIECE_BYTES = 64 << 10;
  private static final int CONNECT_MILLIS = 10_000;

  private final ServerSocket entrance;
  private final InetSocketAddress server;
  private final long nanos;

  /** What came, and when it is passed on. */
  @SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
  private record Piece(byte[] octets, long dueNanos) {}

  private SlowWay(ServerSocket entrance, InetSocketAddress server, long nanos) {
    this.entrance = entrance;
    this.server = server;
    this.nanos = nanos;
  }

  static SlowWay to(InetSocketAddress server, long nanos) throws IOException {
    SlowWay way =
        new SlowWay(new ServerSocket(0, 64, InetAddress.getLoopbackAddress()), server, nanos);
    Thread.ofVirtual().start(way::accept);
    return way;
  }

  int port() {
    return entrance.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket near = entrance.accept();
        Thread.ofVirtual().start(() -> connect(near));
      }
    } catch (IOException closed) {
      // That is the end.
    }
  }

  private void connect(Socket near) {
    try {
      Socket far = new Socket();
      far.connect(server, CONNECT_MILLIS);
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      pass(near, far);
      pass(far, near);
    } catch (IOException e) {
      close(near);
    }
  }

  private void pass(Socket from, Socket to) {
    BlockingQueue<Piece> under = new ArrayBlockingQueue<>(PIECES);
    Thread.ofVirtual().start(() -> read(from, under));
    Thread.ofVirtual().start(() -> write(under, from, to));
  }

  private void read(Socket from, BlockingQueue<Piece> under) {
    byte[] octets = new byte[PIECE_BYTES];
    try {
      InputStream in = from.getInputStream();
      int read;
      do {
        read = in.read(octets);
        byte[] piece = new byte[Math.max(0, read)];
        System.arraycopy(octets, 0, piece, 0, piece.length);
        under.put(new Piece(piece, System.nanoTime() + nanos));
      } while (read > 0);
    } catch (IOException | InterruptedException e) {
      close(from);
    }
  }

  private static void write(BlockingQueue<Piece> under, Socket from, Socket to) {
    try (from;
        to) {
      OutputStream out = to.getOutputStream();
      for (Piece piece = under.take(); piece.octets.length > 0; piece = under.take()) {
        for (long left = piece.dueNanos - System.nanoTime();
            left > 0;
            left = piece.dueNanos - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        out.write(piece.octets);
        out.flush();
      }
    } catch (IOException | InterruptedException e) {
      // One of the two has gone; the other is told so by its socket.
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone then.
    }
  }

  @Override
  public void close() throws IOException {
    entrance.close();
  }
}
