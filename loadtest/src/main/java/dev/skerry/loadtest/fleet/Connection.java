package dev.skerry.loadtest.fleet;

import dev.skerry.loadtest.terminal.Stop;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A connection that is kept, and asked one thing at a time. */
final class Connection implements Closeable {
  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket;
  private final InputStream in;
  private final String site;

  /**
   * Connects.
   *
   * @param site the host of its requests for pages
   */
  Connection(InetSocketAddress to, String site) throws IOException {
    this.site = site;
    socket = new Socket(to.getAddress(), to.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** To a port of this machine. */
  static Connection to(int port, String site) throws IOException {
    return new Connection(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), site);
  }

  /** The content of a page. */
  String get(int page) throws IOException {
    String request = "GET /" + page + " HTTP/1.1\r\nhost: " + site + "\r\n\r\n";
    return ask(request.getBytes(StandardCharsets.US_ASCII));
  }

  /** The content of the answer to a request. */
  String ask(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    String status = line();
    int length = -1;
    for (String field = line(); !field.isEmpty(); field = line()) {
      if (field.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(field.substring(15).strip());
      }
    }
    if (length < 0 || !status.contains(" 200")) {
      throw Stop.failed("expected 200 with a length, got " + status);
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new IOException("the connection was closed");
      }
      if (octet != '\r') {
        line.append((char) octet);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
