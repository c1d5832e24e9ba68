package dev.skerry.edge.exchange;

import dev.skerry.edge.flow.RequestHandler;
import dev.skerry.edge.flow.ViewerEvents;
import dev.skerry.edge.flow.ViewerStream;
import dev.skerry.http.Request;

/**
 * The edge as a listener's handler: each request becomes an exchange and runs through the pipeline.
 */
public final class Exchanges implements RequestHandler {
  private final Services services;

  public Exchanges(Services services) {
    this.services = services;
  }

  /** What is kept ready to be sent again, beside what is stored, in bytes on the heap, about. */
  public static long readyBytes() {
    return ReadyHits.bytes();
  }

  @Override
  public String purpose() {
    return "viewers";
  }

  @Override
  public ViewerEvents begin(Request request, ViewerStream viewer) {
    if (FreshHit.answer(services, request, viewer)) {
      return Answered.INSTANCE;
    }
    Exchange exchange = new Exchange(services, request, viewer);
    exchange.run(Phase.VIEWER_REQUEST);
    return exchange;
  }
}
