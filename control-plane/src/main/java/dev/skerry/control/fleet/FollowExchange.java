package dev.skerry.control.fleet;

import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.flow.ViewerEvents;
import dev.skerry.edge.flow.ViewerStream;
import dev.skerry.edge.sync.SyncException;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Response;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An edge that follows: a response that lasts as long as the session. */
final class FollowExchange implements ViewerEvents {
  private static final Logger log = LoggerFactory.getLogger(FollowExchange.class);

  /** An edge that does not take the last of what it is told in this time is cut. */
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final FleetPort port;
  private final ViewerStream viewer;
  private final @Nullable X509Certificate shown;
  private final StreamSink sink;

  // On the event loop alone.
  private boolean begun;
  private boolean over;

  private volatile @Nullable Session session;
  private volatile boolean gone;

  FollowExchange(FleetPort port, ViewerStream viewer) {
    this.port = port;
    this.viewer = viewer;
    this.shown = viewer.connection().certificate();
    this.sink = new StreamSink(viewer, port.lines());
  }

  void begin(@Nullable String query) {
    Thread.ofVirtual().name("skerry-follow").start(() -> follow(query));
  }

  private void follow(@Nullable String query) {
    try {
      Session opened = port.calls().follow(shown, query);
      session = opened;
      if (gone) {
        opened.end("its connection has ended");
      }
      onLoop(this::head);
      opened.tell(sink);
      sink.awaitRoom(FAREWELL); // all that was told is to be on its way
      onLoop(this::finish);
    } catch (JoinException e) {
      log.info("an edge was refused: {}", e.getMessage());
      onLoop(() -> refuse(FleetReply.of(e)));
    } catch (SyncException e) {
      onLoop(() -> refuse(FleetReply.problem(400, "Bad request", String.valueOf(e.getMessage()))));
    } catch (IOException e) {
      end(String.valueOf(e.getMessage()));
      onLoop(this::finish);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end("interrupted");
      onLoop(this::finish);
    } catch (RuntimeException | Error e) {
      // Whatever it was: the edge comes again.
      log.error("a session failed", e);
      end("the control plane failed: " + e);
      onLoop(() -> refuse(FleetReply.problem(503, "Failed", "ask again a little later")));
      onLoop(this::finish);
    }
  }

  private void end(String why) {
    Session running = session;
    if (running != null) {
      running.end(why);
    }
  }

  private void onLoop(Runnable task) {
    try {
      viewer.loop().execute(task);
    } catch (RejectedExecutionException e) {
      log.debug("the program has stopped, and the connection with it", e);
    }
  }

  private void head() {
    if (!over) {
      begun = true;
      Fields fields = new Fields();
      fields.set(FieldNames.CONTENT_TYPE, "application/x-ndjson");
      fields.set(FieldNames.CACHE_CONTROL, "no-store");
      viewer.head(new Response(200, fields), true);
      viewer.flush();
    }
  }

  private void refuse(FleetReply reply) {
    if (over || begun) {
      return;
    }
    over = true;
    viewer.head(reply.head(), true);
    viewer.data(Unpooled.wrappedBuffer(reply.octets()));
    viewer.end(Fields.EMPTY);
    viewer.flush();
  }

  /** Nothing is told any more: ends in good order where all that was told is on its way. */
  private void finish() {
    if (over || !begun) {
      return;
    }
    over = true;
    if (sink.isWhole()) {
      viewer.end(Fields.EMPTY);
      viewer.flush();
    } else {
      viewer.fail(ProxyError.of(ProxyError.Type.CONNECTION_WRITE_TIMEOUT, "the session has ended"));
    }
  }

  @Override
  public void data(ByteBuf content) {
    content.release();
  }

  @Override
  public void end(Fields trailers) {}

  @Override
  public void fail(ProxyError error) {}

  @Override
  public void writable() {
    sink.roomMade();
  }

  @Override
  public void gone() {
    over = true;
    gone = true;
    sink.gone();
    Session running = session;
    if (running != null) {
      Thread.startVirtualThread(() -> running.end("its connection has ended"));
    }
  }
}
