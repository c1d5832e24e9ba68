package dev.skerry.loadtest.memory;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/** Asks the edge for paths over a few connections and reads what comes. */
final class Fetcher {
  private static final int CONNECTIONS = 16;

  /** Requests that are on their way at once on each connection. */
  private static final int PIPELINED = 8;

  private final int port;

  Fetcher(int port) {
    this.port = port;
  }

  /**
   * Asks for each path once.
   *
   * @return bytes of content that came
   */
  long fetch(long count, LongFunction<String> paths) throws IOException, InterruptedException {
    AtomicLong next = new AtomicLong();
    List<Callable<Long>> connections = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      connections.add(() -> connection(next, count, paths));
    }
    long bytes = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Long> connection : threads.invokeAll(connections)) {
        bytes += connection.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("a connection to the edge failed", e.getCause());
    }
    return bytes;
  }

  private long connection(AtomicLong next, long count, LongFunction<String> paths)
      throws IOException {
    long bytes = 0;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        InputStream in = new BufferedInputStream(socket.getInputStream(), 64 * 1024)) {
      socket.setTcpNoDelay(true);
      for (long first = next.getAndAdd(PIPELINED);
          first < count;
          first = next.getAndAdd(PIPELINED)) {
        int asked = (int) Math.min(PIPELINED, count - first);
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < asked; i++) {
          requests
              .append("GET ")
              .append(paths.apply(first + i))
              .append(" HTTP/1.1\r\nhost: example.com\r\n\r\n");
        }
        socket.getOutputStream().write(requests.toString().getBytes(ISO_8859_1));
        for (int i = 0; i < asked; i++) {
          bytes += response(in);
        }
      }
    }
    return bytes;
  }

  private static long response(InputStream in) throws IOException {
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
}
