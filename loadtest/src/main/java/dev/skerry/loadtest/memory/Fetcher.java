package dev.skerry.loadtest.memory;

import java.io.IOException;
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
public final class Fetcher {
  private static final int CONNECTIONS = 16;

  /** Requests that are on their way at once on each connection. */
  private static final int PIPELINED = 8;

  private final int port;

  /** Asks the edge at that port of the loopback address. */
  public Fetcher(int port) {
    this.port = port;
  }

  /**
   * Asks for each path once.
   *
   * @return bytes of content that came
   */
  public long fetch(long count, LongFunction<String> paths)
      throws IOException, InterruptedException {
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
    try (FetchConnection edge = new FetchConnection(port)) {
      for (long first = next.getAndAdd(PIPELINED);
          first < count;
          first = next.getAndAdd(PIPELINED)) {
        bytes += edge.fetch(first, (int) Math.min(PIPELINED, count - first), paths);
      }
    }
    return bytes;
  }
}
