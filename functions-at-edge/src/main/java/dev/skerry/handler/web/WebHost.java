package dev.skerry.handler.web;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Subrequests;
import dev.skerry.handler.text.BoundText;
import dev.skerry.handler.text.DataText;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What one instance of a module has of the host, whatever engine runs it: the library's functions,
 * and what its calls wait for. Of the thread that runs the instance, but for {@link #stop}.
 */
public final class WebHost {
  private final DataText data;
  private final Arrivals arrivals = new Arrivals();
  private final SubrequestCount asked;
  private final Fetches fetches;
  private final HtmlRewriters documents = new HtmlRewriters();
  private final Compressions compressions = new Compressions();
  private final Map<String, HostFunction> functions;
  private @Nullable ByteBuffer content;
  private volatile boolean stopped;
  private volatile @Nullable Thread running;

  /**
   * That of a new instance.
   *
   * @param subrequests what it asks other servers through
   */
  public WebHost(HandlerSpec spec, Subrequests subrequests) {
    this.data = new DataText(spec.bindings());
    this.asked = new SubrequestCount(spec.limits());
    this.fetches = new Fetches(spec, subrequests, arrivals, asked);
    this.functions = Map.copyOf(functions(spec));
  }

  private Map<String, HostFunction> functions(HandlerSpec spec) {
    Map<String, HostFunction> all = new HashMap<>(WebFunctions.now());
    all.putAll(WebCrypto.FUNCTIONS);
    all.putAll(arrivals.functions());
    all.putAll(new Inquiries(spec.bindings(), data, arrivals, asked).functions());
    all.putAll(documents.functions());
    all.putAll(compressions.functions());
    all.putAll(bound(new BoundText(spec.bindings())));
    all.put("keyMake", WebCrypto.keyMaking(() -> stopped));
    all.put("fetchBegin", fetches::send);
    all.put("content", _ -> content().duplicate());
    return all;
  }

  /** Bindings by number, what a namespace answers, and a page of its keys. */
  private static Map<String, HostFunction> bound(BoundText bound) {
    return Map.of(
        "bound", given -> bound.binding(given.number(0)),
        "ask", given -> bound.ask(given.text(0), given.text(1), given.text(2)),
        "keys",
            given ->
                bound.keys(
                    given.text(0),
                    given.text(1),
                    given.isNull(2) ? null : given.text(2),
                    given.number(3)));
  }

  private ByteBuffer content() {
    return Objects.requireNonNull(content, "the event has content");
  }

  /** By the names under which the library calls them; besides those that load parts of it. */
  public Map<String, HostFunction> functions() {
    return functions;
  }

  /** A call begins, on this thread. */
  public void begin(HandlerEvent event) {
    running = Thread.currentThread();
    data.begin(event.data());
    content = event.content();
    arrivals.begin();
    asked.begin();
    fetches.begin(event.request());
  }

  /** The call is over: nothing of it stays with an instance that waits for another. */
  public void end() {
    content = null;
    arrivals.end();
    arrivals.forget();
    documents.end();
    compressions.end();
  }

  /** Octets of content that it holds: of the event, and of the last answer. */
  public int heldOctets() {
    return arrivals.heldOctets() + (content == null ? 0 : content.remaining());
  }

  /** Streams that are compressed or decompressed. */
  public int openStreams() {
    return compressions.open();
  }

  /**
   * Waits until a timer is due or somebody has answered; a call that is stopped meanwhile goes on
   * at once, to its end.
   */
  public void await(double millis) {
    long until = System.nanoTime() + (long) (millis * TimeUnit.MILLISECONDS.toNanos(1));
    for (long left = until - System.nanoTime();
        left > 0 && !stopped && !arrivals.hasArrived();
        left = until - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
    }
    if (stopped) {
      throw new IllegalStateException("the call was stopped while it waited");
    }
  }

  /** Ends the waiting of the call that is under way, and of all that come. Any thread. */
  public void stop() {
    stopped = true;
    data.giveUp();
    arrivals.end();
    Thread waiting = running;
    if (waiting != null) {
      LockSupport.unpark(waiting);
    }
  }
}
