package dev.skerry.edge.sync;

import dev.skerry.edge.sync.ControlPlaneLink.Conversation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A conversation over HTTP: directives are lines of one response that does not end, reports are
 * requests of their own.
 *
 * <p>A virtual thread reads lines ahead, as many as there is room for; then the control plane has
 * to wait. Reports do not wait for each other where their order is of no account.
 */
final class HttpConversation implements Conversation {
  private static final int READ_AHEAD = 64;
  private static final int CALLS_MAX = 8;

  private final HttpControlPlane link;
  private final InputStream stream;
  private final ArrayBlockingQueue<Told> told = new ArrayBlockingQueue<>(READ_AHEAD);
  private final Thread reader;

  /** Guards what is reported. */
  private final Object lock = new Object();

  private final ReportQueue reports = new ReportQueue();
  private int calls;
  private volatile @Nullable IOException ended;

  /** What was read: a directive, or why there is no more. */
  private sealed interface Told {
    record Next(Directive directive) implements Told {}

    record End(IOException why) implements Told {}
  }

  HttpConversation(HttpControlPlane link, InputStream stream) {
    this.link = link;
    this.stream = stream;
    this.reader = Thread.ofVirtual().name("skerry-follow-reader").start(this::read);
  }

  private void read() {
    try {
      try {
        LineReader lines = new LineReader(stream);
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
          told.put(new Told.Next(SyncCodec.directive(line)));
        }
        told.put(new Told.End(new IOException("the control plane has ended the connection")));
      } catch (IOException e) {
        IOException first = ended;
        told.put(new Told.End(first != null ? first : e));
      }
    } catch (InterruptedException e) {
      // Closed: nobody asks any more.
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public @Nullable Directive next(Duration atMost) throws IOException, InterruptedException {
    return switch (told.poll(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
      case null -> {
        IOException why = ended;
        if (why != null) {
          throw why;
        }
        yield null;
      }
      case Told.Next(Directive directive) -> directive;
      case Told.End(IOException why) -> {
        IOException first = ended;
        ended = first != null ? first : why;
        throw ended;
      }
    };
  }

  @Override
  public void report(List<Report> added) throws IOException {
    IOException why = ended;
    if (why != null) {
      throw why;
    }
    link.renewIfDue();
    synchronized (lock) {
      if (!reports.add(added)) {
        throw new IOException("the control plane does not take reports");
      }
      send();
    }
  }

  /** Sends what waits, if that may be now. Under the lock. */
  private void send() {
    if (reports.isEmpty() || calls >= (reports.mayOvertake() ? CALLS_MAX : 1)) {
      return;
    }
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (Report report : reports.takeAll()) {
      lines.writeBytes(SyncCodec.write(report));
    }
    calls++;
    link.client()
        .sendAsync(
            FleetCall.request(link.controlPlane(), "report")
                .header("content-type", "application/x-ndjson")
                .POST(BodyPublishers.ofByteArray(lines.toByteArray()))
                .build(),
            BodyHandlers.discarding())
        .whenComplete(
            (response, failure) -> {
              synchronized (lock) {
                calls--;
                if (failure != null) {
                  end(new IOException("reports do not arrive: " + failure.getMessage(), failure));
                } else if (response.statusCode() / 100 != 2) {
                  end(new IOException("reports are refused: status " + response.statusCode()));
                } else {
                  send();
                }
              }
            });
  }

  private void end(IOException why) {
    if (ended == null) {
      ended = why;
    }
    close();
  }

  @Override
  public void close() {
    if (ended == null) {
      ended = new IOException("closed");
    }
    try {
      stream.close();
    } catch (IOException e) {
      // It is given up anyway.
    }
    reader.interrupt();
    // Whoever waits is woken; where there is no room, there is something to wake it.
    boolean _ = told.offer(new Told.End(new IOException("closed")));
  }
}
