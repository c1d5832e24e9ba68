package dev.skerry.control.schedules;

import dev.skerry.control.fleet.DirectiveSource;
import dev.skerry.control.fleet.Fleet;
import dev.skerry.edge.sync.Directive;
import dev.skerry.edge.sync.Hello;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** What edges are told of runs, on the connections that they have. May be used by any thread. */
final class Offers implements DirectiveSource {
  /** An edge that takes nothing for so many directives is told no more of them. */
  private static final int MOST = 1_000;

  private final Fleet fleet;
  private final Map<String, Told> sessions = new ConcurrentHashMap<>();

  Offers(Fleet fleet) {
    this.fleet = fleet;
  }

  /** Tells an edge; false where it cannot be told now. */
  boolean tell(String edge, Directive directive) {
    Told session = sessions.get(edge);
    boolean told = session != null && session.waiting.offer(directive);
    fleet.tell(edge);
    return told;
  }

  @Override
  public Following begin(String edge, Hello hello) {
    Told session = new Told(edge);
    sessions.put(edge, session);
    return session;
  }

  /** What one session is to be told. */
  private final class Told implements Following {
    private final String edge;
    private final BlockingQueue<Directive> waiting = new LinkedBlockingQueue<>(MOST);

    Told(String edge) {
      this.edge = edge;
    }

    @Override
    public @Nullable Directive next() {
      return waiting.poll();
    }

    @Override
    public void end() {
      sessions.remove(edge, this);
    }
  }
}
