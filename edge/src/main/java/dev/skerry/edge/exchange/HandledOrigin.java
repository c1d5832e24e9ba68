package dev.skerry.edge.exchange;

import dev.skerry.edge.config.Hooks;
import dev.skerry.edge.config.NormalPath;
import dev.skerry.edge.flow.ContentSource;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.upstream.OriginCall;
import dev.skerry.handler.BoundData;
import dev.skerry.handler.Directions;
import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Hook;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.host.PendingCall;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The origin as a fetch sees it whose rule has handlers on that side: one that is asked before the
 * request goes out, and may answer in the origin's place; one that is asked about the answer
 * ({@link HandledAnswer}). Each is asked once, whatever is retried beneath.
 *
 * <p>Owned by the fetch's event loop.
 */
final class HandledOrigin implements OriginCall {
  private final Fetch fetch;

  /** The request as it goes out. */
  private Request request;

  private final HandledRequestContent requestContent;

  private PendingCall pending = PendingCall.ANSWERED;

  /** What the handler asks that is asked. */
  private BoundData data = BoundData.NOWHERE;

  /** Once the request has gone out. */
  private @Nullable OriginCall call;

  private @Nullable HandledAnswer answer;

  /** Where the response's content comes from, if not as it comes: a handler has made or read it. */
  private @Nullable ContentSource made;

  /** Whether the origin is not to be told any more of the request's content. */
  private boolean isAnswered;

  /** Whether the origin takes what comes until the viewer ends it, whatever it has sent itself. */
  private boolean tunnel;

  private boolean cancelled;

  HandledOrigin(Fetch fetch) {
    this.fetch = fetch;
    this.request = fetch.plan.toOrigin();
    this.requestContent = new HandledRequestContent(fetch::writable);
  }

  /** Asks the handler, if there is one, and sends the request. */
  void start() {
    Hooks hooks = fetch.plan.rule().hooks();
    HandlerSpec handler = hooks.originRequest();
    if (handler == null) {
      send();
    } else if (handler.readsContent() && request.hasContent()) {
      collect(handler);
    } else {
      ask(handler, Hook.ORIGIN_REQUEST, null, null, verdict -> asked(handler, verdict));
    }
  }

  /** What is sent meanwhile is asked for when the fetch has been begun. */
  private void collect(HandlerSpec handler) {
    long declared = Collecting.declared(request.fields());
    if (Collecting.isTooLarge(declared, handler)) {
      fetch.loop.execute(() -> notAsked(handler, HandlerFault.BODY_SIZE));
      return;
    }
    requestContent.collect(
        fetch.services.contentMemory(),
        handler,
        declared,
        ending -> {
          switch (ending) {
            case Collecting.Ending.Whole(ByteBuffer content) ->
                ask(
                    handler,
                    Hook.ORIGIN_REQUEST,
                    null,
                    content,
                    verdict -> asked(handler, verdict));
            case Collecting.Ending.Refused(HandlerFault fault) -> notAsked(handler, fault);
            case Collecting.Ending.Broken(ProxyError _) -> {
              // Its viewer is about to leave, which ends the fetch.
            }
          }
        });
  }

  private void notAsked(HandlerSpec handler, HandlerFault fault) {
    if (!cancelled) {
      asked(handler, fetch.services.handlers().notAsked(handler, Hook.ORIGIN_REQUEST, fault));
    }
  }

  private void asked(HandlerSpec handler, Verdict verdict) {
    switch (verdict) {
      case Verdict.ContinueWith go -> {
        ByteBuffer content = go.content();
        boolean tooLate = !go.directions().equals(Directions.NONE);
        boolean unread = content != null && !handler.readsContent();
        if (tooLate || unread || NormalPath.of(go.request().path()) == null) {
          // The key is made, and content that nobody reads comes as the viewer sends it.
          failed(handler, Hook.ORIGIN_REQUEST, HandlerFault.INVALID_RESULT);
        } else {
          request = go.request();
          if (content != null) {
            HandlerCalls.withContent(request, content);
            requestContent.replace(content);
          }
          send();
        }
      }
      case Verdict.Respond(Response response, ByteBuffer content) -> respond(response, content);
      case Verdict.Change _, Verdict.Done _ ->
          failed(handler, Hook.ORIGIN_REQUEST, HandlerFault.INVALID_RESULT);
      case Verdict.Failed(HandlerFault fault, String _, String _) -> {
        if (handler.onFailure() == HandlerSpec.OnFailure.OPEN) {
          send();
        } else {
          failed(handler, Hook.ORIGIN_REQUEST, fault);
        }
      }
    }
  }

