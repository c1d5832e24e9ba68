package dev.skerry.edge.exchange;

import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.observe.ExchangeRecord;
import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.host.HandlerHost;
import dev.skerry.handler.host.PendingCall;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Response;
import io.netty.channel.EventLoop;
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
    return host.call(handler, event, verdict -> tell(loop, () -> then.accept(verdict)));
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
  static ProxyError error(HandlerSpec handler, HandlerFault fault) {
    return ProxyError.of(
        ProxyError.Type.PROXY_INTERNAL_ERROR, "handler " + handler.id() + ": " + fault.token());
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
