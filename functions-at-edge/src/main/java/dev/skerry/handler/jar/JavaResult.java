package dev.skerry.handler.jar;

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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Looks whether what a handler returned may go on its way: what it may not becomes a failure. */
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
    } catch (Refused refused) {
      return new Verdict.Failed(refused.fault(), String.valueOf(refused.getMessage()), "");
    }
  }

  private Verdict checked(Verdict verdict) throws Refused {
    boolean asks = event.hook() == Hook.VIEWER_REQUEST || event.hook() == Hook.ORIGIN_REQUEST;
    return switch (verdict) {
      case Verdict.ContinueWith go when asks -> goOn(go);
      case Verdict.Change(Response response) when !asks -> changed(response);
      case Verdict.Respond respond when asks -> made(respond);
      case Verdict.Respond respond -> replaced(respond);
      case Verdict.ContinueWith _ ->
          throw new Refused("a " + event.hook().token() + " handler returns a response");
      case Verdict.Change _ ->
          throw new Refused("there is no response to be changed at " + event.hook().token());
      case Verdict.Failed _ -> throw new Refused("a handler that fails throws");
    };
  }

  // ---- requests

  private Verdict goOn(Verdict.ContinueWith go) throws Refused {
    Request before = event.request();
    Request request = go.request();
    if (!request.method().equals(before.method())) {
      throw new Refused("the method cannot be changed");
    }
    if (!request.authority().equals(before.authority())
        || !request.scheme().equals(before.scheme())) {
      throw new Refused("the host and the scheme cannot be changed");
    }
    checkTarget(request, before);
    new FieldChanges(before.fields(), request.fields(), limits).check(FieldChanges.IN_REQUESTS);
    checkSize(go.content());
    return go;
  }

  private static void checkTarget(Request request, Request before) throws Refused {
    String path = request.path();
    if (!path.equals(before.path())) {
      if (!path.startsWith("/")) {
        throw new Refused("the path \"" + path + "\" does not begin with /");
      }
      checkVisible("path", path, "?#");
    }
    String query = request.query();
    if (query != null && !query.equals(before.query())) {
      checkVisible("query", query, "#");
    }
  }

  private static void checkVisible(String what, String text, String without) throws Refused {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= 127 || without.indexOf(c) >= 0) {
        throw new Refused(
            "the %s has the character U+%04X, which must be percent-encoded"
                .formatted(what, (int) c));
      }
    }
  }

  // ---- responses

  private Verdict changed(Response response) throws Refused {
    checkStatus(response);
    new FieldChanges(before().fields(), response.fields(), limits).check(FieldChanges.IN_RESPONSES);
    return new Verdict.Change(response);
  }

  /** In place of what was not asked for: its length is the edge's matter. */
  private Verdict made(Verdict.Respond respond) throws Refused {
    checkStatus(respond.response());
    respond.response().fields().remove(FieldNames.CONTENT_LENGTH);
    new FieldChanges(Fields.EMPTY, respond.response().fields(), limits).check(FieldChanges.IN_MADE);
    checkSize(respond.content());
    return respond;
  }

  private Verdict replaced(Verdict.Respond respond) throws Refused {
    Response response = respond.response();
    checkStatus(response);
    FieldChanges.keepFixed(before().fields(), response.fields());
    new FieldChanges(before().fields(), response.fields(), limits).check(FieldChanges.IN_RESPONSES);
    FieldChanges.forgetContent(before().fields(), response.fields());
    if (response.status() == 206) {
      response.status(200);
    }
    checkSize(respond.content());
    return respond;
  }

  private Response before() {
    return Objects.requireNonNull(event.response(), "this hook has a response");
  }

  private static void checkStatus(Response response) throws Refused {
    if (response.status() < 200 || response.status() > 599) {
      throw new Refused("the status " + response.status() + " is not 200 to 599");
    }
  }

  private void checkSize(@Nullable ByteBuffer content) throws Refused {
    if (content != null && content.remaining() > limits.get(HandlerLimit.BODY_BYTES)) {
      throw new Refused(
          HandlerFault.RESULT_SIZE, "a body of " + content.remaining() + " bytes (body-bytes)");
    }
  }
}
