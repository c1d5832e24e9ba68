package dev.skerry.loadtest.harness;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A TCP connection to the edge on which a test writes exactly the bytes it wants. */
public final class RawConnection implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 30_000;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  private RawConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
    this.out = socket.getOutputStream();
  }

  /** Connects to where the edge answers in clear text. */
  public static RawConnection open(URI edge) throws IOException {
    Socket socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), edge.getPort()), TIMEOUT_MILLIS);
    return new RawConnection(socket);
  }

  /** Sends the text as Latin-1. */
  public void send(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public void send(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  /** Lets reading fail when nothing comes for so long. */
  public RawConnection patience(Duration value) throws IOException {
    socket.setSoTimeout(Math.toIntExact(value.toMillis()));
    return this;
  }

  /** Sends a GET and reads its response. */
  public RawResponse get(String target) throws IOException {
    send("GET " + target + " HTTP/1.1\r\nHost: edge.test\r\n\r\n");
    return receive("GET");
  }

  /** Reads the final response to a request with this method; 1xx responses go by. */
  public RawResponse receive(String method) throws IOException {
    RawResponse head = readHead();
    String content = content(new HttpInput(in), method, head);
    return new RawResponse(head.status(), head.fields(), content, head.interim());
  }

  /** Reads the head of the final response and leaves its content to be read from {@link #in}. */
  public RawResponse readHead() throws IOException {
    HttpInput input = new HttpInput(in);
    List<Integer> interim = new ArrayList<>();
    while (true) {
      String line = input.line();
      if (!line.matches("HTTP/1\\.1 [1-9][0-9]{2}( .*)?")) {
        throw new ProtocolException("not a status line: «" + line + "»");
      }
      int status = Integer.parseInt(line.substring(9, 12));
      List<HttpInput.Field> fields = input.fields();
      if (status >= 200 || status == 101) {
        return new RawResponse(status, fields, "", interim);
      }
      interim.add(status);
    }
  }

  private static String content(HttpInput input, String method, RawResponse head)
      throws IOException {
    int status = head.status();
    if (method.equals("HEAD") || status == 101 || status == 204 || status == 304) {
      return "";
    }
    if (head.field("transfer-encoding").isPresent()) {
      return input.chunked();
    }
    if (head.field("content-length").isPresent()) {
      return input.exactly(Long.parseLong(head.field("content-length").get()));
    }
    return input.toTheEnd();
  }

  /** Waits for the first byte that is not read yet; false if the connection ends before it. */
  public boolean awaitByte() throws IOException {
    in.mark(1);
    try {
      boolean isThere = in.read() >= 0;
      in.reset();
      return isThere;
    } catch (SocketException _) {
      return false;
    }
  }

  /** The content that belongs to a head, as a stream; trailers are read and dropped. */
  public InputStream content(RawResponse head) {
    return head.field("transfer-encoding").isPresent() ? new ChunkedInput(in) : in;
  }

  /** What can be read, unparsed. */
  public InputStream in() {
    return in;
  }

  /** What is written here is sent at once. */
  public OutputStream out() {
    return out;
  }

  /** Whether the edge ends the connection within the time; what it still sends is read and lost. */
  public boolean isClosedByPeer(Duration atMost) throws IOException {
    long deadline = System.nanoTime() + atMost.toNanos();
    byte[] lost = new byte[8192];
    try {
      while (true) {
        long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        if (left <= 0) {
          return false;
        }
        socket.setSoTimeout(Math.toIntExact(left));
        if (in.read(lost) < 0) {
          return true;
        }
      }
    } catch (SocketTimeoutException _) {
      return false;
    } catch (SocketException _) {
      return true;
    } finally {
      if (!socket.isClosed()) {
        socket.setSoTimeout(TIMEOUT_MILLIS);
      }
    }
  }

  /** Says that nothing more will be sent. */
  public void finish() throws IOException {
    socket.shutdownOutput();
  }

  /** Ends the connection with a reset, as a viewer does that is cut off. */
  public void reset() throws IOException {
    socket.setOption(java.net.StandardSocketOptions.SO_LINGER, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
