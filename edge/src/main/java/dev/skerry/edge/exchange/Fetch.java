package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.Content;
import dev.skerry.edge.cache.Fill;
import dev.skerry.edge.cache.StoredResponse;
import dev.skerry.edge.config.PoolConfig;
import dev.skerry.edge.flow.ContentSink;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.observe.ExchangeRecord;
import dev.skerry.edge.purge.Ticket;
import dev.skerry.edge.upstream.OriginCall;
import dev.skerry.edge.upstream.OriginEvents;
import dev.skerry.edge.upstream.OriginPool;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request to the origin and what becomes of its response: it is stored, or freshens what is
 * stored, or passes to the one exchange that leads the fetch.
 *
 * <p>It may outlive its leader (what is being stored is stored to the end), and may have none (a
 * validation in the background). Owned by one event loop, its leader's.
 */
final class Fetch implements OriginEvents {
  private static final Logger log = LoggerFactory.getLogger(Fetch.class);

  /** The exchange that waits for a fetch and may get its response for itself. */
  interface Leader {
    void informational(Response response);

    /** The response is being stored. */
    void shared(StoredResponse stored);

    /** What was stored has been confirmed by the origin. */
    void validated(StoredResponse stored);

    /** A range is being stored, and is what the viewer asked for. */
    void partial(Response head, Content content);

    /**
     * The response is the leader's alone; its content, if any, goes where {@link #deliverTo} says.
     */
    void passed(Response head, boolean hasContent);

    /** There is no response that can be used. */
    void fetchFailed(ProxyError error);

    /** Whether something stale can be served in place of an error. */
    boolean hasStale();

    /** Why the response is not stored, a token. */
    void notStored(String reason);

    /** The same is asked once more, by another fetch. */
    void refetches(Fetch next);

    /** The origin can take more of the request's content. */
    void originWritable();
  }

  final Services services;
  final FetchPlan plan;
  final EventLoop loop;
  final Ticket ticket;

  /** The tags of the response. */
  final FetchTags tags;

  /** The newest purge when it began: what comes of it is no older. */
  final long latestPurge;

  /** When the request was sent, in milliseconds since 1970 UTC. */
  final long requestMillis;

  private @Nullable ExchangeRecord record;
  private @Nullable Leader leader;
  private @Nullable OriginCall call;

  /** Once anybody has asked for it. */
  private @Nullable String requestId;

  /** Where the content goes: one of these, once the head has come. */
  private @Nullable ContentSink target;

  private boolean headCame;
  private boolean over;

  /**
   * Prepares a fetch.
   *
   * @param leader null for one in the background
   * @param record where to note what the origin did; null for one in the background
   */
  Fetch(
      Services services,
      FetchPlan plan,
      EventLoop loop,
      Ticket ticket,
      @Nullable Leader leader,
      @Nullable ExchangeRecord record) {
    this.services = services;
    this.plan = plan;
    this.loop = loop;
    this.ticket = ticket;
    this.tags = new FetchTags(plan);
    this.leader = leader;
    this.record = record;
    this.requestMillis = services.clock().millis();
    this.latestPurge = services.purges().latest();
  }

  /** Sends the request, by way of the rule's handlers. Events come later, never from within. */
  void start() {
    if (plan.rule().hooks().isAnyForOrigins()) {
      HandledOrigin handled = new HandledOrigin(this);
      call = handled;
      handled.start();
    } else {
      call = send(plan.toOrigin(), this);
    }
  }

  /** Sends a request to the pool that it is for; null if there is no call, which is told later. */
  @Nullable OriginCall send(Request request, OriginEvents events) {
    String poolName = plan.pool();
    OriginPool pool = poolName == null ? null : services.pools().apply(poolName);
    if (pool == null) {
      ProxyError error = unreachable(poolName);
      loop.execute(() -> events.fail(error));
      return null;
    }
    if (record != null) {
      record.originStartNanos = System.nanoTime();
    }
    try {
      return pool.send(request, plan.asked().target().hashCode(), loop, events);
    } catch (RuntimeException e) {
      log.error("cannot ask the origin for {}", request, e);
      loop.execute(() -> events.fail(ProxyError.of(ProxyError.Type.PROXY_INTERNAL_ERROR, null)));
      return null;
    }
  }

  /** Why there is no pool: a bucket's is there once it is known where buckets are. */
  private ProxyError unreachable(@Nullable String poolName) {
    PoolConfig config = poolName == null ? null : plan.snapshot().pools().get(poolName);
    String bucket = config == null ? null : config.bucket();
    return bucket == null
        ? ProxyError.of(ProxyError.Type.DESTINATION_NOT_FOUND, "no origin pool")
        : ProxyError.of(
            ProxyError.Type.DESTINATION_UNAVAILABLE,
            "no object store is known that has bucket:" + bucket);
  }

  /** The call to the origin, a sink for the request's content; null if there never was one. */
  @Nullable OriginCall call() {
    return call;
  }

  // ---- what the origin tells

  @Override
  public void informational(Response response) {
    if (leader != null) {
      leader.informational(response);
    }
  }

