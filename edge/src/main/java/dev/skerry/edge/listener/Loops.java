package dev.skerry.edge.listener;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;

/** The event loops of a listener, each with its connections; does not change once made. */
final class Loops {
  private final List<LoopConnections> all = new ArrayList<>();
  private final IdentityHashMap<EventLoop, LoopConnections> byLoop = new IdentityHashMap<>();

  Loops(EventLoopGroup group) {
    for (EventExecutor executor : group) {
      EventLoop loop = (EventLoop) executor;
      LoopConnections connections = new LoopConnections(loop);
      all.add(connections);
      byLoop.put(loop, connections);
    }
  }

  List<LoopConnections> all() {
    return all;
  }

  LoopConnections of(EventLoop loop) {
    return Objects.requireNonNull(
        byLoop.get(loop), "a connection must be on a loop of its listener");
  }
}
