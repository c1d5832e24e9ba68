package dev.skerry.loadtest.memory;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.function.LongFunction;

/** A connection to an edge on which paths are asked for, several at once. Used by one thread. */
public final class FetchConnection implements Closeable {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final Socket socket;
  private final InputStream in;

  /** Connects to a port of the loopback address. */
  public FetchConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
  }

  /**
   * Asks for so many paths, from the first number on, and reads what comes.
   *
   * @return bytes of content that came
   * @throws IOException also where an answer is no 200
   */
  public long fetch(long first, int count, LongFunction<String> paths) throws IOException {
    StringBuilder requests = new StringBuilder();
    for (int i = 0; i < count; i++) {
      requests
          .append("GET ")
          .append(paths.apply(first + i))
          .append(" HTTP/1.1\r\nhost: example.com\r\n\r\n");
    }
    socket.getOutputStream().write(requests.toString().getBytes(ISO_8859_1));
    long bytes = 0;
    for (int i = 0; i < count; i++) {
      bytes += response();
    }
    return bytes;
  }

  private long response() throws IOException {
    String status = Lines.read(in);
    if (!status.startsWith("HTTP/1.1 200")) {
      throw new IOException("expected 200 from the edge, got \"" + status + '"');
    }
    long length = -1;
    for (String line = Lines.read(in); !line.isEmpty(); line = Lines.read(in)) {
      if (line.startsWith("content-length: ")) {
        length = Long.parseLong(line.substring("content-length: ".length()));
      }
    }
    if (length < 0) {
      throw new IOException("expected a content-length from the edge");
    }
    in.skipNBytes(length);
    return length;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
