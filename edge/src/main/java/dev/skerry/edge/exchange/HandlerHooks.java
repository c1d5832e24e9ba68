package dev.skerry.edge.exchange;

import dev.skerry.edge.config.NormalPath;
import dev.skerry.edge.flow.ProxyError;
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
import java.util.function.Supplier;
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
    if (handler.readsContent() && x.request.hasContent()) {
      return collect(x, handler);
    }
    call(x, handler, Hook.VIEWER_REQUEST, null, null, verdict -> asked(x, handler, verdict));
    return null;
  }

  private static @Nullable Phase collect(Exchange x, HandlerSpec handler) {
    long declared = Collecting.declared(x.request.fields());
    if (Collecting.isTooLarge(declared, handler)) {
      return notAsked(x, handler, HandlerFault.BODY_SIZE);
    }
    x.content.collect(
        source ->
            new Collecting(
                source,
                x.services.contentMemory(),
                handler,
                declared,
                ending -> x.goOn(() -> collected(x, handler, ending))));
    return null;
  }

  private static @Nullable Phase collected(
      Exchange x, HandlerSpec handler, Collecting.Ending ending) {
    return switch (ending) {
      case Collecting.Ending.Whole(ByteBuffer content) -> {
        call(x, handler, Hook.VIEWER_REQUEST, null, content, verdict -> asked(x, handler, verdict));
        yield null;
      }
      case Collecting.Ending.Refused(HandlerFault fault) -> notAsked(x, handler, fault);
      // The viewer is about to leave.
      case Collecting.Ending.Broken _ -> null;
    };
  }

  private static Phase notAsked(Exchange x, HandlerSpec handler, HandlerFault fault) {
    return asked(x, handler, x.services.handlers().notAsked(handler, Hook.VIEWER_REQUEST, fault));
  }

  private static Phase asked(Exchange x, HandlerSpec handler, Verdict verdict) {
    return switch (verdict) {
      case Verdict.ContinueWith go -> goOnWith(x, handler, go);
      case Verdict.Respond respond ->
          x.answerWith(new Answer.Made(respond.response(), respond.content()));
      case Verdict.Change _, Verdict.Done _ -> failed(x, handler, HandlerFault.INVALID_RESULT);
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
    ByteBuffer content = go.content();
    if (path == null || (content != null && !handler.readsContent())) {
      // Content that nobody reads goes to the origin as the viewer sends it.
      return failed(x, handler, HandlerFault.INVALID_RESULT);
    }
    HandlerFault problem = Wanted.problem(go.directions(), handler, x.snapshot);
    if (problem != null) {
      return failed(x, handler, problem);
    }
    x.turn().directions = go.directions();
    x.request.path(path).query(changed.query()).fields(changed.fields());
    if (content != null) {
      HandlerCalls.withContent(x.request, content);
      x.content.cancel();
      x.content = RequestContent.of(content);
    }
    return x.handTo(FreshHit.answer(x) ? Phase.LOG : Phase.LOOKUP);
  }

  private static Phase failed(Exchange x, HandlerSpec handler, HandlerFault fault) {
    x.record.error = HandlerCalls.error(handler, Hook.VIEWER_REQUEST, fault);
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
    if (handler.readsContent() && AnswerReading.isDue(x, answer, head)) {
      return read(x, handler, answer, head);
    }
    if (answer instanceof Answer.FromOrigin(Response _, boolean hasContent, Fetch fetch)
        && hasContent) {
      HeldContent held = new HeldContent();
      x.turn().held = held;
      fetch.deliverTo(held);
    }
    x.turn().holds(ContentHold.of(x, answer));
    ByteBuffer content = HandlerCalls.noContent(handler, x.request, head.status());
    ask(x, handler, head, content);
    return null;
  }

  private static void ask(
      Exchange x, HandlerSpec handler, Response head, @Nullable ByteBuffer content) {
    call(
        x,
        handler,
        Hook.VIEWER_RESPONSE,
        head,
        content,
        verdict -> answered(x, handler, head, verdict));
  }

  // ---- a handler at viewer-response that reads the content

  private static @Nullable Phase read(
      Exchange x, HandlerSpec handler, Answer answer, Response head) {
    HandlerTurn turn = x.turn();
    HandlerFault fault =
        new AnswerReading(x, handler, answer, head, ending -> read(x, handler, head, ending))
            .prepare();
    if (fault != null || turn.reading == null) {
      return unread(x, handler, head, fault == null ? HandlerFault.BODY_MEMORY : fault);
    }
    turn.holds(ContentHold.of(x, answer));
    turn.reading.start();
    return null;
  }

  private static void read(
      Exchange x, HandlerSpec handler, Response head, Collecting.Ending ending) {
    switch (ending) {
      case Collecting.Ending.Whole(ByteBuffer content) ->
          x.goOn(
              () -> {
                ask(x, handler, head, content);
                return null;
              });
      case Collecting.Ending.Refused(HandlerFault fault) ->
          goOn(x, () -> unread(x, handler, head, fault));
      case Collecting.Ending.Broken(ProxyError error) ->
          goOn(x, () -> broken(x, handler, head, error));
    }
  }

  private static Phase broken(Exchange x, HandlerSpec handler, Response head, ProxyError error) {
    if (error.type() == ProxyError.Type.HTTP_RESPONSE_CONTENT_CODING) {
      return unread(x, handler, head, HandlerFault.BODY_CODING);
    }
    x.record.error = error;
    answerInstead(x, LocalResponses.error(error));
    return x.handTo(Phase.VIEWER_RESPONSE);
  }

  private static Phase unread(Exchange x, HandlerSpec handler, Response head, HandlerFault fault) {
    return answered(
        x, handler, head, x.services.handlers().notAsked(handler, Hook.VIEWER_RESPONSE, fault));
  }

  private static Phase answered(Exchange x, HandlerSpec handler, Response head, Verdict verdict) {
    Answer answer = x.answer();
    if (!(answer instanceof Answer.FromOrigin)) {
      x.handlers.stopReading();
    }
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
      case Verdict.ContinueWith _, Verdict.Done _ ->
          failedAtResponse(x, handler, HandlerFault.INVALID_RESULT);
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
    x.record.error = HandlerCalls.error(handler, Hook.VIEWER_RESPONSE, fault);
    answerInstead(x, LocalResponses.error(x.record.error));
  }

  /** What the origin sends for the answer that was to be is not wanted. */
  private static void answerInstead(Exchange x, Answer with) {
    x.handlers.drop();
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
      @Nullable ByteBuffer content,
      Function<Verdict, Phase> then) {
    HandlerTurn turn = x.turn();
    HandlerEvent event =
        new HandlerEvent(
            hook,
            HandlerCalls.requestId(x.record),
            x.asking().address().getHostAddress(),
            x.request.copy(),
            response == null ? null : response.copy(),
            content,
            turn.data(x, handler, hook));
    Verdict here = x.services.handlers().callHere(handler, event);
    if (here != null) {
      goOn(x, () -> then.apply(here));
      return;
    }
    turn.waitsFor(
        HandlerCalls.ask(
            x.services.handlers(),
            handler,
            event,
            x.viewer.loop(),
            verdict -> goOn(x, () -> then.apply(verdict))));
  }

  /** Moves the exchange on, with content that it has kept until whoever sends it has readers. */
  private static void goOn(Exchange x, Supplier<@Nullable Phase> step) {
    ContentHold kept = x.turn().takeHold();
    try {
      x.goOn(step);
    } finally {
      kept.release();
    }
  }
}
