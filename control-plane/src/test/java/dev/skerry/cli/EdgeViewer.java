package dev.skerry.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who asks an edge all the time, on a thread of its own, until the first failure: an
 * answer that does not come, or is no redirect.
 */
final class EdgeViewer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long PAUSE_NANOS = 10_000_000;

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI edge;
  private final AtomicLong answered = new AtomicLong();
  private final Thread thread;
  private volatile boolean closed;
  private volatile @Nullable String failure;

  private EdgeViewer(URI edge) {
    this.edge = edge;
    this.thread = Thread.ofPlatform().daemon().unstarted(this::view);
  }

  /** One that has begun. */
  static EdgeViewer of(URI edge) {
    EdgeViewer viewer = new EdgeViewer(edge);
    viewer.thread.start();
    return viewer;
  }

  private void view() {
    HttpRequest request = HttpRequest.newBuilder(edge.resolve("/")).timeout(PATIENCE).build();
    try {
      while (!closed && failure == null) {
        HttpResponse<Void> answer = client.send(request, BodyHandlers.discarding());
        if (answer.headers().firstValue("location").isEmpty()) {
          failure = "status " + answer.statusCode() + " after " + answered + " answers";
        }
        answered.incrementAndGet();
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } catch (IOException e) {
      failure = closed ? null : e + " after " + answered + " answers";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Answers so far. */
  long answered() {
    return answered.get();
  }

  /** What failed; null for nothing. */
  @Nullable String failure() {
    return failure;
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.join();
    client.shutdownNow();
  }
}
