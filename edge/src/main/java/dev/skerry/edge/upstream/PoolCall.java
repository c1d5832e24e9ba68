package dev.skerry.edge.upstream;

import dev.skerry.edge.flow.ProxyError;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way: one {@link Attempt} after another, until one is answered or no further one
 * is allowed.
 */
final class PoolCall implements OriginCall {
  private final EventLoop loop;
  private final Request request;
  private final OriginEvents events;
  private final Route route;
  private final PendingContent pending = new PendingContent();
  private @Nullable Attempt attempt;
  private @Nullable OriginStream stream;
  private @Nullable String origin;
  private boolean starting;
  private boolean contentSent;
  private boolean wasUnwritable;
  private boolean over;

  PoolCall(Pool pool, EventLoop loop, Request request, long hash, OriginEvents events) {
    this.loop = loop;
    this.request = request;
    this.events = events;
    this.route = new Route(pool, loop, request, hash);
  }

  /** Sends the request for the first time. */
  void start() {
    starting = true;
    follow(route.first());
    starting = false;
  }

  @Override
  public @Nullable String origin() {
    return origin;
  }

  @Override
  public boolean isWritable() {
    OriginStream current = stream;
    boolean writable = !over && (current != null ? current.isWritable() : pending.isWritable());
    wasUnwritable |= !writable;
    return writable;
  }

  @Override
  public void data(ByteBuf content) {
    if (over) {
      content.release();
    } else if (stream != null) {
      contentSent = true;
      stream.data(content);
    } else if (!pending.add(content)) {
      giveUp(
          ProxyError.of(
              ProxyError.Type.PROXY_INTERNAL_ERROR, "content before there is a connection"));
    }
  }

  @Override
  public void end(Fields trailers) {
    if (over) {
      return;
    }
    if (stream != null) {
      contentSent = true;
      stream.end(trailers);
    } else {
      pending.end(trailers);
    }
  }

  @Override
  public void fail(ProxyError error) {
    cancel();
  }

  @Override
  public void resume() {
    if (stream != null) {
      stream.resume();
    }
  }

  @Override
  public void pause() {
    if (stream != null) {
      stream.pause();
    }
  }

  @Override
  public void cancel() {
    if (over) {
      return;
    }
    over = true;
    pending.release();
    if (attempt != null) {
      attempt.cancel();
    }
  }

  private void follow(Route.Step step) {
    switch (step) {
      case Route.Try next -> attempt(next);
      case Route.Fail fail -> giveUp(fail.error());
      case Route.Wait wait -> wait(wait.pool());
    }
  }

  private void attempt(Route.Try next) {
    stream = null;
    Attempt made = new Attempt(next.pool(), next.target(), request, new Answer());
    attempt = made;
    origin = next.target().endpoint.counters.origin();
    made.start(next.fresh());
  }

  /** Goes on when it is known what the pool's names stand for. */
  private void wait(Pool pool) {
    pool.home()
        .execute(
            () -> {
              boolean waits = pool.membership().whenResolved(() -> loop.execute(this::resolved));
              if (!waits) {
                loop.execute(
                    () ->
                        giveUp(
                            ProxyError.beforeSending(
                                ProxyError.Type.CONNECTION_LIMIT_REACHED,
                                "too many wait for DNS")));
              }
            });
  }

  private void resolved() {
    if (!over) {
      follow(route.again());
    }
  }

  private void giveUp(ProxyError error) {
    if (over) {
      return;
    }
    if (starting) {
      loop.execute(() -> giveUp(error));
      return;
    }
    over = true;
    pending.release();
    if (attempt != null) {
      attempt.cancel();
    }
    events.fail(error);
  }

  /** What the current attempt tells. */
  private final class Answer implements Attempt.Listener {
    @Override
    public void opened(Attempt from, OriginStream opened) {
      stream = opened;
      contentSent |= pending.moveTo(opened);
      if (wasUnwritable && !over && stream != null && stream.isWritable()) {
        wasUnwritable = false;
        events.writable();
      }
    }

    @Override
    public boolean accepts(Attempt from, int status) {
      return contentSent || from.isAnswered() || !route.mayReplace(status);
    }

    @Override
    public void failed(Attempt from, ProxyError error) {
      stream = null;
      if (over) {
        return;
      }
      if (contentSent || from.isAnswered()) {
        giveUp(error);
      } else if (starting) {
        loop.execute(() -> next(from, error));
      } else {
        next(from, error);
      }
    }

    private void next(Attempt from, ProxyError error) {
      if (!over) {
        follow(route.after(from, error));
      }
    }

    @Override
    public void informational(Response response) {
      events.informational(response);
    }

    @Override
    public void head(Response response, boolean hasContent) {
      over = !hasContent;
      if (over) {
        pending.release();
      }
      events.head(response, hasContent);
    }

    @Override
    public void data(ByteBuf content) {
      events.data(content);
    }

    @Override
    public void end(Fields trailers) {
      if (request.upgrade() == null) {
        over = true;
      }
      events.end(trailers);
    }

    @Override
    public void fail(ProxyError error) {
      giveUp(error);
    }

    @Override
    public void writable() {
      if (!over) {
        events.writable();
      }
    }
  }
}
