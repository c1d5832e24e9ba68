package dev.skerry.edge.exchange;

import dev.skerry.handler.BoundData;
import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Occurrence;
import dev.skerry.handler.Verdict;
import io.netty.channel.EventLoop;
import java.util.function.Consumer;

/** Calls of handlers that schedules make, beside all exchanges. */
public final class ScheduledCalls {
  private ScheduledCalls() {}

  /**
   * Calls a handler, on a worker.
   *
   * @param loop on which what it asks of others is asked
   * @param done told the verdict, by any thread; must not block
   */
  public static void call(
      Services services,
      EventLoop loop,
      HandlerSpec handler,
      Occurrence occurrence,
      Consumer<Verdict> done) {
    String requestId = HandlerCalls.requestId(null);
    BoundData data =
        HandlerData.isForHandler(handler)
            ? HandlerData.of(Asker.ofSchedule(services, loop, requestId), handler)
            : BoundData.NOWHERE;
    HandlerEvent event = HandlerEvent.scheduled(requestId, occurrence).with(data);
    var _ =
        services
            .handlers()
            .call(
                handler,
                event,
                verdict -> {
                  data.giveUp();
                  done.accept(verdict);
                });
  }
}
