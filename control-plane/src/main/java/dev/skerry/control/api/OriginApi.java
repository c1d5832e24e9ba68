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
  private final Services services;
  private final ApiLimits limits;
  private final ContentBudget content;
  private final Uploads uploads;
  private final Semaphore free;
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
    this.uploads = new Uploads(content);
    this.free = new Semaphore(limits.calls());
  }

  @Override
  public ViewerEvents begin(Request request, ViewerStream viewer) {
    ApiExchange exchange = new ApiExchange(this, services.of(request), request, viewer);
    exchange.begin();
    return exchange;
  }

  /** Calls that are being answered now. */
  public int calls() {
    return limits.calls() - free.availablePermits();
  }

  /** Memory of content that is being received or worked on. */
  public long contentBytes() {
    return content.used();
  }

  /**
   * Waits until no call is being answered any more.
   *
   * @return false if there still are after that time
   */
  public boolean awaitIdle(Duration atMost) throws InterruptedException {
    if (!free.tryAcquire(limits.calls(), atMost.toNanos(), TimeUnit.NANOSECONDS)) {
      return false;
    }
    free.release(limits.calls());
    return true;
  }

  ContentBudget content() {
    return content;
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
}