  private void send() {
    answer = new HandledAnswer(this, fetch);
    call = fetch.send(request, answer);
    if (call != null) {
      requestContent.to(call);
    }
  }

  // ---- what handlers bring about

  /**
   * Asks a handler.
   *
   * @param response a copy is made of it
   * @param content what it reads, or null
   * @param then told on the event loop, unless the fetch is given up meanwhile
   */
  void ask(
      HandlerSpec handler,
      Hook hook,
      @Nullable Response response,
      @Nullable ByteBuffer content,
      Consumer<Verdict> then) {
    data.giveUp();
    data =
        HandlerData.isForHandler(handler)
            ? HandlerData.of(Asker.of(fetch, request), handler)
            : BoundData.NOWHERE;
    HandlerEvent event =
        new HandlerEvent(
            hook,
            fetch.requestId(),
            fetch.plan.asking().address().getHostAddress(),
            request.copy(),
            response == null ? null : response.copy(),
            content,
            data);
    pending =
        HandlerCalls.call(
            fetch.services.handlers(),
            handler,
            event,
            fetch.loop,
            verdict -> {
              if (!cancelled) {
                then.accept(verdict);
              }
            });
  }

  /** The handler's response takes the place of the origin's. */
  void respond(Response response, ByteBuffer content) {
    endOrigin();
    boolean none = HandlerCalls.hasNoContent(response.status());
    if (none) {
      HandlerCalls.withoutContent(response);
    } else {
      response.fields().set(FieldNames.CONTENT_LENGTH, Integer.toString(content.remaining()));
    }
    boolean has = !none && content.hasRemaining() && !isHead();
    made = has ? new MadeContent(content, fetch) : null;
    fetch.head(response, has);
  }

  private boolean isHead() {
    return request.method().equals("HEAD");
  }

  /** The origin's content as it comes. */
  ContentSource source() {
    return Objects.requireNonNull(call, "an answer comes by a call");
  }

  /** What a handler is given of a response without content to be collected. */
  @Nullable ByteBuffer noContent(HandlerSpec handler, int status) {
    return HandlerCalls.noContent(handler, request, status);
  }

  /** The origin's content goes on by way of what has collected it. */
  void given(Collecting collected) {
    collected.to(fetch);
    made = collected;
  }

  /** A handler failed, and nothing may go on without it. */
  void failed(HandlerSpec handler, Hook hook, HandlerFault fault) {
    endOrigin();
    fetch.fail(HandlerCalls.error(handler, hook, fault));
  }

  /** What the origin sends is not wanted, nor what would still be sent to it. */
  void endOrigin() {
    isAnswered = true;
    requestContent.discard();
    if (call != null) {
      call.cancel();
    }
  }

  /** All of the origin's answer has come: it takes no more of the request, but of a tunnel. */
  void answered() {
    if (!tunnel) {
      isAnswered = true;
      requestContent.discard();
    }
  }

  /** The request and its answer are over: both sides send what they like. */
  void becomeTunnel() {
    tunnel = true;
    requestContent.becomeTunnel();
  }

  // ---- the request's content

  @Override
  public boolean isWritable() {
    return requestContent.isWritable();
  }

  @Override
  public void data(ByteBuf content) {
    requestContent.data(content);
  }

  @Override
  public void end(Fields trailers) {
    requestContent.end(trailers);
  }

  @Override
  public void fail(ProxyError error) {
    requestContent.fail(error);
  }

  /** The origin takes more of it. */
  void writable() {
    requestContent.writable();
  }

  // ---- the response's content

  @Override
  public void resume() {
    if (made != null) {
      made.resume();
    } else if (call != null && !isAnswered) {
      call.resume();
    }
  }

  @Override
  public void pause() {
    if (made != null) {
      made.pause();
    } else if (call != null && !isAnswered) {
      call.pause();
    }
  }

  @Override
  public void cancel() {
    cancelled = true;
    pending.withdraw();
    data.giveUp();
    endOrigin();
    if (answer != null) {
      answer.discard();
    }
    if (made != null) {
      made.cancel();
    }
  }

  @Override
  public @Nullable String origin() {
    return call == null ? null : call.origin();
  }
}
