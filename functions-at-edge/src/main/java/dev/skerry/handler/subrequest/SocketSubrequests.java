package dev.skerry.handler.subrequest;

import dev.skerry.handler.FetchHosts;
import dev.skerry.handler.Subrequests;
import dev.skerry.http.Request;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Sends each request over a connection of its own, on a virtual thread. */
public final class SocketSubrequests implements Subrequests {
  /** Requests under way in the process; further ones fail at once. */
  private static final int MOST_AT_ONCE = 1_024;

  /** What all of them together may still receive, in octets. */
  private static final long MOST_OCTETS_AT_ONCE = 256L << 20;

  /** The one of the process, as its bound is. */
  public static final Subrequests OF_PROCESS = new SocketSubrequests();

  private final AtomicInteger running = new AtomicInteger();
  private final AtomicLong reserved = new AtomicLong();

  private SocketSubrequests() {}

  @Override
  public Running send(
      Request request, byte @Nullable [] content, FetchHosts hosts, long mostOctets, Done done) {
    boolean isTooMuch = reserved.addAndGet(mostOctets) > MOST_OCTETS_AT_ONCE;
    if (running.incrementAndGet() > MOST_AT_ONCE || isTooMuch) {
      ended(mostOctets);
      done.failed("too many requests of handlers are under way");
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
                ended(mostOctets);
              }
            });
    return exchange;
  }

  private void ended(long mostOctets) {
    running.decrementAndGet();
    reserved.addAndGet(-mostOctets);
  }
}
