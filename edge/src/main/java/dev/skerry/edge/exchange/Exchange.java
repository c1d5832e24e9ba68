package dev.skerry.edge.exchange;

import dev.skerry.edge.cache.CacheKey;
import dev.skerry.edge.cache.Fill;
import dev.skerry.edge.config.Rule;
import dev.skerry.edge.config.Site;
import dev.skerry.edge.config.Snapshot;
import dev.skerry.edge.flow.ContentSource;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.flow.ViewerEvents;
import dev.skerry.edge.flow.ViewerStream;
import dev.skerry.edge.observe.ExchangeRecord;
import dev.skerry.edge.rules.Viewer;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import io.netty.buffer.ByteBuf;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request of a viewer and the response to it: what the phases know of it and hand to each
 * other.
 *
 * <p>Owned by one event loop. {@link #run} takes it from phase to phase until one parks; an event
 * then runs it on. It ends in {@link Phase#LOG}, once, however the viewer or the origin behave.
 */
final class Exchange implements ViewerEvents, Delivery.Done {
  private static final Logger log = LoggerFactory.getLogger(Exchange.class);

  /** So often what was found may be gone; then the origin is asked, whatever is found. */
  private static final int MAX_STARTS_OVER = 4;

  /** So often what the origin has just sent may be gone as well; then the viewer gets an error. */
  private static final int MAX_FETCHES_OVER = 2;

  final Services services;
  final Snapshot snapshot;
  final Request request;
  final ViewerStream viewer;
  final ExchangeRecord record;

  /**
   * The moment of the request, in milliseconds since 1970 UTC: every decision of the lookup is made
   * at it.
   */
  final long now;

  /** The newest purge when it began: what it finds is no older. */
  final long latestPurge;

  // set by viewer-request
  @Nullable Site site;
  @Nullable Rule rule;
  @Nullable Viewer asking;

  /** Why the cache does what it does. */
  final CacheTrace trace = new CacheTrace();

  // set by lookup
  @Nullable CacheKey key;

  @Nullable Lookup lookup;
  @Nullable Answer answer;

  /** The request's content, which a handler may read and replace. */
  RequestContent content = RequestContent.NONE;

  /** What its handlers have to do with it, to be read. */
  HandlerTurn handlers = HandlerTurn.NONE;

  private int startedOver;
  private Phase phase = Phase.VIEWER_REQUEST;
  private @Nullable LookupWait lookupWait;
  private @Nullable Fetch fetch;
  private @Nullable Delivery delivery;

  private boolean responseEnded;
  private boolean tunnel;
  private boolean over;

  Exchange(Services services, Request request, ViewerStream viewer) {
    this.services = services;
    this.snapshot = services.snapshot().get();
    this.request = request;
    this.viewer = viewer;
    this.now = services.clock().millis();
    this.latestPurge = services.purges().latest();
    this.record = new ExchangeRecord(request, viewer.connection(), now, System.nanoTime());
    if (request.hasContent()) {
      content = new RequestContent(viewer.requestContent(), record);
    }
    services.observer().began(record, request);
  }

  /** The rule that holds for this exchange; known after viewer-request. */
  Rule rule() {
    return Objects.requireNonNull(rule, "viewer-request has found the rule");
  }

  Site site() {
    return Objects.requireNonNull(site, "viewer-request has found the site");
  }

  /** Who asks; known after viewer-request. */
  Viewer asking() {
    return Objects.requireNonNull(asking, "viewer-request has found who asks");
  }

  CacheKey key() {
    return Objects.requireNonNull(key, "lookup has made the key");
  }

  Answer answer() {
    return Objects.requireNonNull(answer, "viewer-response needs an answer");
  }

  /** What its handlers have to do with it, to be added to. */
  @SuppressWarnings("ReferenceEquality") // Nothing else is the one that all share.
  HandlerTurn turn() {
    if (handlers == HandlerTurn.NONE) {
      handlers = new HandlerTurn();
    }
    return handlers;
  }

  // ---- the pipeline: the one place that decides order

  /** Runs phases from this one on, until one parks or the exchange is over. */
  void run(Phase from) {
    try {
      @Nullable Phase next = from;
      while (next != null && !over) {
        phase = next;
        next =
            switch (phase) {
              case VIEWER_REQUEST -> ViewerRequestPhase.run(this);
              case LOOKUP -> LookupPhase.run(this);
              case ORIGIN_REQUEST -> OriginRequestPhase.run(this);
              case FETCH -> startFetch();
              case ORIGIN_RESPONSE, STORE ->
                  throw new IllegalStateException("runs in the fetch: " + phase);
              case VIEWER_RESPONSE -> ViewerResponsePhase.run(this);
              case LOG -> {
                finish();
                yield null;
              }
            };
      }
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  private void failed(RuntimeException e) {
    log.error("exchange failed in phase {}: {}", phase, request, e);
    breakOff(ProxyError.of(ProxyError.Type.PROXY_INTERNAL_ERROR, null));
  }

  /** Moves a parked exchange on, unless it is over: the step gives the next phase. */
  void goOn(Supplier<@Nullable Phase> step) {
    if (over) {
      return;
    }
    try {
      runOn(step.get());
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  /** Runs the next phase, if there is one, unless it is over. */
  void runOn(@Nullable Phase next) {
    if (next != null && !over) {
      run(next);
    }
  }

  /** Answers, and goes on to viewer-response. */
  Phase answerWith(Answer with) {
    answer = with;
    return phase.handTo(Phase.VIEWER_RESPONSE);
  }

  /** What was found is gone, evicted a moment ago: looks again. */
  Phase startOver() {
    startedOver++;
    if (startedOver > MAX_STARTS_OVER + MAX_FETCHES_OVER) {
      record.error = ProxyError.of(ProxyError.Type.PROXY_INTERNAL_ERROR, "content is gone");
      return answerWith(LocalResponses.error(record.error));
    }
    answer = null;
    return phase.handTo(Phase.LOOKUP);
  }

  /** Whether what was found was gone so often that the origin is to be asked, whatever is found. */
  boolean hasStartedOverTooOften() {
    return startedOver > MAX_STARTS_OVER;
  }

  /** Hands to the next phase. */
  Phase handTo(Phase next) {
    return phase.handTo(next);
  }

  /** Something broke that has no better answer: an error if nothing was sent yet, else a cut. */
  private void breakOff(ProxyError error) {
    record.error = error;
    if (lookup != null && lookup.leading != null) {
      // The fetch that others may wait for will not be.
      services.fills().resolve(lookup.leading, new Fill.Outcome.Private());
      lookup.leading = null;
    }
    if (record.headNanos == 0 && phase.compareTo(Phase.VIEWER_RESPONSE) < 0) {
      answer = LocalResponses.error(error);
      run(Phase.VIEWER_RESPONSE);
    } else {
      viewer.fail(error);
      viewer.flush();
      if (delivery != null) {
        delivery.close();
      }
      failed(error);
    }
  }

  // ---- parked in lookup

  /** What lookup waits for, or may wait for. */
  LookupWait lookupWait() {
    LookupWait known = lookupWait;
    if (known == null) {
      known = new LookupWait(this);
      lookupWait = known;
    }
    return known;
  }

  // ---- parked in fetch, which tells its leader what comes

  private @Nullable Phase startFetch() {
    led().start();
    content.resume();
    return null;
  }

  /** This exchange leads that fetch. */
  void leads(Fetch led) {
    fetch = led;
    content.to(led);
  }

  /** The fetch that it leads. */
  Fetch led() {
    return Objects.requireNonNull(fetch, "origin-request has prepared a fetch");
  }

  /** The origin could not be asked, or sent nothing that can be used. */
  void fetchFailed(ProxyError error) {
    goOn(() -> LookupPhase.failed(this, error));
  }

  // ---- in viewer-response: delivery

  /** Begins to deliver; the exchange is over when it ends. */
  void deliver(Delivery begun, ContentSource source) {
    delivery = begun;
    begun.start(source);
  }

  /** From now on the exchange is a tunnel: it is over when both directions have ended. */
  void becomeTunnel() {
    tunnel = true;
    content.discard();
    content = new RequestContent(viewer.requestContent(), record);
    content.to(led());
    content.resume();
  }

  @Override
  public void delivered() {
    responseEnded = true;
    if (!tunnel || content.hasEnded()) {
      finish();
    }
  }

  @Override
  public void failed(ProxyError error) {
    record.error = record.error == null ? error : record.error;
    record.aborted = true;
    responseEnded = true;
    finish();
  }

  private void finish() {
    if (over) {
      return;
    }
    over = true;
    content.cancel();
    handlers.end();
    if (fetch != null) {
      fetch.leaderLeft();
    }
    LogPhase.run(this);
  }

  // ---- what the viewer tells

  @Override
  public void data(ByteBuf piece) {
    content.data(piece);
  }

  @Override
  public void end(Fields trailers) {
    if (!content.hasEnded()) {
      content.end(trailers);
      if (tunnel && responseEnded) {
        finish();
      }
    }
  }

  @Override
  public void fail(ProxyError error) {
    record.error = record.error == null ? error : record.error;
    content.fail(error);
  }

  @Override
  public void writable() {
    if (delivery != null) {
      delivery.writable();
    }
  }

  @Override
  public void gone() {
    if (over) {
      return;
    }
    record.aborted = true;
    content.gone();
    if (lookupWait != null) {
      lookupWait.giveUp();
    }
    if (delivery != null) {
      delivery.close();
    }
    finish();
  }
}
