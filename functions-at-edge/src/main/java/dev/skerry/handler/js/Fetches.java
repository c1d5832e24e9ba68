package dev.skerry.handler.js;

import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Subrequests;
import dev.skerry.handler.js.url.WebUrl;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.jspecify.annotations.Nullable;

/**
 * What the calls of one instance ask of other servers: begun on the thread that runs it, answered
 * by any. Those of a call end with it.
 */
final class Fetches {
  /** What the requests of handlers name themselves (RFC 8586). */
  private static final String LOOP_NAME = "skerry-handlers";

  private static final String LOOP_FIELD = "cdn-loop";

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

  /** Handlers that a request may have come from, one after the other. */
  private static final int MOST_DEEP = 3;

  private final HandlerSpec spec;
  private final Subrequests subrequests;

  /** By number, those that are not answered; guarded by itself. */
  private final Map<Integer, Running> running = new HashMap<>();

  /** What the instance has not been told; guarded by {@link #running}. */
  private final ArrayDeque<Arrived> arrived = new ArrayDeque<>();

  private Request caller = new Request("GET", "http", "", "/", null, new Fields());
  private long begun;
  private int lastNumber;
  private ByteBuffer octets = NOTHING;
  private volatile @Nullable Thread waiting;

  private record Arrived(String text, ByteBuffer content) {}

  Fetches(HandlerSpec spec, Subrequests subrequests) {
    this.spec = spec;
    this.subrequests = subrequests;
  }

  Map<String, ProxyExecutable> functions() {
    return Map.of(
        "fetchBegin",
        this::begin,
        "fetchTake",
        _ -> take(),
        "fetchOctets",
        _ -> octets.duplicate(),
        "fetchCancel",
        this::cancel);
  }

  /** A call begins, on this thread. */
  void begin(Request by) {
    caller = by;
    begun = 0;
    waiting = Thread.currentThread();
  }

  /** Whether there is an answer that the instance has not been told. */
  boolean hasArrived() {
    synchronized (running) {
      return !arrived.isEmpty();
    }
  }

  /** Ends all of them; nobody waits any more. Any thread. */
  void end() {
    List<Running> left;
    synchronized (running) {
      left = List.copyOf(running.values());
      running.clear();
      arrived.clear();
    }
    left.forEach(Running::cancel);
  }

  // ---- what fetch.js calls

  /** Method, URL, pairs of fields in lines, content or null: a number, or what is wrong. */
  private Object begin(Value... arguments) {
    WebUrl url = WebUrl.parse(arguments[1].asString(), null);
    String wrong = url == null ? "no URL" : wrong(url);
    if (url == null || wrong != null) {
      return String.valueOf(wrong);
    }
    Request request =
        new Request(
            arguments[0].asString(),
            url.scheme(),
            url.authority(),
            url.pathname(),
            url.query(),
            fields(arguments[2].asString()));
    byte[] content = arguments[3].isNull() ? null : Views.octets(arguments[3]);
    Running mine = new Running(++lastNumber);
    synchronized (running) {
      running.put(mine.number, mine);
    }
    mine.begins(request, content);
    return mine.number;
  }

  private @Nullable String wrong(WebUrl url) {
    if (!url.scheme().equals("http") && !url.scheme().equals("https")) {
      return "only http and https can be asked";
    }
    if (!spec.fetch().allowsServer(url.scheme(), url.authority())) {
      return "the handler's setting fetch does not list %s (fetch: [\"%s\"]); a request that is to go to the origin is returned"
          .formatted(url.authority(), url.authority());
    }
    if (deep() >= MOST_DEEP) {
      return "it would be the request of a handler that %d handlers led to".formatted(MOST_DEEP);
    }
    long most = spec.limits().get(HandlerLimit.SUBREQUESTS);
    if (begun++ >= most) {
      return "the call has made %d requests already (subrequests)".formatted(most);
    }
    return null;
  }

  private long deep() {
    return caller.fields().all(LOOP_FIELD).stream()
        .flatMap(value -> List.of(value.split(",")).stream())
        .filter(each -> each.strip().equals(LOOP_NAME))
        .count();
  }

  private Fields fields(String lines) {
    Fields fields = new Fields();
    String[] parts = lines.isEmpty() ? new String[0] : lines.split("\n", -1);
    for (int i = 0; i + 1 < parts.length; i += 2) {
      if (!parts[i].equals(LOOP_FIELD)) {
        fields.add(parts[i], parts[i + 1]);
      }
    }
    // What the handler's own request came through, so that a circle comes to an end.
    caller.fields().all(LOOP_FIELD).forEach(each -> fields.add(LOOP_FIELD, each));
    return fields.add(LOOP_FIELD, LOOP_NAME);
  }

  /** The next answer as lines, or null; {@code fetchOctets} gives its content. */
  private @Nullable String take() {
    synchronized (running) {
      Arrived next = arrived.poll();
      if (next == null) {
        return null;
      }
      octets = next.content();
      return next.text();
    }
  }

  private @Nullable Object cancel(Value... arguments) {
    Running mine;
    synchronized (running) {
      mine = running.remove(arguments[0].asInt());
    }
    if (mine != null) {
      mine.cancel();
    }
    return null;
  }

  // ---- one request

  private final class Running implements Subrequests.Done {
    final int number;
    private Subrequests.@Nullable Running sent;
    private boolean cancelled;

    Running(int number) {
      this.number = number;
    }

    void begins(Request request, byte @Nullable [] content) {
      Subrequests.Running now =
          subrequests.send(
              request,
              content,
              spec.fetch(),
              spec.limits().get(HandlerLimit.SUBREQUEST_BYTES),
              this);
      synchronized (this) {
        sent = now;
        if (!cancelled) {
          return;
        }
      }
      now.cancel();
    }

    void cancel() {
      Subrequests.Running now;
      synchronized (this) {
        cancelled = true;
        now = sent;
      }
      if (now != null) {
        now.cancel();
      }
    }

    @Override
    public void answered(Response response, ByteBuffer content) {
      StringBuilder text = new StringBuilder(256);
      text.append(number).append("\nok\n").append(response.status());
      response
          .fields()
          .forEach((name, value) -> text.append('\n').append(name).append('\n').append(value));
      arrives(new Arrived(text.toString(), content));
    }

    @Override
    public void failed(String message) {
      arrives(new Arrived(number + "\nfailed\n" + message, NOTHING));
    }

    private void arrives(Arrived answer) {
      synchronized (running) {
        if (running.remove(number) != null) {
          arrived.add(answer);
        }
      }
      LockSupport.unpark(waiting);
    }
  }
}
