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

  /** The request's content that comes while the handler is asked. */
  private final HeldContent requestContent = new HeldContent();

  private PendingCall pending = PendingCall.ANSWERED;

  /** What the handler asks that is asked. */
  private BoundData data = BoundData.NOWHERE;

  /** Once the request has gone out. */
  private @Nullable OriginCall call;

  private @Nullable HandledAnswer answer;

  /** Where the response's content comes from, if a handler has made it. */
  private @Nullable ContentSource made;

  /** Whether the origin is not to be told any more of the request's content. */
  private boolean isAnswered;

  private boolean cancelled;

  HandledOrigin(Fetch fetch) {
    this.fetch = fetch;
    this.request = fetch.plan.toOrigin();
  }

  /** Asks the handler, if there is one, and sends the request. */
  void start() {
    Hooks hooks = fetch.plan.rule().hooks();
    HandlerSpec handler = hooks.originRequest();
    if (handler == null) {
      send();
    } else {
      ask(handler, Hook.ORIGIN_REQUEST, null, verdict -> asked(handler, verdict));
    }
  }

  private void asked(HandlerSpec handler, Verdict verdict) {
    switch (verdict) {
      case Verdict.ContinueWith go -> {
        boolean wantsMore = go.content() != null || !go.directions().equals(Directions.NONE);
        if (wantsMore || NormalPath.of(go.request().path()) == null) {
          // The key is made, and what the request has as content comes as the viewer sends it.
          failed(handler, HandlerFault.INVALID_RESULT);
        } else {
          request = go.request();
          send();
        }
      }
      case Verdict.Respond(Response response, ByteBuffer content) -> respond(response, content);
      case Verdict.Change _ -> failed(handler, HandlerFault.INVALID_RESULT);
      case Verdict.Failed(HandlerFault fault, String _, String _) -> {
        if (handler.onFailure() == HandlerSpec.OnFailure.OPEN) {
          send();
        } else {
          failed(handler, fault);
        }
      }
    }
  }

  private void send() {
    answer = new HandledAnswer(this, fetch);
    call = fetch.send(request, answer);
    if (call != null) {
      requestContent.moveTo(call);
      fetch.writable();
    }
  }

  // ---- what handlers bring about

  /**
   * Asks a handler.
   *
   * @param response a copy is made of it
   * @param then told on the event loop, unless the fetch is given up meanwhile
   */
  void ask(HandlerSpec handler, Hook hook, @Nullable Response response, Consumer<Verdict> then) {
    data =
        HandlerData.of(
            fetch.services, fetch.loop, handler, fetch.plan.snapshot().limits(), fetch.read());
    HandlerEvent event =
        new HandlerEvent(
                hook,
                fetch.requestId(),
                fetch.plan.asking().address().getHostAddress(),
                request.copy(),
                response == null ? null : response.copy())
            .with(data);
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

  /** A handler failed, and nothing may go on without it. */
  void failed(HandlerSpec handler, HandlerFault fault) {
    endOrigin();
    fetch.fail(HandlerCalls.error(handler, fault));
  }

  /** What the origin sends is not wanted, nor what would still be sent to it. */
  void endOrigin() {
    isAnswered = true;
    requestContent.discard();
    if (call != null) {
      call.cancel();
    }
  }

  // ---- the request's content

  @Override
  public boolean isWritable() {
    return isAnswered || (call != null && call.isWritable());
  }

  @Override
  public void data(ByteBuf content) {
    if (isAnswered) {
      content.release();
    } else if (call != null) {
      call.data(content);
    } else {
      requestContent.data(content);
    }
  }

  @Override
  public void end(Fields trailers) {
    if (call != null && !isAnswered) {
      call.end(trailers);
    } else {
      requestContent.end(trailers);
    }
  }

  @Override
  public void fail(ProxyError error) {
    if (call != null && !isAnswered) {
      call.fail(error);
    } else {
      requestContent.fail(error);
    }
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
