package dev.skerry.edge.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoopConnectionsTest {
  /** Else a connection that comes after a pause would have used up its time when it comes. */
  @Test
  void theClockTellsThePresentAlsoWhileThereIsNoConnection() {
    EventLoop loop = new DefaultEventLoop();
    try {
      LoopConnections connections = new LoopConnections(loop);
      int before = connections.now();
      long later = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(3 * LoopConnections.TICK_MS);
      while (System.nanoTime() < later) {
        Thread.onSpinWait();
      }
      assertThat(connections.now()).isGreaterThanOrEqualTo(before + 2);
    } finally {
      var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }
}
