package dev.skerry.loadtest.memory;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.skerry.http.HttpDate;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;

/**
 * An origin whose every path has content of its own, of the length that the path ends with: {@code
 * /anything/1024}. All of it may be stored for a day. One virtual thread for each connection.
 */
public final class PathOrigin implements Closeable {
  private static final int PIECE_BYTES = 16 * 1024;

  private final ServerSocket server;
  private final boolean tags;

  private PathOrigin(ServerSocket server, boolean tags) {
    this.server = server;
    this.tags = tags;
  }

  /** Opens one on a port of the loopback address that the system chooses. */
  public static PathOrigin start() throws IOException {
    return start(false);
  }

  /** Opens one whose content carries two tags: {@code all}, and its path. */
  public static PathOrigin startWithTags() throws IOException {
    return start(true);
  }

  private static PathOrigin start(boolean tags) throws IOException {
    ServerSocket server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    PathOrigin origin = new PathOrigin(server, tags);
    Thread.ofVirtual().start(origin::accept);
    return origin;
  }

  /** Where it listens. */
  public int port() {
    return server.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException closed) {
      // That is the end.
    }
  }

  private void serve(Socket socket) {
    try (socket;
        InputStream in = new BufferedInputStream(socket.getInputStream(), PIECE_BYTES);
        OutputStream out = new BufferedOutputStream(socket.getOutputStream(), PIECE_BYTES)) {
      for (String line = Lines.read(in); !line.isEmpty(); line = Lines.read(in)) {
        String path = line.split(" ", 3)[1];
        while (!Lines.read(in).isEmpty()) {
          // The fields do not matter.
        }
        answer(out, path);
        out.flush();
      }
    } catch (IOException gone) {
      // The edge has closed the connection.
    }
  }

  private void answer(OutputStream out, String path) throws IOException {
    int length = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
    String head =
        "HTTP/1.1 200 OK\r\n"
            + "date: "
            + HttpDate.format(System.currentTimeMillis())
            + "\r\n"
            + "content-type: application/octet-stream\r\n"
            + "cache-control: public, max-age=86400\r\n"
            + (tags ? "cache-tag: all," + path + "\r\n" : "")
            + "etag: \""
            + Integer.toHexString(path.hashCode())
            + "-"
            + Integer.toHexString(length)
            + "\"\r\n"
            + "last-modified: Mon, 03 Nov 2025 10:00:00 GMT\r\n"
            + "content-length: "
            + length
            + "\r\n\r\n";
    out.write(head.getBytes(ISO_8859_1));
    byte[] piece = new byte[Math.min(length, PIECE_BYTES)];
    Arrays.fill(piece, (byte) ('a' + (path.hashCode() & 15)));
    for (int left = length; left > 0; left -= piece.length) {
      out.write(piece, 0, Math.min(left, piece.length));
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
