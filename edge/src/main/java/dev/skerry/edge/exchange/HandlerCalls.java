package dev.skerry.edge.exchange;

import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.observe.ExchangeRecord;
import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Hook;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.host.HandlerHost;
import dev.skerry.handler.host.PendingCall;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import io.netty.channel.EventLoop;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How handlers are called from event loops, and what holds for their answers at every hook. */
final class HandlerCalls {
  private HandlerCalls() {}

  /**
   * Calls a handler: on this thread, if it may run on event loops, else on one of its host.
   *
   * @param then told the verdict on the event loop after this has returned, unless the call is
   *     withdrawn before
   */
  static PendingCall call(
      HandlerHost host,
      HandlerSpec handler,
      HandlerEvent event,
      EventLoop loop,
      Consumer<Verdict> then) {
    Verdict here = host.callHere(handler, event);
    if (here != null) {
      tell(loop, () -> then.accept(here));
      return PendingCall.ANSWERED;
    }
    return ask(host, handler, event, loop, then);
  }

  /** The same, but never on this thread. */
  static PendingCall ask(
      HandlerHost host,
      HandlerSpec handler,
      HandlerEvent event,
      EventLoop loop,
      Consumer<Verdict> then) {
    return host.call(
        handler,
        event,
        verdict -> {
          if (event.data() instanceof HandlerData data) {
            data.answered();
          }
          tell(loop, () -> then.accept(verdict));
        });
  }

  /** On a thread of the host. */
  private static void tell(EventLoop loop, Runnable step) {
    try {
      loop.execute(step);
    } catch (RejectedExecutionException _) {
      // The node has been closed, and its viewers with it.
    }
  }

  /** The exchange's name in logs, made up where it has none. */
  static String requestId(@Nullable ExchangeRecord record) {
    String known = record == null ? null : record.requestId;
    if (known == null) {
      known = Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE);
      if (record != null) {
        record.requestId = known;
      }
    }
    return known;
  }

  /** What the viewer is told of a handler that failed. */
  static ProxyError error(HandlerSpec handler, Hook hook, HandlerFault fault) {
    ProxyError.Type type =
        switch (fault) {
          case BODY_SIZE ->
              hook.isAboutRequest()
                  ? ProxyError.Type.HTTP_REQUEST_CONTENT_SIZE
                  : ProxyError.Type.HTTP_RESPONSE_BODY_SIZE;
          case BODY_CODING -> ProxyError.Type.HTTP_RESPONSE_CONTENT_CODING;
          default -> ProxyError.Type.PROXY_INTERNAL_ERROR;
        };
    return ProxyError.of(type, "handler " + handler.id() + ": " + fault.token());
  }

  /**
   * What a handler that reads content is given of a response that has none to be collected: nothing
   * of a part, of a confirmation and of the answer to HEAD, else an empty content.
   */
  static @Nullable ByteBuffer noContent(HandlerSpec handler, Request request, int status) {
    boolean shown =
        handler.readsContent()
            && !hasNoContent(status)
            && status != 206
            && !request.method().equals("HEAD");
    return shown ? ByteBuffer.allocate(0).asReadOnlyBuffer() : null;
  }

  /** Whether the content of a response is coded, so that a handler cannot read it as it is. */
  static boolean isCoded(Response response) {
    String coding = response.fields().combined(FieldNames.CONTENT_ENCODING);
    return coding != null && !coding.equalsIgnoreCase("identity");
  }

  /** Says of a request that this is its content. */
  static void withContent(Request request, ByteBuffer content) {
    request.hasContent(content.hasRemaining());
    request.fields().set(FieldNames.CONTENT_LENGTH, Integer.toString(content.remaining()));
  }

  /** Whether a response with that status never has content (RFC 9110 §15.3.5, §15.3.6, §15.4.5). */
  static boolean hasNoContent(int status) {
    return status == 204 || status == 205 || status == 304;
  }

  /** Takes out what a head says of content that does not follow it. */
  static Response withoutContent(Response head) {
    head.fields().remove(FieldNames.CONTENT_LENGTH).remove(FieldNames.CONTENT_RANGE);
    return head;
  }
}
