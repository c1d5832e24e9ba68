package dev.skerry.edge.listener;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/** Sees whether a viewer takes nothing of what waits for it in its socket. */
final class OutboundStall {
  private long unsent = -1;
  private long progress;
  private int since;

  /** For how many ticks nothing was taken although something waits; asked at every tick. */
  int ticks(Channel channel, int now) {
    ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
    if (waiting == null || waiting.isEmpty()) {
      unsent = -1;
      return 0;
    }
    long bytes = waiting.totalPendingWriteBytes();
    long sent = waiting.currentProgress();
    if (bytes != unsent || sent != progress) {
      unsent = bytes;
      progress = sent;
      since = now;
    }
    return now - since;
  }
}
