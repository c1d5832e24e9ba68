package dev.skerry.handler.subrequest;

import dev.skerry.handler.FetchHosts;
import dev.skerry.handler.Subrequests;
import dev.skerry.http.Request;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Sends each request over a connection of its own, on a virtual thread. */
public final class SocketSubrequests implements Subrequests {
  /** Requests under way in the process; further ones fail at once. */
  private static final int MOST_AT_ONCE = 1_024;

  /** The one of the process, as its bound is. */
  public static final Subrequests OF_PROCESS = new SocketSubrequests();

  private final AtomicInteger running = new AtomicInteger();

  private SocketSubrequests() {}

  @Override
  public Running send(
      Request request, byte @Nullable [] content, FetchHosts hosts, long mostOctets, Done done) {
    if (running.incrementAndGet() > MOST_AT_ONCE) {
      running.decrementAndGet();
      done.failed("more than " + MOST_AT_ONCE + " requests of handlers are under way");
      return () -> {};
    }
    Exchange exchange = new Exchange(request, content, hosts, mostOctets, done);
    Thread.ofVirtual()
        .name("skerry-handler-fetch")
        .start(
            () -> {
              try {
                exchange.run();
              } finally {
                running.decrementAndGet();
              }
            });
    return exchange;
  }
}
