package dev.skerry.handler.text;

import dev.skerry.handler.Directions;
import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.Hook;
import dev.skerry.handler.Verdict;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Reads what {@code cloudfront.js} made of a handler's result: a verdict on the event. */
public final class ResultText {
  private static final int BESIDE_CONTENT = 64 << 10;

  private final HandlerEvent event;
  private final HandlerLimits limits;
  private final ResultLines lines;
  private final Charset charset;

  private ResultText(HandlerEvent event, String text, Charset charset, HandlerLimits limits) {
    this.event = event;
    this.charset = charset;
    this.lines = new ResultLines(text, limits);
    this.limits = limits;
  }

  /**
   * The octets that the text of a result may have: twice its content, as that may be in base64, and
   * the lines around it. Longer ones are never read.
   */
  public static int mostOctets(HandlerLimits limits) {
    return (int)
        (2 * limits.get(HandlerLimit.HEADER_BYTES)
            + 2 * limits.get(HandlerLimit.BODY_BYTES)
            + BESIDE_CONTENT);
  }

  /** The verdict; nothing in the text makes this throw. */
  public static Verdict verdict(HandlerEvent event, String text, HandlerLimits limits) {
    return new ResultText(event, text, StandardCharsets.UTF_8, limits).verdict();
  }

  /** The verdict on a text whose octets are those of the message, whatever they mean. */
  public static Verdict verdictOfOctets(HandlerEvent event, byte[] text, HandlerLimits limits) {
    Charset charset = StandardCharsets.ISO_8859_1;
    return new ResultText(event, new String(text, charset), charset, limits).verdict();
  }

  private Verdict verdict() {
    if (!event.hook().hasRequest()) {
      return invalid("a scheduled call answers nothing");
    }
    try {
      return switch (lines.next()) {
        case "origin" -> directed(lines.next());
        case "request" -> request();
        case "fields" -> fields(event.request().copy());
        case "edited" -> edited();
        case "response" -> response();
        default -> invalid(lines.rest());
      };
    } catch (InvalidResult e) {
      return new Verdict.Failed(e.fault(), e.getMessage(), "");
    }
  }

  /** The verdict on an event of a schedule where the code is a function {@code handler(event)}. */
  public static Verdict.Failed notForSchedules() {
    return invalid("a function handler(event) has no scheduled hook; a module can have one");
  }

  /** A request that goes to a pool of its own. */
  private Verdict directed(String pool) throws InvalidResult {
    if (event.hook() != Hook.VIEWER_REQUEST) {
      return invalid("origins are chosen at viewer-request");
    }
    Verdict verdict =
        switch (lines.next()) {
          case "request" -> request();
          case "fields" -> fields(event.request().copy());
          case "edited" -> edited();
          default -> invalid("an origin is chosen for a request");
        };
    return verdict instanceof Verdict.ContinueWith go
        ? new Verdict.ContinueWith(go.request(), go.content(), Directions.NONE.withOrigin(pool))
        : verdict;
  }

  private static Verdict.Failed invalid(String message) {
    return new Verdict.Failed(HandlerFault.INVALID_RESULT, message, "");
  }

  /** The event's own message with other values of some fields, in which nothing else changes. */
  private Verdict edited() throws InvalidResult {
    ResultLines.Part headers = lines.edits();
    Response before = event.response();
    if (event.hook().isAboutRequest()) {
      Request request = event.request().copy();
      new RequestEdits(event.hook(), request).apply(headers, ResultLines.Part.SAME);
      lines.counted(request.fields());
      return new Verdict.ContinueWith(request);
    }
    Response response = Objects.requireNonNull(before, "this hook has a response").copy();
    new ResponseEdits(event.hook(), response.fields(), false).apply(headers, null);
    lines.counted(response.fields());
    return new Verdict.Change(response);
  }

  // ---- requests

  private Verdict request() throws InvalidResult {
    if (!event.hook().isAboutRequest()) {
      return invalid("a " + event.hook().token() + " handler returns a response");
    }
    Request request = event.request().copy();
    if (!lines.next().equals(request.method())) {
      return invalid("the method cannot be changed");
    }
    request.path(FieldRules.uri(lines.next()));
    return fields(request);
  }

  /** What follows the method and the path, and stands alone where both are the same. */
  private Verdict fields(Request request) throws InvalidResult {
    if (!event.hook().isAboutRequest()) {
      return invalid("a " + event.hook().token() + " handler returns a response");
    }
    query(request, lines.part());
    ResultLines.Part headers = lines.part();
    new RequestEdits(event.hook(), request).apply(headers, lines.part());
    if (!headers.isWhole()) {
      lines.counted(request.fields());
    }
    String coding = lines.next();
    if (coding.isEmpty() || coding.equals("none")) {
      return new Verdict.ContinueWith(request);
    }
    request.fields().remove(FieldNames.CONTENT_LENGTH);
    ByteBuffer content = ByteBuffer.wrap(content(coding)).asReadOnlyBuffer();
    return new Verdict.ContinueWith(request, content, Directions.NONE);
  }

  /** A query that means what it did before stays as it was sent. */
  private static void query(Request request, ResultLines.Part wanted) throws InvalidResult {
    if (wanted.isSame()) {
      return;
    }
    List<Pairs.Pair> pairs = wanted.pairs();
    List<Pairs.Pair> before = Pairs.ofQuery(request.query());
    if (!Pairs.grouped(pairs).equals(Pairs.grouped(before))) {
      request.query(pairs.isEmpty() ? null : FieldRules.query(Pairs.joined(pairs, "&")));
    }
  }

  // ---- responses

  private Verdict response() throws InvalidResult {
    int status = FieldRules.status(lines.next());
    boolean made = event.hook().isAboutRequest();
    Response response =
        made
            ? new Response(status, new Fields())
            : Objects.requireNonNull(event.response(), "this hook has a response").copy();
    ResultLines.Part headers = lines.part();
    new ResponseEdits(event.hook(), response.fields(), made).apply(headers, lines.setCookies());
    if (!headers.isWhole()) {
      lines.counted(response.fields());
    }
    response.status(status);
    String coding = lines.next();
    if (!made && coding.equals("none")) {
      return new Verdict.Change(response);
    }
    if (event.response() != null) {
      ReplacedContent.forget(event.response(), response);
    }
    return new Verdict.Respond(response, ByteBuffer.wrap(content(coding)).asReadOnlyBuffer());
  }

  private byte[] content(String coding) throws InvalidResult {
    String body = lines.rest();
    byte[] content =
        switch (coding) {
          case "none" -> new byte[0];
          case "base64" -> Octets.read(body, coding);
          case "octets" -> Octets.read(body, "latin1");
          default -> body.getBytes(charset);
        };
    if (content.length > limits.get(HandlerLimit.BODY_BYTES)) {
      throw new InvalidResult(
          HandlerFault.RESULT_SIZE, "a body of " + content.length + " bytes (body-bytes)");
    }
    return content;
  }
}
