package dev.skerry.loadtest.harness;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An HTTP/1.1 origin that writes down every request it gets, byte for byte, and everything that is
 * not a well-formed request.
 */
public final class RecordingOrigin implements AutoCloseable {
  private static final int BACKLOG = 1024;

  private final ServerSocket server;
  private final Answer answer;
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final List<String> violations = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();

  private RecordingOrigin(ServerSocket server, Answer answer) {
    this.server = server;
    this.answer = answer;
    Thread.ofVirtual().name("recording-origin").start(this::accept);
  }

  /** An origin that answers every request with 200, {@code no-store} and the request's target. */
  public static RecordingOrigin start() {
    return start(
        (request, _, out) -> {
          boolean head = request.method().equals("HEAD");
          out.write(
              ("HTTP/1.1 200 OK\r\nCache-Control: no-store\r\nContent-Type: text/plain\r\n"
                      + "Content-Length: "
                      + request.target().length()
                      + "\r\n\r\n"
                      + (head ? "" : request.target()))
                  .getBytes(StandardCharsets.ISO_8859_1));
        });
  }

  public static RecordingOrigin start(Answer answer) {
    try {
      return new RecordingOrigin(
          new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        open.add(socket);
        int number = connections.incrementAndGet();
        Thread.ofVirtual().name("recording-origin-" + number).start(() -> serve(socket, number));
      }
    } catch (IOException e) {
      if (!server.isClosed()) {
        violations.add("the origin accepts no more: " + e);
      }
    }
  }

  private void serve(Socket socket, int number) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      HttpInput input = new HttpInput(in);
      OutputStream out = socket.getOutputStream();
      for (String line = input.lineOrEnd(); line != null; line = input.lineOrEnd()) {
        Seen request = request(input, line, number);
        seen.add(request);
        answer.to(request, in, out);
        out.flush();
      }
    } catch (ProtocolException e) {
      violations.add("on connection " + number + ": " + e.getMessage());
    } catch (IOException _) {
      // The edge may end a connection whenever it likes; what it sent before is written down.
    } finally {
      open.remove(socket);
    }
  }

  private static Seen request(HttpInput input, String line, int connection) throws IOException {
    String[] words = line.split(" ", -1);
    if (!line.matches("[!-~]+ [!-~]+ HTTP/1\\.1")) {
      throw new ProtocolException("not a request line: «" + line + "»");
    }
    List<HttpInput.Field> fields = input.fields();
    List<String> lengths = values(fields, "content-length");
    List<String> codings = values(fields, "transfer-encoding");
    if (values(fields, "host").size() != 1) {
      throw new ProtocolException("not one Host: " + fields);
    }
    if (lengths.size() + codings.size() > 1) {
      throw new ProtocolException("more than one way to frame: " + fields);
    }
    String content = "";
    if (!codings.isEmpty()) {
      if (!codings.getFirst().equals("chunked")) {
        throw new ProtocolException("not a transfer coding: " + codings);
      }
      content = input.chunked();
    } else if (!lengths.isEmpty()) {
      if (!lengths.getFirst().matches("[0-9]{1,15}")) {
        throw new ProtocolException("not a length: " + lengths);
      }
      content = input.exactly(Long.parseLong(lengths.getFirst()));
    }
    return new Seen(words[0], words[1], fields, content, connection);
  }

  private static List<String> values(List<HttpInput.Field> fields, String name) {
    return fields.stream()
        .filter(field -> field.name().equals(name))
        .map(HttpInput.Field::value)
        .toList();
  }

  /** The requests so far, in the order of their arrival. */
  public List<Seen> seen() {
    return List.copyOf(seen);
  }

  /** What came that was not a well-formed request. */
  public List<String> violations() {
    return List.copyOf(violations);
  }

  /** How many connections were ever opened. */
  public int connections() {
    return connections.get();
  }

  public void forget() {
    seen.clear();
    violations.clear();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  /** A request as it arrived, its content as Latin-1. */
  public record Seen(
      String method, String target, List<HttpInput.Field> fields, String content, int connection) {

    /** The values of the field, one for each line. */
    public List<String> field(String name) {
      return values(fields, name);
    }

    @Override
    public String toString() {
      return method + " " + target + " with " + content.length() + " bytes";
    }
  }

  /**
   * Writes the response to a request.
   *
   * <p>What follows the request can be read too, for protocols that a response switches to; an
   * exception ends the connection.
   */
  @FunctionalInterface
  public interface Answer {
    void to(Seen request, InputStream in, OutputStream out) throws IOException;
  }
}
