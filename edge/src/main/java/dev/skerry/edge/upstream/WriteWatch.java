package dev.skerry.edge.upstream;

import dev.skerry.edge.upstream.TimeoutQueue.Timeout;
import io.netty.channel.Channel;

/** Notices that a peer has taken nothing for a while although more is waiting for it. */
final class WriteWatch {
  private final Channel channel;
  private final TimeoutQueue queue;
  private final Runnable stuck;
  private final Timeout timeout = new Timeout(this::expired);
  private long waitingBytes;

  WriteWatch(Channel channel, TimeoutQueue queue, Runnable stuck) {
    this.channel = channel;
    this.queue = queue;
    this.stuck = stuck;
  }

  /** Begins to watch if the channel has too much to send, stops if it has not. */
  void check() {
    if (channel.isWritable()) {
      timeout.disarm();
    } else if (!timeout.isArmed()) {
      waitingBytes = channel.bytesBeforeWritable();
      queue.arm(timeout);
    }
  }

  void stop() {
    timeout.disarm();
  }

  private void expired() {
    long now = channel.bytesBeforeWritable();
    if (now < waitingBytes) {
      waitingBytes = now;
      queue.arm(timeout);
    } else {
      stuck.run();
    }
  }
}
