package dev.skerry.control.api;

import dev.skerry.edge.flow.RequestHandler;
import dev.skerry.edge.flow.ViewerEvents;
import dev.skerry.edge.flow.ViewerStream;
import dev.skerry.http.Request;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The origin's services as a listener's handler: finds the service of each request, takes its
 * content, has it answered on a virtual thread of its own.
 */
public final class OriginApi implements RequestHandler {
  /** Replies may be on their way to clients that take their time while so many calls go on. */
  private static final int SENDINGS_PER_CALL = 4;

  private final Services services;
  private final ApiLimits limits;
  private final ContentBudget content;
  private final ContentBudget made;
  private final Uploads uploads;
  private final Semaphore free;
  private final Semaphore freeSendings;
  private final LongSupplier nanos;

  /** The services within limits. */
  public OriginApi(Services services, ApiLimits limits) {
    this(services, limits, System::nanoTime);
  }

  /** The services within limits, by a clock of nanoseconds. */
  OriginApi(Services services, ApiLimits limits, LongSupplier nanos) {
    this.services = services;
    this.limits = limits;
    this.nanos = nanos;
    this.content = new ContentBudget(limits.contentBytes());
    this.made = new ContentBudget(limits.contentBytes());
    this.uploads = new Uploads(content);
    this.free = new Semaphore(limits.calls());
    this.freeSendings = new Semaphore(sendings());
  }

  private int sendings() {
    return (int) Math.min((long) SENDINGS_PER_CALL * limits.calls(), Integer.MAX_VALUE);
  }

  @Override
  public String purpose() {
    return "the API";
  }

  @Override
  public ViewerEvents begin(Request request, ViewerStream viewer) {
    return begin(services.of(request), request, viewer);
  }

  /** The same for a service that came to be known in another way. */
  public ViewerEvents begin(Service service, Request request, ViewerStream viewer) {
    ApiExchange exchange = new ApiExchange(this, service, request, viewer);
    exchange.begin();
    return exchange;
  }

  /** Calls that are being answered now. */
  public int calls() {
    return limits.calls() - free.availablePermits();
  }

  /** Memory of content that is being received, worked on or sent. */
  public long contentBytes() {
    return content.used() + made.used();
  }

  /**
   * Waits until no call is being answered any more, and no content read for a reply.
   *
   * @return false if there still are after that time
   */
  public boolean awaitIdle(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    return awaitAll(free, limits.calls(), end) && awaitAll(freeSendings, sendings(), end);
  }

  private static boolean awaitAll(Semaphore places, int all, long end) throws InterruptedException {
    if (!places.tryAcquire(all, end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
      return false;
    }
    places.release(all);
    return true;
  }

  ContentBudget content() {
    return content;
  }

  /** The memory of content that is made while it is sent, so that slow clients take no call's. */
  ContentBudget made() {
    return made;
  }

  Uploads uploads() {
    return uploads;
  }

  /** The time by the clock that measures how fast content comes. */
  long nanos() {
    return nanos.getAsLong();
  }

  /** Takes a place among the calls under way, if there is one. */
  boolean enter() {
    return free.tryAcquire();
  }

  void leave() {
    free.release();
  }

  /** Takes a place among the replies of which content is read while they are sent. */
  boolean beginSending() {
    return freeSendings.tryAcquire();
  }

  void endSending() {
    freeSendings.release();
  }
}
