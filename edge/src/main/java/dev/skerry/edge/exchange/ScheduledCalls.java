package dev.skerry.edge.exchange;

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
   * @param loop on which what it asks of tables and buckets is asked
   * @param done told the verdict, by any thread; must not block
   */
  public static void call(
      Services services,
      EventLoop loop,
      HandlerSpec handler,
      Occurrence occurrence,
      Consumer<Verdict> done) {
    ReadTags read = new ReadTags(); // of nothing that is stored
    HandlerEvent event =
        HandlerEvent.scheduled(HandlerCalls.requestId(null), occurrence)
            .with(
                HandlerData.of(services, loop, handler, services.snapshot().get().limits(), read));
    var _ = services.handlers().call(handler, event, done);
  }
}
