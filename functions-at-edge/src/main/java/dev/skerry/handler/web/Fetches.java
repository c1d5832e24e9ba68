package dev.skerry.handler.web;

import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Subrequests;
import dev.skerry.handler.web.url.WebUrl;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the calls of one instance ask of other servers; on the thread that runs it. */
final class Fetches {
  /** What the requests of handlers name themselves (RFC 8586). */
  private static final String LOOP_NAME = "skerry-handlers";

  private static final String LOOP_FIELD = "cdn-loop";

  /** Handlers that a request may have come from, one after the other. */
  private static final int MOST_DEEP = 3;

  private final HandlerSpec spec;
  private final Subrequests subrequests;
  private final Arrivals arrivals;
  private final SubrequestCount count;

  private Request caller = new Request("GET", "http", "", "/", null, new Fields());

  Fetches(HandlerSpec spec, Subrequests subrequests, Arrivals arrivals, SubrequestCount count) {
    this.spec = spec;
    this.subrequests = subrequests;
    this.arrivals = arrivals;
    this.count = count;
  }

  /** A call begins, on this thread. */
  void begin(Request by) {
    caller = by;
  }

  /** Method, URL, pairs of fields in lines, content or null: a number, or what is wrong. */
  Object send(Arguments arguments) {
    WebUrl url = WebUrl.parse(arguments.text(1), null);
    String wrong = url == null ? "no URL" : wrong(url);
    if (url == null || wrong != null) {
      return String.valueOf(wrong);
    }
    Request request =
        new Request(
            arguments.text(0),
            url.scheme(),
            url.authority(),
            url.pathname(),
            url.query(),
            fields(arguments.text(2)));
    byte[] content = arguments.isNull(3) ? null : arguments.octets(3);
    Arrivals.Awaited awaited = arrivals.add();
    Subrequests.Running sent =
        subrequests.send(
            request,
            content,
            spec.fetch(),
            spec.limits().get(HandlerLimit.SUBREQUEST_BYTES),
            new Told(awaited));
    awaited.endedBy(sent::cancel);
    return awaited.number;
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
    return count.refusal();
  }

  private long deep() {
    return caller.fields().all(LOOP_FIELD).stream()
        .flatMap(value -> List.of(value.split(",")).stream())
        .filter(each -> each.strip().equals(LOOP_NAME))
        .count();
  }

  private Fields fields(String lines) {
    Fields fields = pairs(lines).remove(LOOP_FIELD);
    // What the handler's own request came through, so that a circle comes to an end.
    caller.fields().all(LOOP_FIELD).forEach(each -> fields.add(LOOP_FIELD, each));
    return fields.add(LOOP_FIELD, LOOP_NAME);
  }

  /** Fields of which each name and each value has a line. */
  static Fields pairs(String lines) {
    Fields fields = new Fields();
    String[] parts = lines.isEmpty() ? new String[0] : lines.split("\n", -1);
    for (int i = 0; i + 1 < parts.length; i += 2) {
      fields.add(parts[i], parts[i + 1]);
    }
    return fields;
  }

  /** A response as {@code fetch.js} reads it: its status, and a line for each name and value. */
  static String text(int status, Fields fields) {
    StringBuilder text = new StringBuilder(256).append("ok\n").append(status);
    fields.forEach((name, value) -> text.append('\n').append(name).append('\n').append(value));
    return text.toString();
  }

  private record Told(Arrivals.Awaited awaited) implements Subrequests.Done {
    @Override
    public void answered(Response response, ByteBuffer content) {
      awaited.arrives(text(response.status(), response.fields()), content);
    }

    @Override
    public void failed(String message) {
      awaited.arrives("failed\n" + message, Arrivals.NOTHING);
    }
  }
}
