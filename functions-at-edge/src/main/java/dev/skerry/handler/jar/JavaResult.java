package dev.skerry.handler.jar;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.text.FieldRules;
import dev.skerry.handler.text.InvalidResult;
import dev.skerry.handler.text.ReplacedContent;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether what a handler returned may go on its way: what it may not becomes a failure. What
 * goes on is a copy, as a handler may return the same messages again and again.
 */
final class JavaResult {
  private final HandlerEvent event;
  private final HandlerLimits limits;

  private JavaResult(HandlerEvent event, HandlerLimits limits) {
    this.event = event;
    this.limits = limits;
  }

  /** The verdict as it is carried out, or why it is not. */
  static Verdict checked(HandlerEvent event, Verdict verdict, HandlerLimits limits) {
    try {
      return new JavaResult(event, limits).checked(verdict);
    } catch (InvalidResult refused) {
      return new Verdict.Failed(refused.fault(), String.valueOf(refused.getMessage()), "");
    }
  }

  private Verdict checked(Verdict verdict) throws InvalidResult {
    boolean asks = event.hook().isAboutRequest();
    return switch (verdict) {
      case Verdict.ContinueWith go when asks -> goOn(go);
      case Verdict.Change(Response response) when !asks -> changed(given(response).copy());
      case Verdict.Respond(Response response, ByteBuffer content) when asks ->
          made(given(response).copy(), octets(content));
      case Verdict.Respond(Response response, ByteBuffer content) ->
          replaced(given(response).copy(), octets(content));
      case Verdict.ContinueWith _ ->
          throw FieldRules.invalid("a " + event.hook().token() + " handler returns a response");
      case Verdict.Change _ ->
          throw FieldRules.invalid("there is no response to be changed at " + event.hook().token());
      case Verdict.Done done when !event.hook().hasRequest() -> done;
      case Verdict.Done _ -> throw FieldRules.invalid("done() is of scheduled calls alone");
      case Verdict.Failed _ -> throw FieldRules.invalid("a handler that fails throws");
    };
  }

  /** Authors' code is not held to what is never null here. */
  private static <T> T given(@Nullable T part) throws InvalidResult {
    if (part == null) {
      throw FieldRules.invalid("a part of the verdict is null");
    }
    return part;
  }

  // ---- requests

  private Verdict goOn(Verdict.ContinueWith go) throws InvalidResult {
    Request before = event.request();
    Request request = given(go.request());
    if (!request.method().equals(before.method())) {
      throw FieldRules.invalid("the method cannot be changed");
    }
    if (!request.authority().equals(before.authority())
        || !request.scheme().equals(before.scheme())) {
      throw FieldRules.invalid("the host and the scheme cannot be changed");
    }
    checkTarget(request, before);
    new FieldChanges(before.fields(), request.fields(), limits).check(event.hook());
    ByteBuffer content = go.content();
    // The rest of it, as whether there is content, is as the viewer sent it.
    Request changed =
        before.copy().path(request.path()).query(request.query()).fields(request.fields().copy());
    return new Verdict.ContinueWith(
        changed, content == null ? null : octets(content), given(go.directions()));
  }

  private static void checkTarget(Request request, Request before) throws InvalidResult {
    String path = request.path();
    if (!path.equals(before.path())) {
      var _ = FieldRules.uri(path);
    }
    String query = request.query();
    if (query != null && !query.equals(before.query())) {
      var _ = FieldRules.query(query);
    }
  }

  // ---- responses

  private Verdict changed(Response response) throws InvalidResult {
    checkStatus(response);
    new FieldChanges(before().fields(), response.fields(), limits).check(event.hook());
    return new Verdict.Change(response);
  }

  /** In place of what was not asked for: its length is the edge's matter. */
  private Verdict made(Response response, ByteBuffer content) throws InvalidResult {
    checkStatus(response);
    response.fields().remove(FieldNames.CONTENT_LENGTH);
    new FieldChanges(Fields.EMPTY, response.fields(), limits).check(null);
    return new Verdict.Respond(response, content);
  }

  /** The content is other, so what was said of the old one goes; what is said of both stays. */
  private Verdict replaced(Response response, ByteBuffer content) throws InvalidResult {
    checkStatus(response);
    FieldChanges.keepFixed(event.hook(), before().fields(), response.fields());
    new FieldChanges(before().fields(), response.fields(), limits).check(event.hook());
    ReplacedContent.forget(before(), response);
    return new Verdict.Respond(response, content);
  }

  private Response before() {
    return Objects.requireNonNull(event.response(), "this hook has a response");
  }

  private static void checkStatus(Response response) throws InvalidResult {
    if (response.status() < 200 || response.status() > 599) {
      throw FieldRules.invalid("the status " + response.status() + " is not 200 to 599");
    }
  }

  /** A copy of the content. */
  private ByteBuffer octets(@Nullable ByteBuffer returned) throws InvalidResult {
    ByteBuffer content = given(returned).duplicate();
    if (content.remaining() > limits.get(HandlerLimit.BODY_BYTES)) {
      throw new InvalidResult(
          HandlerFault.RESULT_SIZE, "a body of " + content.remaining() + " bytes (body-bytes)");
    }
    byte[] octets = new byte[content.remaining()];
    content.get(octets);
    return ByteBuffer.wrap(octets).asReadOnlyBuffer();
  }
}
