package dev.skerry.control.fleet;

import dev.skerry.edge.sync.ControlPlaneLink;
import dev.skerry.edge.sync.Directive;
import dev.skerry.edge.sync.Hello;
import dev.skerry.edge.sync.Report;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way from an edge to the control plane in the same process: the edge's own thread asks the
 * session for what comes next, and nothing is written or read.
 */
public final class LocalLink implements ControlPlaneLink {
  private final Sessions sessions;
  private final String edge;

  /** The way of one edge, which needs no certificate; its name must be nobody else's. */
  public LocalLink(Sessions sessions, String edge) {
    this.sessions = sessions;
    this.edge = edge;
  }

  @Override
  public Conversation open(Hello hello) throws IOException {
    try {
      return new Local(sessions.open(edge, hello));
    } catch (RuntimeException e) {
      throw new IOException("the control plane cannot say now what comes next: " + e, e);
    }
  }

  private record Local(Session session) implements Conversation {
    @Override
    public @Nullable Directive next(Duration atMost) throws IOException, InterruptedException {
      Directive next = session.take(atMost);
      String ended = session.ended();
      if (next == null && ended != null) {
        throw new EOFException(ended);
      }
      return next;
    }

    @Override
    public void report(List<Report> reports) throws IOException {
      String ended = session.ended();
      if (ended != null) {
        throw new EOFException(ended);
      }
      reports.forEach(session::report);
    }

    @Override
    public void close() {
      session.end("the edge has left");
    }
  }
}
