package dev.skerry.handler.web;

import dev.skerry.handler.Directions;
import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.ProtectedFields;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.text.FieldEdits;
import dev.skerry.handler.text.FieldRules;
import dev.skerry.handler.text.InvalidResult;
import dev.skerry.handler.text.ReplacedContent;
import dev.skerry.handler.text.ResultLines;
import dev.skerry.handler.web.url.WebUrl;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads what {@code runtime.js} made of a function's result: a verdict on the event. */
public final class ModuleResult {
  private final HandlerEvent event;
  private final HandlerLimits limits;
  private final ResultLines lines;
  private final Supplier<byte[]> octets;
  private Directions directions = Directions.NONE;

  private ModuleResult(
      HandlerEvent event, String text, Supplier<byte[]> octets, HandlerLimits limits) {
    this.event = event;
    this.limits = limits;
    this.lines = new ResultLines(text, limits);
    this.octets = octets;
  }

  /**
   * The verdict; nothing in the text makes this throw.
   *
   * @param octets gives the body, where it is not in the text
   */
  public static Verdict verdict(
      HandlerEvent event, String text, Supplier<byte[]> octets, HandlerLimits limits) {
    try {
      return new ModuleResult(event, text, octets, limits).verdict();
    } catch (InvalidResult e) {
      return new Verdict.Failed(e.fault(), e.getMessage(), "");
    }
  }

  private Verdict verdict() throws InvalidResult {
    String kind = lines.next();
    if (kind.equals("directed")) {
      String origin = lines.next();
      List<String> tags = lines.list();
      directions = new Directions(lines.list(), tags, origin.isEmpty() ? null : origin);
      kind = lines.next();
    }
    return switch (kind) {
      case "unchanged" -> unchanged();
      case "request" -> request();
      case "response" -> response();
      case "done" -> Verdict.done();
      case "too-large" -> throw tooLarge("a body of more than its limit");
      default -> throw FieldRules.invalid(lines.rest());
    };
  }

  private Verdict unchanged() {
    Response response = event.response();
    return response == null
        ? new Verdict.ContinueWith(event.request().copy(), null, directions)
        : new Verdict.Change(response.copy());
  }

  // ---- requests

  private Verdict request() throws InvalidResult {
    Request request = event.request().copy();
    if (!lines.next().equals(request.method())) {
      throw FieldRules.invalid("the method cannot be changed");
    }
    url(request, lines.next());
    Map<String, List<String>> wanted = FieldEdits.checked(lines.pairs());
    List<String> host = wanted.remove(FieldNames.HOST);
    if (host != null && !host.equals(List.of(request.authority()))) {
      throw FieldRules.fixed(FieldNames.HOST);
    }
    keepFixed(wanted, request.fields());
    FieldEdits.apply(event.hook(), request.fields(), wanted, "");
    ByteBuffer content = content();
    if (content != null) {
      request.fields().remove(FieldNames.CONTENT_LENGTH);
    }
    return new Verdict.ContinueWith(request, content, directions);
  }

  private static void url(Request request, String wanted) throws InvalidResult {
    String before = ModuleEvent.url(request);
    if (wanted.equals(before)) {
      return;
    }
    WebUrl to = WebUrl.parse(wanted, null);
    WebUrl from = WebUrl.parse(before, null);
    if (to == null
        || from == null
        || !to.scheme().equals(from.scheme())
        || !to.authority().equals(from.authority())) {
      throw FieldRules.invalid("the scheme and the host of a request cannot be changed");
    }
    request.path(FieldRules.uri(to.pathname()));
    String query = to.query();
    request.query(query == null ? null : FieldRules.query(query));
  }

  /** A field that cannot be changed stays where the result does not have it. */
  private void keepFixed(Map<String, List<String>> wanted, Fields fields) {
    for (int i = 0; i < fields.size(); i++) {
      String name = fields.name(i);
      if (ProtectedFields.isFixed(event.hook(), name)) {
        wanted.putIfAbsent(name, fields.all(name));
      }
    }
  }

  // ---- responses

  private Verdict response() throws InvalidResult {
    int status = FieldRules.status(lines.next());
    Map<String, List<String>> wanted = FieldEdits.checked(lines.pairs());
    Response before = event.response();
    Response response = before == null ? made(status, wanted) : changed(before, status, wanted);
    ByteBuffer content = content();
    if (before == null) {
      return new Verdict.Respond(response, Objects.requireNonNullElse(content, NOTHING));
    }
    if (content == null) {
      return new Verdict.Change(response);
    }
    ReplacedContent.forget(before, response);
    return new Verdict.Respond(response, content);
  }

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

  private static Response made(int status, Map<String, List<String>> wanted) throws InvalidResult {
    Fields fields = new Fields();
    wanted.remove(FieldNames.CONTENT_LENGTH);
    for (Map.Entry<String, List<String>> field : wanted.entrySet()) {
      if (ProtectedFields.isForbidden(field.getKey())) {
        throw FieldRules.forbidden(field.getKey());
      }
      field.getValue().forEach(value -> fields.add(field.getKey(), value));
    }
    return new Response(status, fields);
  }

  private Response changed(Response before, int status, Map<String, List<String>> wanted)
      throws InvalidResult {
    Response response = before.copy();
    keepFixed(wanted, response.fields());
    FieldEdits.apply(event.hook(), response.fields(), wanted, "");
    return response.status(status);
  }

  // ---- content

  /** The content, or null where it stays what it was. */
  private @Nullable ByteBuffer content() throws InvalidResult {
    byte[] content =
        switch (lines.next()) {
          case "same" -> null;
          case "none" -> new byte[0];
          case "octets" -> octets.get();
          default -> lines.rest().getBytes(StandardCharsets.UTF_8);
        };
    if (content == null) {
      return null;
    }
    if (content.length > limits.get(HandlerLimit.BODY_BYTES)) {
      throw tooLarge("a body of " + content.length + " bytes");
    }
    return ByteBuffer.wrap(content).asReadOnlyBuffer();
  }

  private static InvalidResult tooLarge(String what) {
    return new InvalidResult(HandlerFault.RESULT_SIZE, what + " (body-bytes)");
  }
}
