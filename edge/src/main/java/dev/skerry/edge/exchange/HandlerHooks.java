package dev.skerry.edge.exchange;

import dev.skerry.edge.config.NormalPath;
import dev.skerry.edge.upstream.OriginCall;
import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Hook;
import dev.skerry.handler.Verdict;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Calls the handlers of a rule at their hooks, and carries out what they say. A handler runs on a
 * thread of its host; meanwhile the exchange is parked.
 */
final class HandlerHooks {
  private HandlerHooks() {}

  // ---- viewer-request

  /** Calls the rule's handler, if it has one, and goes on to the lookup. */
  static @Nullable Phase viewerRequest(Exchange x) {
    HandlerSpec handler = x.rule().hooks().viewerRequest();
    if (handler == null) {
      return x.handTo(Phase.LOOKUP);
    }
    call(x, handler, Hook.VIEWER_REQUEST, null, verdict -> asked(x, handler, verdict));
    return null;
  }

  private static Phase asked(Exchange x, HandlerSpec handler, Verdict verdict) {
    return switch (verdict) {
      case Verdict.ContinueWith go -> goOnWith(x, handler, go);
      case Verdict.Respond respond ->
          x.answerWith(new Answer.Made(respond.response(), respond.content()));
      case Verdict.Change _ -> failed(x, handler, HandlerFault.INVALID_RESULT);
      case Verdict.Failed(HandlerFault fault, String _, String _) ->
          handler.onFailure() == HandlerSpec.OnFailure.OPEN
              ? x.handTo(Phase.LOOKUP)
              : failed(x, handler, fault);
    };
  }

  /** The rule stays the one that was found for the path that the viewer sent. */
  private static Phase goOnWith(Exchange x, HandlerSpec handler, Verdict.ContinueWith go) {
    Request changed = go.request();
    String path = NormalPath.of(changed.path());
    if (path == null || go.content() != null) {
      // What a request has as content goes to the origin as the viewer sends it.
      return failed(x, handler, HandlerFault.INVALID_RESULT);
    }
    HandlerFault problem = Wanted.problem(go.directions(), handler, x.snapshot);
    if (problem != null) {
      return failed(x, handler, problem);
    }
    x.turn().directions = go.directions();
    x.request.path(path).query(changed.query()).fields(changed.fields());
    return x.handTo(FreshHit.answer(x) ? Phase.LOG : Phase.LOOKUP);
  }

  private static Phase failed(Exchange x, HandlerSpec handler, HandlerFault fault) {
    x.record.error = HandlerCalls.error(handler, fault);
    return x.answerWith(LocalResponses.error(x.record.error));
  }

  // ---- viewer-response

  /** Whether the rule's handler is to be called about an answer, and has not been yet. */
  static boolean isDueAtResponse(Exchange x, Answer answer) {
    if (x.rule == null || x.rule.hooks().viewerResponse() == null) {
      return false;
    }
    Response head = x.handlers.about(answer) == null ? head(answer) : null;
    return head != null && head.status() < 400 && head.status() != 101;
  }

  /** The head that a handler is asked about; null for what the edge or a handler has made. */
  private static @Nullable Response head(Answer answer) {
    return switch (answer) {
      case Answer.FromStore(var stored, boolean _) ->
          new Response(stored.status(), stored.head().packed().toFields());
      case Answer.FromOrigin(Response head, boolean _, Fetch _) -> head.copy();
      case Answer.Partial(Response head, var _) -> head.copy();
      case Answer.Local _, Answer.Made _ -> null;
    };
  }

  /** Calls the rule's handler about an answer; viewer-response then runs again. */
  static @Nullable Phase viewerResponse(Exchange x, Answer answer) {
    HandlerSpec handler = x.rule().hooks().viewerResponse();
    Response head = head(answer);
    if (handler == null || head == null) {
      throw new IllegalStateException("no handler is due");
    }
    if (answer instanceof Answer.FromOrigin(Response _, boolean hasContent, Fetch fetch)
        && hasContent) {
      HeldContent held = new HeldContent();
      x.turn().held = held;
      fetch.deliverTo(held);
    }
    x.turn().holds(ContentHold.of(x, answer));
    call(x, handler, Hook.VIEWER_RESPONSE, head, verdict -> answered(x, handler, head, verdict));
    return null;
  }

  private static Phase answered(Exchange x, HandlerSpec handler, Response head, Verdict verdict) {
    Answer answer = x.answer();
    switch (verdict) {
      case Verdict.Change(Response changed) -> {
        if (changed.status() != head.status() && HandlerCalls.hasNoContent(changed.status())) {
          answerInstead(
              x, new Answer.Made(HandlerCalls.withoutContent(changed), ByteBuffer.allocate(0)));
        } else {
          x.turn().changed = new HandledResponse(answer, head, changed);
        }
      }
      case Verdict.Respond respond ->
          answerInstead(x, new Answer.Made(respond.response(), respond.content()));
      case Verdict.ContinueWith _ -> failedAtResponse(x, handler, HandlerFault.INVALID_RESULT);
      case Verdict.Failed(HandlerFault fault, String _, String _) -> {
        if (handler.onFailure() == HandlerSpec.OnFailure.OPEN) {
          x.turn().changed = HandledResponse.unchanged(answer, head);
        } else {
          failedAtResponse(x, handler, fault);
        }
      }
    }
    return x.handTo(Phase.VIEWER_RESPONSE);
  }

  private static void failedAtResponse(Exchange x, HandlerSpec handler, HandlerFault fault) {
    x.record.error = HandlerCalls.error(handler, fault);
    answerInstead(x, LocalResponses.error(x.record.error));
  }

  /** What the origin sends for the answer that was to be is not wanted. */
  private static void answerInstead(Exchange x, Answer with) {
    HeldContent held = x.handlers.held;
    if (held != null) {
      held.discard();
    }
    OriginCall call = x.answer instanceof Answer.FromOrigin given ? given.fetch().call() : null;
    if (call != null) {
      call.cancel();
    }
    x.answer = with;
  }

  // ---- the call

  private static void call(
      Exchange x,
      HandlerSpec handler,
      Hook hook,
      @Nullable Response response,
      Function<Verdict, Phase> then) {
    HandlerTurn turn = x.turn();
    HandlerEvent event =
        new HandlerEvent(
                hook,
                HandlerCalls.requestId(x.record),
                x.asking().address().getHostAddress(),
                x.request.copy(),
                response == null ? null : response.copy())
            .with(turn.data(x, handler, hook));
    Verdict here = x.services.handlers().callHere(handler, event);
    if (here != null) {
      goOn(x, turn, here, then);
      return;
    }
    turn.waitsFor(
        HandlerCalls.ask(
            x.services.handlers(),
            handler,
            event,
            x.viewer.loop(),
            verdict -> goOn(x, turn, verdict, then)));
  }

  private static void goOn(
      Exchange x, HandlerTurn turn, Verdict verdict, Function<Verdict, Phase> then) {
    ContentHold kept = turn.takeHold();
    try {
      x.goOn(() -> then.apply(verdict));
    } finally {
      // Whoever sends the content has readers by now.
      kept.release();
    }
  }
}
