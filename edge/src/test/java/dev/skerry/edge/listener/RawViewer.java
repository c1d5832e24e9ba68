package dev.skerry.edge.listener;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A viewer that sends what it is told to, octet by octet, and reads what comes. */
final class RawViewer implements AutoCloseable {
  private static final int TIMEOUT_MS = 20_000;

  final Socket socket;
  private final InputStream in;

  RawViewer(Socket socket) {
    try {
      this.socket = socket;
      socket.setSoTimeout(TIMEOUT_MS);
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A response as it came. */
  record Answer(int status, String statusLine, Map<String, String> fields, String content) {
    @Nullable String field(String name) {
      return fields.get(name);
    }
  }

  static RawViewer connect(InetSocketAddress address) {
    try {
      return new RawViewer(new Socket(address.getAddress(), address.getPort()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RawViewer send(String text) {
    return send(text.getBytes(ISO_8859_1));
  }

  RawViewer send(byte[] octets) {
    try {
      socket.getOutputStream().write(octets);
      socket.getOutputStream().flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends and does not care whether the edge still listens. */
  RawViewer trySend(byte[] octets) {
    try {
      socket.getOutputStream().write(octets);
      socket.getOutputStream().flush();
    } catch (IOException e) {
      // The answer may be there already, and the connection closed.
    }
    return this;
  }

  RawViewer endOutput() {
    try {
      socket.shutdownOutput();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next response, whole. */
  Answer answer() {
    return answer("GET");
  }

  Answer answer(String method) {
    try {
      String statusLine = line();
      int status = Integer.parseInt(statusLine.substring(9, 12));
      Map<String, String> fields = fields();
      return new Answer(status, statusLine, fields, content(method, status, fields));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next octets, that many. */
  String read(int count) {
    try {
      byte[] octets = in.readNBytes(count);
      if (octets.length < count) {
        throw new EOFException("only " + new String(octets, ISO_8859_1));
      }
      return new String(octets, ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the edge closes without sending anything more. */
  boolean isClosed() {
    try {
      return in.read() < 0;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> fields() throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      fields.merge(
          line.substring(0, colon).toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip(),
          (a, b) -> a + ", " + b);
    }
    return fields;
  }

  private String content(String method, int status, Map<String, String> fields) throws IOException {
    if (method.equals("HEAD") || status < 200 || status == 204 || status == 304) {
      return "";
    }
    if ("chunked".equals(fields.get("transfer-encoding"))) {
      StringBuilder content = new StringBuilder();
      for (int size = chunkSize(); size > 0; size = chunkSize()) {
        content.append(read(size));
        line();
      }
      fields.putAll(fields());
      return content.toString();
    }
    String length = fields.get("content-length");
    return length == null
        ? new String(in.readAllBytes(), ISO_8859_1)
        : read(Integer.parseInt(length));
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line(), 16);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the edge closed after '" + line + "'");
      }
      line.append((char) c);
    }
    line.setLength(line.length() - 1);
    return line.toString();
  }
}
