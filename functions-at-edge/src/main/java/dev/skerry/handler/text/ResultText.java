package dev.skerry.handler.text;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.Verdict;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads what {@code cloudfront.js} made of a handler's result: a verdict on the event. */
public final class ResultText {
  private final HandlerEvent event;
  private final HandlerLimits limits;
  private final String text;
  private int at;
  private long headerBytes;

  private ResultText(HandlerEvent event, String text, HandlerLimits limits) {
    this.event = event;
    this.text = text;
    this.limits = limits;
  }

  /** The verdict; nothing in the text makes this throw. */
  public static Verdict verdict(HandlerEvent event, String text, HandlerLimits limits) {
    ResultText result = new ResultText(event, text, limits);
    try {
      return switch (result.line()) {
        case "request" -> result.request();
        case "response" -> result.response();
        default -> invalid(result.rest());
      };
    } catch (InvalidResult e) {
      return new Verdict.Failed(e.fault(), e.getMessage(), "");
    }
  }

  private static Verdict.Failed invalid(String message) {
    return new Verdict.Failed(HandlerFault.INVALID_RESULT, message, "");
  }

  // ---- requests

  private Verdict request() throws InvalidResult {
    if (!event.hook().isAboutRequest()) {
      return invalid("a " + event.hook().token() + " handler returns a response");
    }
    Request request = event.request().copy();
    if (!line().equals(request.method())) {
      return invalid("the method cannot be changed");
    }
    request.path(FieldRules.uri(line()));
    query(request, pairs());
    new RequestEdits(event.hook(), request).apply(pairs(), pairs());
    return new Verdict.ContinueWith(request);
  }

  /** A query that means what it did before stays as it was sent. */
  private static void query(Request request, List<Pairs.Pair> pairs) throws InvalidResult {
    List<Pairs.Pair> before = Pairs.ofQuery(request.query());
    if (!Pairs.grouped(pairs).equals(Pairs.grouped(before))) {
      request.query(pairs.isEmpty() ? null : FieldRules.query(Pairs.joined(pairs, "&")));
    }
  }

  // ---- responses

  private Verdict response() throws InvalidResult {
    int status = FieldRules.status(line());
    boolean made = event.hook().isAboutRequest();
    Response response =
        made
            ? new Response(status, new Fields())
            : Objects.requireNonNull(event.response(), "this hook has a response").copy();
    new ResponseEdits(event.hook(), response.fields(), made).apply(pairs(), setCookies());
    response.status(status);
    String coding = line();
    if (!made && coding.equals("none")) {
      return new Verdict.Change(response);
    }
    if (event.response() != null) {
      ReplacedContent.forget(event.response(), response);
    }
    return new Verdict.Respond(response, ByteBuffer.wrap(content(coding)).asReadOnlyBuffer());
  }

  private byte[] content(String coding) throws InvalidResult {
    String body = rest();
    byte[] content =
        switch (coding) {
          case "none" -> new byte[0];
          case "base64" -> Octets.read(body, coding);
          case "octets" -> Octets.read(body, "latin1");
          default -> body.getBytes(StandardCharsets.UTF_8);
        };
    if (content.length > limits.get(HandlerLimit.BODY_BYTES)) {
      throw new InvalidResult(
          HandlerFault.RESULT_SIZE, "a body of " + content.length + " bytes (body-bytes)");
    }
    return content;
  }

  // ---- lines

  private String line() {
    int end = text.indexOf('\n', at);
    String line = text.substring(at, end < 0 ? text.length() : end);
    at = end < 0 ? text.length() : end + 1;
    return line;
  }

  private String rest() {
    return text.substring(at);
  }

  private List<Pairs.Pair> pairs() throws InvalidResult {
    int count = count();
    List<Pairs.Pair> pairs = new ArrayList<>(Math.min(count, 64));
    for (int i = 0; i < count; i++) {
      pairs.add(new Pairs.Pair(counted(line()), counted(line())));
    }
    return pairs;
  }

  private List<Pairs.SetCookie> setCookies() throws InvalidResult {
    int count = count();
    List<Pairs.SetCookie> cookies = new ArrayList<>(Math.min(count, 64));
    for (int i = 0; i < count; i++) {
      cookies.add(new Pairs.SetCookie(counted(line()), counted(line()), counted(line())));
    }
    return cookies;
  }

  /** A number of entries, none of which there can be without a line feed; the last may end it. */
  private int count() throws InvalidResult {
    try {
      int count = Integer.parseInt(line());
      if (count >= 0 && count <= text.length() - at + 1) {
        return count;
      }
    } catch (NumberFormatException _) {
      // As little a number of entries as one that is not true.
    }
    throw new InvalidResult(HandlerFault.INVALID_RESULT, "the result cannot be read");
  }

  private String counted(String part) throws InvalidResult {
    headerBytes += part.length();
    if (headerBytes > limits.get(HandlerLimit.HEADER_BYTES)) {
      throw new InvalidResult(
          HandlerFault.RESULT_SIZE,
          "fields of more than " + limits.get(HandlerLimit.HEADER_BYTES) + " bytes (header-bytes)");
    }
    return part;
  }
}
