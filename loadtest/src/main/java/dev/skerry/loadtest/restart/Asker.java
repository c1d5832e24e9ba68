package dev.skerry.loadtest.restart;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;

/** Asks for many paths on one connection after the other, several requests at a time. */
final class Asker {
  private static final int AT_ONCE = 64;

  /** Fewer than a server answers on one connection. */
  private static final int PER_CONNECTION = 5_000;

  private Asker() {}

  /** Asks for so many paths; fails where an answer is not 200. */
  static void all(InetSocketAddress edge, int count, IntFunction<String> path) throws IOException {
    for (int from = 0; from < count; from += PER_CONNECTION) {
      some(edge, from, Math.min(count, from + PER_CONNECTION), path);
    }
  }

  private static void some(InetSocketAddress edge, int from, int to, IntFunction<String> path)
      throws IOException {
    try (Socket socket = new Socket()) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(60_000);
      socket.connect(edge);
      InputStream in = new BufferedInputStream(socket.getInputStream(), 256 * 1024);
      for (int i = from; i < to; i += AT_ONCE) {
        int batch = Math.min(AT_ONCE, to - i);
        StringBuilder requests = new StringBuilder();
        for (int k = i; k < i + batch; k++) {
          requests
              .append("GET ")
              .append(path.apply(k))
              .append(" HTTP/1.1\r\nHost: edge.test\r\n\r\n");
        }
        socket.getOutputStream().write(requests.toString().getBytes(StandardCharsets.US_ASCII));
        for (int k = 0; k < batch; k++) {
          skipAnswer(in);
        }
      }
    }
  }

  private static void skipAnswer(InputStream in) throws IOException {
    String status = line(in);
    if (!status.startsWith("HTTP/1.1 200")) {
      throw new IOException("expected 200, got " + status);
    }
    long length = -1;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Long.parseLong(line.substring(15).trim());
      }
    }
    in.skipNBytes(length);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the connection ended");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