  @Override
  public void head(Response response, boolean hasContent) {
    headCame = true;
    if (!(call instanceof HandledOrigin)) {
      originAnswered(response);
    }
    try {
      OriginResponsePhase.run(this, response, hasContent);
    } catch (RuntimeException e) {
      log.error("fetch failed at the response of {}", plan.toOrigin(), e);
      abort(ProxyError.of(ProxyError.Type.PROXY_INTERNAL_ERROR, null));
    }
    if (!hasContent && !over) {
      end(Fields.EMPTY);
    }
  }

  /** The exchange's name in logs, the same for as long as the fetch goes on. */
  String requestId() {
    if (requestId == null) {
      requestId = HandlerCalls.requestId(record);
    }
    return requestId;
  }

  /** Notes why the response is not stored. */
  void notStored(String reason) {
    if (leader != null) {
      leader.notStored(reason);
    }
  }

  /** Notes what the origin has answered, whatever a handler then makes of it. */
  void originAnswered(Response response) {
    if (record != null) {
      record.originHeadNanos = System.nanoTime();
      record.originStatus = response.status();
      record.origin = call == null ? null : call.origin();
    }
  }

  @Override
  public void data(ByteBuf content) {
    if (target == null) {
      ReferenceCountUtil.release(content);
      return;
    }
    target.data(content);
  }

  @Override
  public void end(Fields trailers) {
    over = true;
    if (target != null) {
      target.end(trailers);
    }
  }

  @Override
  public void fail(ProxyError error) {
    if (over) {
      return;
    }
    over = true;
    if (record != null && call != null) {
      record.origin = call.origin();
    }
    if (target != null) {
      target.fail(error);
    } else {
      unanswered(error);
    }
  }

  @Override
  public void writable() {
    if (leader != null) {
      leader.originWritable();
    }
  }

  // ---- how a response is disposed of: one of these, once

  /** Nothing came that could be used: the waiters decide by themselves what to answer. */
  private void unanswered(ProxyError error) {
    ticket.release();
    resolve(new Fill.Outcome.Failed(error));
    if (leader != null) {
      leader.fetchFailed(error);
    }
  }

  /**
   * Whether an error can be answered with something stale; in the background nobody needs an
   * answer.
   */
  boolean mayServeStale() {
    return leader == null ? !plan.validating().isEmpty() : leader.hasStale();
  }

  /** The origin's error gives way to what is stored. */
  void standAside(ProxyError error) {
    cancel();
    unanswered(error);
  }

  /** The response goes to the leader alone. */
  void pass(Response response, boolean hasContent) {
    ticket.release();
    resolve(new Fill.Outcome.Private());
    if (leader != null) {
      leader.passed(response, hasContent);
    }
    if (target == null && hasContent) {
      cancel();
    }
  }

  /** Says where the content goes that comes from now on. */
  void deliverTo(ContentSink sink) {
    target = sink;
  }

  /** What was stored is confirmed: everybody who waits may use it, if it is fresh by that. */
  void validated(StoredResponse stored) {
    cancel();
    boolean shareable = Shareability.isShareable(stored, services.clock().millis());
    resolve(shareable ? new Fill.Outcome.Shared(stored) : new Fill.Outcome.Private());
    endFill();
    if (leader != null) {
      leader.validated(stored);
    }
  }

  /** The response is stored while it comes. */
  void fill(Filling filling, boolean hasContent) {
    target = filling;
    if (hasContent && call != null) {
      filling.drivenBy(call, loop);
    }
    filling.announce(this, leader);
    if (hasContent && call != null) {
      call.resume();
    }
  }

  /** What was to be validated or completed is of no use: asks again, for all of it. */
  void refetchWhole() {
    cancel();
    // What was read before this began is no newer than its own ticket.
    ReadTags before = tags.before();
    Ticket shared = before == null || before.isEmpty() ? null : ticket.share();
    ticket.release();
    Ticket nextTicket = shared == null ? services.purges().begin() : shared;
    Fetch next = new Fetch(services, plan.whole(), loop, nextTicket, leader, record);
    next.requestId = requestId;
    next.tags.isMadeOf(before);
    if (leader != null) {
      leader.refetches(next);
    }
    next.start();
  }

  void resolve(Fill.Outcome outcome) {
    Fill fill = plan.fill();
    if (fill != null) {
      services.fills().resolve(fill, outcome);
    }
  }

  private void endFill() {
    Fill fill = plan.fill();
    if (fill != null) {
      services.fills().end(fill);
    }
  }

  private void cancel() {
    over = true;
    if (call != null) {
      call.cancel();
    }
  }

  private void abort(ProxyError error) {
    if (!over) {
      cancel();
      if (target != null) {
        target.fail(error);
      } else {
        unanswered(error);
      }
    }
  }

  // ---- what the leader tells

  /** The leader has its response, or its viewer has gone. What may be stored goes on. */
  void leaderLeft() {
    leader = null;
    // It is logged now, and must not change any more.
    record = null;
    boolean useful = target instanceof Filling || (!headCame && plan.mayServeOthers());
    if (!useful && !over) {
      cancel();
      if (target == null) {
        ticket.release();
        resolve(new Fill.Outcome.Private());
      }
    } else if (!useful && call != null) {
      // A tunnel whose origin has ended its side: the other side ends here.
      call.cancel();
    }
  }
}
